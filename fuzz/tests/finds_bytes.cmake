# A wrong variant is found from nothing, and the input that is kept holds again once the defect is
# gone.
include(${CMAKE_CURRENT_LIST_DIR}/expect.cmake)

set(telling "broken: (${CLAUSE}): ")
if(CLAUSE STREQUAL "Sanitizer")
  set(telling "SUMMARY: (Address|UndefinedBehavior)Sanitizer: ")
endif()
expect(failure "${telling}" ${CMAKE_COMMAND} -E env MMSPEC_TALLY=${FOLDER}/tally
  ${FUZZER} -max_total_time=60 -seed=1 -artifact_prefix=${FOLDER}/)
file(GLOB inputs ${FOLDER}/crash-*)
list(LENGTH inputs input_count)
if(NOT input_count EQUAL 1)
  message(FATAL_ERROR "expected one input, but there are: ${inputs}")
endif()
if(CLAUSE MATCHES "^Init")
  file(READ ${FOLDER}/tally tally)
  if(NOT tally MATCHES "(${CLAUSE})\tfuzz\tbroken\n")
    message(FATAL_ERROR "the tally does not say that ${CLAUSE} is broken:\n${tally}")
  endif()
endif()
expect(failure "${telling}" ${FUZZER} ${inputs})
expect(0 "1 input held" ${RIGHT_REPLAY} ${inputs})
