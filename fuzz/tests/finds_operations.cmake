# A wrong variant is found from nothing, and the trace that is kept shows it again.
include(${CMAKE_CURRENT_LIST_DIR}/expect.cmake)

expect(failure "broken: (${CLAUSE}): .*saved: .*replay: ./mmspec replay " ${CMAKE_COMMAND} -E env
  MMSPEC_TALLY=${FOLDER}/tally ${FUZZER} -max_total_time=60 -seed=1 -artifact_prefix=${FOLDER}/)

file(GLOB traces ${FOLDER}/crash-*.mmtrace)
file(GLOB inputs ${FOLDER}/crash-*)
list(LENGTH traces trace_count)
list(LENGTH inputs input_count)
if(NOT trace_count EQUAL 1 OR NOT input_count EQUAL 2)
  message(FATAL_ERROR "expected one trace and one input, but there are: ${inputs}")
endif()
file(READ ${FOLDER}/tally tally)
if(NOT tally MATCHES "(${CLAUSE})\tfuzz\tbroken\n")
  message(FATAL_ERROR "the tally does not say that ${CLAUSE} is broken:\n${tally}")
endif()

set(telling "broken: (${CLAUSE}): ")
if(CLAUSE MATCHES "Owned.alive")
  # A replay that follows a pointer to no mm is ended by the sanitizer (proptests/adapters/no_mms.hpp).
  set(telling "${telling}|AddressSanitizer: use-after-poison")
endif()
expect(1 "${telling}" ${WRONG_REPLAY} --no-steps --quiet ${traces})
# Once the defect is gone the same trace holds to its end.
expect(0 ": held, " ${RIGHT_REPLAY} --quiet ${traces})
