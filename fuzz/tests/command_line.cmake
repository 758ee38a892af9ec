# What a replay driver says to what it cannot do, and that any bytes are an input.
include(${CMAKE_CURRENT_LIST_DIR}/expect.cmake)

expect(2 "usage:" ${REPLAY})
expect(0 "usage:" ${REPLAY} --help)
expect(2 "usage:" ${REPLAY} --shrink ${FOLDER}/words)
expect(2 "nowhere: cannot be read: check" ${REPLAY} ${FOLDER}/nowhere)
expect(2 "nowhere: cannot be read: check" ${REPLAY} --shrink ${FOLDER}/nowhere ${FOLDER}/less)
file(MAKE_DIRECTORY ${FOLDER}/empty)
expect(2 "empty: holds no input" ${REPLAY} ${FOLDER}/empty)

file(MAKE_DIRECTORY ${FOLDER}/inputs)
file(TOUCH ${FOLDER}/inputs/nothing)
file(WRITE ${FOLDER}/inputs/words "these words are operations like all other bytes\n")
expect(0 "(^|\n)2 inputs held\n$" ${REPLAY} ${FOLDER}/inputs)
expect(2 "1 input held" ${REPLAY} ${FOLDER}/inputs/words ${FOLDER}/nowhere)
expect(1 "words: holds when it is run by itself" ${REPLAY} --shrink ${FOLDER}/inputs/words
  ${FOLDER}/less)

# Damaged files of the corpus: cut in their middle, and with every byte turned over.
file(GLOB kept ${CORPUS}/*)
list(LENGTH kept number)
if(number EQUAL 0)
  message(FATAL_ERROR "${CORPUS} is empty")
endif()
file(MAKE_DIRECTORY ${FOLDER}/damaged)
set(made 0)
foreach(input IN LISTS kept)
  file(SIZE ${input} size)
  get_filename_component(name ${input} NAME)
  math(EXPR half "${size} / 2 + ${made} % 2")
  execute_process(COMMAND head -c ${half} ${input} OUTPUT_FILE ${FOLDER}/damaged/${name}.cut
    COMMAND_ERROR_IS_FATAL ANY)
  execute_process(COMMAND tr "\\000-\\177\\200-\\377" "\\200-\\377\\000-\\177"
    INPUT_FILE ${input} OUTPUT_FILE ${FOLDER}/damaged/${name}.turned COMMAND_ERROR_IS_FATAL ANY)
  math(EXPR made "${made} + 1")
  if(made EQUAL 40)
    break()
  endif()
endforeach()
math(EXPR damaged "2 * ${made}")
expect(0 "(^|\n)${damaged} inputs held\n$" ${REPLAY} ${FOLDER}/damaged)
