# The code under test and its judges once more, with the coverage that libFuzzer follows and with
# the address and undefined-behaviour sanitizers, whatever the rest of the tree is built with.
#
# A fuzzing engine of someone else, MMSPEC_FUZZING_ENGINE, comes with flags of its own for all of the
# tree (OSS-Fuzz's CXXFLAGS), so nothing is added to them.
if(MMSPEC_FUZZING_ENGINE)
  separate_arguments(engine NATIVE_COMMAND "${MMSPEC_FUZZING_ENGINE}")
elseif(CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
  set(engine -fsanitize=fuzzer)
  set(sanitizers -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
  if(MMSPEC_FUZZ_FAST)
    set(sanitizers -fsanitize=address -fno-omit-frame-pointer)
  endif()
  # No constant of the code stands in the bytes of an input, so libFuzzer learns nothing from the
  # operands of comparisons, which take a third of the time; nor from where a call goes, or how deep.
  set(coverage -fsanitize=fuzzer-no-link
    -fno-sanitize-coverage=trace-cmp,indirect-calls,stack-depth
    -fsanitize-coverage-ignorelist=${here}/not_followed.txt)
else()
  message(FATAL_ERROR "MMSPEC_FUZZERS needs clang for libFuzzer, and the compiler is "
    "${CMAKE_CXX_COMPILER_ID}: use a preset with clang, or set MMSPEC_FUZZERS=OFF")
endif()

function(instrument target)
  target_compile_options(${target} PRIVATE ${sanitizers} ${coverage})
  target_link_options(${target} PUBLIC ${sanitizers})
endfunction()

# What judges, and is not judged: in the fast configuration only its coverage is followed.
function(instrument_judge target)
  if(MMSPEC_FUZZ_FAST)
    target_compile_options(${target} PRIVATE ${coverage})
  else()
    instrument(${target})
  endif()
endfunction()

contracts_library(mmspec_contracts_instrumented ${PROJECT_SOURCE_DIR}/contracts)
instrument_judge(mmspec_contracts_instrumented)

set(judges)
foreach(target IN ITEMS mmspec_model mmspec_schedule mmspec_tally mmspec_steps mmspec_comparison)
  get_target_property(folder ${target} SOURCE_DIR)
  get_target_property(sources ${target} SOURCES)
  list(TRANSFORM sources PREPEND ${folder}/)
  list(APPEND judges ${sources})
endforeach()
add_library(mmspec_schedule_instrumented STATIC ${judges})
target_include_directories(mmspec_schedule_instrumented PUBLIC ${PROJECT_SOURCE_DIR}/proptests)
target_link_libraries(mmspec_schedule_instrumented
  PUBLIC mmspec_spec Threads::Threads PRIVATE mmspec_warnings)
instrument_judge(mmspec_schedule_instrumented)

stepped_library(mm_checked_instrumented ${PROJECT_SOURCE_DIR}/lib mmspec_contracts_instrumented)
instrument(mm_checked_instrumented)

set(library_instrumented mm_checked_instrumented mmspec_schedule_instrumented fuzz_campaign)
fuzz_objects(fuzz_operations_instrumented "${library_instrumented}" ${operations_sources})
instrument(fuzz_operations_instrumented)
if(MMSPEC_FUZZ_FAST)
  set_property(SOURCE ${here}/operation_target.cpp ${here}/sanitizers.cpp
    PROPERTY COMPILE_DEFINITIONS MMSPEC_FUZZ_FAST)
endif()
set(raw_pointer_objects fuzz_operations_instrumented)
set(ownership_objects fuzz_operations_instrumented)

# instrument_for(TARGET NAME): as what the fuzz target TARGET is made of.
function(instrument_for target name)
  if(target STREQUAL "schedules")
    # fuzz/schedules.cpp says why. A stack is as deep as where it stands in memory.
    if(coverage)
      target_compile_options(${name} PRIVATE ${coverage} -fno-sanitize-coverage=stack-depth)
    endif()
  else()
    instrument(${name})
  endif()
endfunction()

# The clients of the explorer, in which the shipping code is.
if("schedules" IN_LIST fuzz_targets)
  set(explorer ${PROJECT_SOURCE_DIR}/proptests/explorer)
  fuzz_objects(fuzz_clients_instrumented mmspec_explorer_clients
    ${explorer}/client.cpp ${explorer}/references.cpp)
  instrument_for(schedules fuzz_clients_instrumented)
  set(schedules_objects fuzz_clients_instrumented)
endif()

foreach(target IN LISTS fuzz_targets)
  set(libraries ${library_instrumented})
  set(once_archive fuzz_${target}_archive)
  if(target STREQUAL "schedules")
    set(libraries mmspec_explorer_clients fuzz_campaign)
    # Without a sanitizer there is nobody else who takes what is covered.
    set(once_archive fuzz_schedules_replay_archive)
  endif()
  # The fuzzer, and the same code without it: runs inputs once, and shrinks one that fails.
  fuzz_tool(fuzz_${target} ${target} "${libraries}" ${${target}_objects})
  instrument_for(${target} fuzz_${target}_parts)
  instrument_for(${target} fuzz_${target})
  target_link_libraries(fuzz_${target} PRIVATE ${engine})
  if(NOT MMSPEC_FUZZING_ENGINE)
    add_executable(fuzz_${target}_once $<TARGET_OBJECTS:fuzz_driver>)
    target_link_libraries(fuzz_${target}_once PRIVATE ${once_archive})
    if(NOT target STREQUAL "schedules")
      instrument(fuzz_${target}_once)
    endif()
  endif()
endforeach()
if(NOT MMSPEC_FUZZING_ENGINE)
  include(variants.cmake)
endif()
add_custom_target(fuzzers)
add_dependencies(fuzzers fuzz_dictionary)
foreach(target IN LISTS fuzz_targets)
  add_dependencies(fuzzers fuzz_${target})
  if(TARGET fuzz_${target}_once)
    add_dependencies(fuzzers fuzz_${target}_once)
  endif()
endforeach()
