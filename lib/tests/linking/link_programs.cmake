# Links programs from right and wrong parts; see CMakeLists.txt for the arguments.
set(needs_plain mmspec_this_object_needs_the_plain_library)
set(needs_checked mmspec_this_object_needs_the_checked_library)
set(one_only mmspec_a_program_links_one_variant_only)
separate_arguments(flags UNIX_COMMAND "${flags}")
list(TRANSFORM includes PREPEND -I)
file(MAKE_DIRECTORY "${folder}")

# compile(SOURCE VARIANT CHECKED): SOURCE.cpp into VARIANT_SOURCE.o.
function(compile source_name variant checked)
  execute_process(
    COMMAND "${compiler}" ${flags} ${includes} -DMMSPEC_CHECKED=${checked}
            -c "${source}/${source_name}.cpp" -o "${folder}/${variant}_${source_name}.o"
    RESULT_VARIABLE status ERROR_VARIABLE output)
  if(NOT status EQUAL 0)
    message(FATAL_ERROR "${source_name}.cpp does not compile (${variant}):\n${output}")
  endif()
endfunction()

# link(NAME OBJECTS... ARCHIVES...): sets status and output.
function(link name)
  set(objects ${ARGN})
  execute_process(
    COMMAND "${compiler}" ${flags} ${objects} -pthread -o "${folder}/${name}"
    RESULT_VARIABLE status OUTPUT_VARIABLE output ERROR_VARIABLE output)
  set(status "${status}" PARENT_SCOPE)
  set(output "${output}" PARENT_SCOPE)
endfunction()

function(must_link name)
  link(${name} ${ARGN})
  if(NOT status EQUAL 0)
    message(SEND_ERROR "${name} must link, and does not:\n${output}")
    return()
  endif()
  execute_process(COMMAND "${folder}/${name}" RESULT_VARIABLE status ERROR_VARIABLE output)
  if(NOT status EQUAL 0)
    message(SEND_ERROR "${name} links but does not run (${status}):\n${output}")
  else()
    message(STATUS "${name}: links and runs")
  endif()
endfunction()

# must_not_link(NAME KIND SYMBOL PARTS...): the linker names SYMBOL in an error of this KIND.
function(must_not_link name kind symbol)
  link(${name} ${ARGN})
  if(status EQUAL 0)
    message(SEND_ERROR "${name} links, and must not")
  elseif(NOT output MATCHES "(${kind})[^\n]*${symbol}")
    message(SEND_ERROR "${name} does not link, but not for '${kind}' of ${symbol}:\n${output}")
  else()
    message(STATUS "${name}: ${CMAKE_MATCH_1} ${symbol}")
  endif()
endfunction()

foreach(source_name IN ITEMS program part)
  compile(${source_name} plain 0)
  compile(${source_name} checked 1)
endforeach()
set(plain "${folder}/plain_")
set(checked "${folder}/checked_")
set(undefined "undefined reference|undefined symbol")
set(multiple "multiple definition|duplicate symbol")

must_link(all_plain "${plain}program.o" "${plain}part.o" ${plain_archives})
must_link(all_checked "${checked}program.o" "${checked}part.o" ${checked_archives})
must_not_link(plain_program_with_checked_library "${undefined}" ${needs_plain}
  "${plain}program.o" ${checked_archives})
must_not_link(checked_program_with_plain_library "${undefined}" ${needs_checked}
  "${checked}program.o" ${plain_archives})
must_not_link(plain_part_of_a_checked_program "${undefined}" ${needs_plain}
  "${checked}program.o" "${plain}part.o" ${checked_archives})
must_not_link(checked_part_of_a_plain_program "${undefined}" ${needs_checked}
  "${plain}program.o" "${checked}part.o" ${plain_archives})
must_not_link(both_parts_with_both_libraries "${multiple}" ${one_only}
  "${plain}program.o" "${checked}part.o" ${plain_archives} ${checked_archives})
must_not_link(both_parts_with_both_libraries_turned_round "${multiple}" ${one_only}
  "${checked}program.o" "${plain}part.o" ${checked_archives} ${plain_archives})
