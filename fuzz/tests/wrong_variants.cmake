# Of each target a wrong variant that it finds from nothing.
fuzz_tool(replay_instrumented replay "${library_instrumented}" fuzz_operations_instrumented fuzz_ownership_parts)
instrument(replay_instrumented_parts)

# finds(VARIANT SCRIPT DEFINITIONS...): under one of the clauses that variants.cmake lists for it.
function(finds variant script)
  set_target_properties(fuzz_variant_${variant} PROPERTIES EXCLUDE_FROM_ALL OFF)
  fuzz_script_test(finds.${variant} ${script} FUZZER=$<TARGET_FILE:fuzz_variant_${variant}>
    "CLAUSE=${${variant}_clause}" ${ARGN})
endfunction()

# finds_operations(VARIANT): what it keeps is a trace that shows the same again.
function(finds_operations variant)
  edited_program(replay_${variant} ${PROJECT_SOURCE_DIR}/proptests/variants/${variant}.edit
    replay_instrumented_archive mmspec_boost_contract)
  instrument(replay_${variant})
  finds(${variant} finds_operations WRONG_REPLAY=$<TARGET_FILE:replay_${variant}>
    RIGHT_REPLAY=$<TARGET_FILE:mmspec-replay> ${ARGN})
endfunction()
# may_show_others(VARIANT): as finds_operations, of one that may break other clauses first.
function(may_show_others variant)
  finds_operations(${variant})
endfunction()

# An upgrade succeeds though users is zero for good.
finds_operations(get_ignores_zero)
# Only the pointer to a live object of another type shows it.
finds_operations(another_type_taken_for_an_mm)
# Wrong only between two steps of another thread.
may_show_others(rescue_without_its_count)
# So it is where threads are stacks of one.
fuzz_script_test(finds_on_one_thread.rescue_without_its_count finds_operations
  FUZZER=$<TARGET_FILE:fuzz_variant_rescue_without_its_count>
  "CLAUSE=${rescue_without_its_count_clause}"
  WRONG_REPLAY=$<TARGET_FILE:replay_rescue_without_its_count>
  RIGHT_REPLAY=$<TARGET_FILE:mmspec-replay>)
set_tests_properties(fuzz.finds_on_one_thread.rescue_without_its_count PROPERTIES
  ENVIRONMENT MMSPEC_FUZZ_ONE_THREAD=1)

# The members before one that failed stay.
finds(init_fields_leak finds_bytes RIGHT_REPLAY=$<TARGET_FILE:fuzz_initialisers_replay>)
finds(text_forgets_the_grabs finds_bytes RIGHT_REPLAY=$<TARGET_FILE:fuzz_trace_text_replay>)
finds(parser_takes_no_words_for_a_leak finds_bytes
  RIGHT_REPLAY=$<TARGET_FILE:fuzz_trace_text_replay>)

# What it keeps runs again as an execution of the explorer.
set(naive explored_naive_counter)
edited_program(explore_${naive} ${PROJECT_SOURCE_DIR}/proptests/variants/${naive}.edit
  mmspec-explore_archive)
set_target_properties(fuzz_variant_${naive} PROPERTIES EXCLUDE_FROM_ALL OFF)
fuzz_script_test(schedules_find.${naive} schedules_find FUZZER=$<TARGET_FILE:fuzz_variant_${naive}>
  "CLAUSE=${${naive}_clause}" WRONG_EXPLORE=$<TARGET_FILE:explore_${naive}>
  RIGHT_EXPLORE=$<TARGET_FILE:mmspec-explore>)

edited_program(fuzz_once_text_forgets_the_grabs
  ${fuzz_folder}/variants/text_forgets_the_grabs.edit fuzz_trace_text_archive)
target_sources(fuzz_once_text_forgets_the_grabs PRIVATE $<TARGET_OBJECTS:fuzz_driver>)
instrument(fuzz_once_text_forgets_the_grabs)
fuzz_script_test(shrinks shrinks WRONG=$<TARGET_FILE:fuzz_once_text_forgets_the_grabs>
  RIGHT=$<TARGET_FILE:fuzz_trace_text_replay>)
