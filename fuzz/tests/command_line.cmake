# What fuzz_raw_pointer_replay says to what it cannot do.
include(${CMAKE_CURRENT_LIST_DIR}/expect.cmake)

expect(2 "usage:" ${REPLAY})
expect(0 "usage:" ${REPLAY} --help)
expect(2 "nowhere: cannot be read: check" ${REPLAY} ${FOLDER}/nowhere)
file(MAKE_DIRECTORY ${FOLDER}/empty)
expect(2 "empty: holds no input" ${REPLAY} ${FOLDER}/empty)

# Any bytes are an input, and so are none.
file(MAKE_DIRECTORY ${FOLDER}/inputs)
file(TOUCH ${FOLDER}/inputs/nothing)
file(WRITE ${FOLDER}/inputs/words "these words are operations like all other bytes\n")
expect(0 "^2 inputs held\n$" ${REPLAY} ${FOLDER}/inputs)
expect(2 "1 input held" ${REPLAY} ${FOLDER}/inputs/words ${FOLDER}/nowhere)

set(with_tally ${CMAKE_COMMAND} -E env)
expect(0 "held" ${with_tally} MMSPEC_TALLY=${FOLDER}/tally ${REPLAY} ${FOLDER}/inputs)
file(READ ${FOLDER}/tally tally)
if(NOT tally MATCHES "^Count.held\tfuzz\t[1-9][0-9]*\n")
  message(FATAL_ERROR "the tally is:\n${tally}")
endif()
expect(3 "no/tally: cannot be written: check" ${with_tally} MMSPEC_TALLY=${FOLDER}/no/tally
  ${REPLAY} ${FOLDER}/inputs)
