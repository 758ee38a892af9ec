# An input that fails is made as small as it can be, and holds once the defect is gone.
include(${CMAKE_CURRENT_LIST_DIR}/expect.cmake)

file(WRITE ${FOLDER}/input "# A long one.\nT2 mm_alloc b users=3\nT1 mmput b -> users 2, count 1\n"
  "T1 mm_alloc a users=2 grabs=1 -> users 1, count 2\nT1 mmput a -> users 0, count 1, teardown\n"
  "T1 mmdrop a -> free\nleak b\n")
expect(0 "bytes made 21 in [0-9]+ tries" ${WRONG} --shrink ${FOLDER}/input ${FOLDER}/less)
file(READ ${FOLDER}/less less)
if(NOT less MATCHES "^T1 mm_alloc a grabs=1$")
  message(FATAL_ERROR "what is left is '${less}'")
endif()
expect(1 "broken: the text form: " ${WRONG} ${FOLDER}/less)
expect(0 "1 input held" ${RIGHT} ${FOLDER}/less)
expect(1 "holds when it is run by itself" ${RIGHT} --shrink ${FOLDER}/input ${FOLDER}/none)
expect(2 "no/less: cannot be written: check" ${WRONG} --shrink ${FOLDER}/input ${FOLDER}/no/less)
