# The wrong variants that fuzz targets find, each built into the fuzzer that must: fuzz_variant_NAME,
# and all of them by the target fuzz_variants. fuzz_variants.txt in the build folder is the list.
include(${PROJECT_SOURCE_DIR}/lib/tests/support/edits.cmake)

# Of proptests/variants all but those of what no target is built of (the C interface, types of one's own,
# the plain library's calls, the programs of properties) and those that change a memory order alone,
# which the targets do not judge. Threads of ownership and schedules take turns.
set(raw_pointer_variants
  another_type_taken_for_an_mm
  as_raw_gives_another_pointer
  async_put_judged_as_sleeping
  async_put_tears_down_in_place
  atomic_context_allows_sleep
  atomic_context_allows_too_little
  compare_exchange_fails_for_no_reason
  contents_judged_as_a_user
  deferred_count_dropped_first
  deferred_count_never_dropped
  free_before_teardown_ends
  from_raw_counts
  get_ignores_zero
  inside_of_an_mm_taken_for_its_start
  last_drop_frees_nothing
  ledger_adds_before_it_judges
  limit_reached
  move_assignment_forgets
  moved_from_not_told
  queue_runs_newest_first
  refusal_leaves_a_change
  refused_destructor_loses_its_reference
  registry_forgets_a_free
  release_of_what_others_own
  stale_pointer_judged_as_a_reference
  take_over_of_nothing_granted
  teardown_twice
  upgrade_of_a_freed_struct
  user_judged_as_a_pointer
  users_count_dropped_twice
  users_count_never_dropped)
set(ownership_variants
  compare_exchange_in_two_steps
  into_mmput_async_keeps_the_user
  naive_counter
  non_atomic_increment
  overtaken_put_keeps_the_count
  rescue_without_its_count
  upgrade_takes_a_word_of_zero_for_the_end)
set(initialisers_variants
  init_array_undone_forwards
  init_chain_leaks
  init_chain_leaks_on_exception
  init_chain_swallows_its_error
  init_empty_slot_used
  init_fields_leak
  init_mm_without_contents
  init_moved_initialiser_runs
  init_pinned_value_taken
  init_slot_filled_twice
  init_slot_forgets_its_value
  init_slot_holds_what_failed)
set(trace_text_variants
  parser_takes_no_words_for_a_leak
  text_forgets_the_grabs)
set(schedules_variants
  explored_aref_upgrade_forgets
  explored_close_in_two_steps
  explored_grab_handed_over_publishes_nothing
  explored_hand_over_publishes_nothing
  explored_naive_counter
  explored_own_type_looks_then_joins
  explored_queue_links_nothing
  explored_upgrade_gives_its_user_back)

# What comes of some of them may be seen before what their edit names.
# A freed struct is used: by AddressSanitizer, the watch on atomic steps, or in what lies there now.
set(naive_counter_shows Count.held Count.word Free.once)
set(registry_forgets_a_free_shows Free.nothing_after)
set(rescue_without_its_count_shows Count.held Free.nothing_after)
set(users_count_dropped_twice_shows Count.word Free.nothing_after)
# The edit frees the struct while its teardown goes on.
set(free_before_teardown_ends_shows Free.nothing_after)
# The count is zero, and the model has the struct freed.
set(last_drop_frees_nothing_shows Free.once)
# In an atomic context a user that nobody owns is refused under the wrong clause.
set(async_put_judged_as_sleeping_shows Owned.release)
# The put that fails drops the users' count, though nobody has torn down.
set(compare_exchange_fails_for_no_reason_shows Teardown.order)
# Of users there may be none, which the contract sees when the ARef is made.
set(take_over_of_nothing_granted_shows Final.no_revival)
# What is forgotten is not refused either.
set(move_assignment_forgets_shows Sleep.may_sleep)
# Of what comes of a wrong step the schedule decides what shows first.
set(schedules_shows Final.no_revival Free.nothing_after Teardown.once Visibility.free
  Visibility.teardown)

# Where linearizability catches it in the plain library; in the checked one it is here.
foreach(variant IN ITEMS compare_exchange_fails_for_no_reason compare_exchange_in_two_steps
    last_drop_frees_nothing overtaken_put_keeps_the_count upgrade_takes_a_word_of_zero_for_the_end)
  set(${variant}_seen_by lib/src/checked/contracted_operations.cpp lib/src/checked/contracted_async.cpp)
endforeach()

add_custom_target(fuzz_variants)
set(variants_list "")
foreach(target IN LISTS fuzz_targets)
  foreach(variant IN LISTS ${target}_variants)
    set(edit ${PROJECT_SOURCE_DIR}/proptests/variants/${variant}.edit)
    if(NOT EXISTS ${edit})
      set(edit ${here}/variants/${variant}.edit)
    endif()
    set(name fuzz_variant_${variant})
    set(edit_seen_by ${${variant}_seen_by})
    edited_program(${name} ${edit} fuzz_${target}_archive mmspec_boost_contract)
    instrument_for(${target} ${name})
    target_link_options(${name} PRIVATE ${engine})
    set_target_properties(${name} PROPERTIES EXCLUDE_FROM_ALL ON)
    add_dependencies(fuzz_variants ${name})
    edit_says(${edit} "breaks" clause)
    string(REPLACE " or " "|" clause "${clause}")
    list(APPEND clause ${${variant}_shows} ${${target}_shows})
    list(JOIN clause "|" clause)
    set(${variant}_clause "${clause}")
    string(APPEND variants_list "${variant}\t${target}\t${clause}\n")
  endforeach()
endforeach()
file(CONFIGURE OUTPUT ${PROJECT_BINARY_DIR}/fuzz_variants.txt CONTENT "${variants_list}")
