# A wrong variant is found from nothing, and the trace that is kept shows it again.
include(${CMAKE_CURRENT_LIST_DIR}/expect.cmake)

expect(failure "broken: (${CLAUSE}): .*saved: .*replay: ./mmspec replay " ${CMAKE_COMMAND} -E env
  MMSPEC_TALLY=${FOLDER}/tally ${FUZZER} -max_total_time=60 -seed=1 -artifact_prefix=${FOLDER}/)
one_finding_kept(${FOLDER} trace)
file(READ ${FOLDER}/tally tally)
if(NOT tally MATCHES "(${CLAUSE})\tfuzz\tbroken\n")
  message(FATAL_ERROR "the tally does not say that ${CLAUSE} is broken:\n${tally}")
endif()

set(telling "broken: (${CLAUSE}): ")
if(CLAUSE MATCHES "Owned.alive")
  # A replay that follows a pointer to no mm is ended by the sanitizer (proptests/adapters/no_mms.hpp).
  set(telling "${telling}|AddressSanitizer: use-after-poison")
endif()
expect(1 "${telling}" ${WRONG_REPLAY} --no-steps --quiet ${trace})
# Once the defect is gone the same trace holds to its end.
expect(0 ": held, " ${RIGHT_REPLAY} --quiet ${trace})
