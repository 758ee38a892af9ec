# The code under test and its judges once more, with the coverage that libFuzzer follows and with
# the address and undefined-behaviour sanitizers, whatever the rest of the tree is built with.
set(sanitizers -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
# No constant of the code stands in the bytes of an input, so libFuzzer learns nothing from the
# operands of comparisons, which take a third of the time.
set(coverage -fsanitize=fuzzer-no-link -fno-sanitize-coverage=trace-cmp)

function(instrument target)
  target_compile_options(${target} PRIVATE ${sanitizers} ${coverage})
  target_link_options(${target} PUBLIC ${sanitizers})
endfunction()

contracts_library(mmspec_contracts_instrumented ${PROJECT_SOURCE_DIR}/contracts)
instrument(mmspec_contracts_instrumented)
# Which way the registry goes follows from addresses, not from the input.
set_property(SOURCE ${PROJECT_SOURCE_DIR}/contracts/src/registry.cpp
  PROPERTY COMPILE_OPTIONS -fno-sanitize=fuzzer-no-link)

set(judges)
foreach(target IN ITEMS mmspec_model mmspec_schedule)
  get_target_property(folder ${target} SOURCE_DIR)
  get_target_property(sources ${target} SOURCES)
  list(TRANSFORM sources PREPEND ${folder}/)
  list(APPEND judges ${sources})
endforeach()
add_library(mmspec_schedule_instrumented STATIC ${judges})
target_include_directories(mmspec_schedule_instrumented PUBLIC ${PROJECT_SOURCE_DIR}/proptests)
target_link_libraries(mmspec_schedule_instrumented
  PUBLIC mmspec_spec Threads::Threads PRIVATE mmspec_warnings)
instrument(mmspec_schedule_instrumented)

# instrumented_library(NAME SOURCE_FOLDER): the checked library from SOURCE_FOLDER.
function(instrumented_library name source)
  checked_library(${name} ${source} mmspec_contracts_instrumented)
  instrument(${name})
endfunction()

# instrumented_tool(NAME LIBRARY SOURCES...): as checked_tool.
function(instrumented_tool name library)
  checked_tool(${name} ${library} ${ARGN})
  instrument(${name})
  get_target_property(libraries ${name} LINK_LIBRARIES)
  list(TRANSFORM libraries REPLACE "^mmspec_schedule$" mmspec_schedule_instrumented)
  set_target_properties(${name} PROPERTIES LINK_LIBRARIES "${libraries}")
  target_include_directories(${name} PRIVATE ${PROJECT_SOURCE_DIR}/fuzz)
endfunction()
