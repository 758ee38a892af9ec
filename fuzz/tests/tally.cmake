# A target leaves its tally where MMSPEC_TALLY says, or says why it cannot.
include(${CMAKE_CURRENT_LIST_DIR}/expect.cmake)

file(WRITE ${FOLDER}/words "these words are operations like all other bytes\n")
set(with_tally ${CMAKE_COMMAND} -E env)
expect(0 "held" ${with_tally} MMSPEC_TALLY=${FOLDER}/tally ${REPLAY} ${FOLDER}/words)
file(READ ${FOLDER}/tally tally)
if(NOT tally MATCHES "^Count.held\tfuzz\t[1-9][0-9]*\n")
  message(FATAL_ERROR "the tally is:\n${tally}")
endif()
expect(3 "no/tally: cannot be written: check" ${with_tally} MMSPEC_TALLY=${FOLDER}/no/tally
  ${REPLAY} ${FOLDER}/words)
