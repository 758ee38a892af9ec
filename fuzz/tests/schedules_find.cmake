# A wrong variant is found from nothing, and the execution that is kept shows it again, step by step.
include(${CMAKE_CURRENT_LIST_DIR}/expect.cmake)

expect(failure "broken: (${CLAUSE}): .*<<< here.*saved: .*replay: ./mmspec explore --replay "
  ${FUZZER} -max_total_time=60 -seed=1 -artifact_prefix=${FOLDER}/)
file(GLOB runs ${FOLDER}/crash-*.mmtrace)
file(GLOB inputs ${FOLDER}/crash-*)
list(LENGTH runs run_count)
list(LENGTH inputs input_count)
if(NOT run_count EQUAL 1 OR NOT input_count EQUAL 2)
  message(FATAL_ERROR "expected one execution and one input, but there are: ${inputs}")
endif()
expect(1 "broken: (${CLAUSE}): .*<<< here" ${WRONG_EXPLORE} --replay ${runs})
# Once the defect is gone the same schedule leads to something that holds.
expect(0 "this execution is right" ${RIGHT_EXPLORE} --replay ${runs})
