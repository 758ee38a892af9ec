# A wrong variant is found from nothing, and the execution that is kept shows it again, step by step.
include(${CMAKE_CURRENT_LIST_DIR}/expect.cmake)

expect(failure "broken: (${CLAUSE}): .*<<< here.*saved: .*replay: ./mmspec explore --replay "
  ${FUZZER} -max_total_time=60 -seed=1 -artifact_prefix=${FOLDER}/)
one_finding_kept(${FOLDER} run)
expect(1 "broken: (${CLAUSE}): .*<<< here" ${WRONG_EXPLORE} --replay ${run})
# Once the defect is gone the same schedule leads to something that holds.
expect(0 "this execution is right" ${RIGHT_EXPLORE} --replay ${run})
