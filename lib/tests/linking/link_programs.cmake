# Links programs from right and wrong parts; see CMakeLists.txt for the arguments.
set(needs_plain mmspec_this_object_needs_the_plain_library)
set(needs_checked mmspec_this_object_needs_the_checked_library)
set(one_only mmspec_a_program_links_one_variant_only)
separate_arguments(flags UNIX_COMMAND "${flags}")
separate_arguments(c_flags UNIX_COMMAND "${c_flags}")
list(TRANSFORM includes PREPEND -I)
file(MAKE_DIRECTORY "${folder}")

# compile(SOURCE VARIANT CHECKED): SOURCE into VARIANT_SOURCE.o, in the language of its name.
function(compile source_name variant checked)
  set(command "${compiler}" ${flags})
  if(source_name MATCHES "\\.c$")
    set(command "${c_compiler}" ${c_flags})
  endif()
  execute_process(
    COMMAND ${command} ${includes} -DMMSPEC_CHECKED=${checked}
            -c "${source}/${source_name}" -o "${folder}/${variant}_${source_name}.o"
    RESULT_VARIABLE status ERROR_VARIABLE output)
  if(NOT status EQUAL 0)
    message(FATAL_ERROR "${source_name} does not compile (${variant}):\n${output}")
  endif()
endfunction()

# link(NAME OBJECTS... ARCHIVES...): sets status and output. A program whose name ends in .c is linked
# as a C program is, by the C compiler with the C++ runtime named.
function(link name)
  set(objects ${ARGN})
  set(command "${compiler}" ${flags})
  if(name MATCHES "\\.c$")
    set(command "${c_compiler}" ${c_flags})
    list(APPEND objects ${c_runtime})
  endif()
  execute_process(
    COMMAND ${command} ${objects} -pthread -o "${folder}/${name}"
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
  execute_process(COMMAND "${folder}/${name}"
    RESULT_VARIABLE status OUTPUT_VARIABLE output ERROR_VARIABLE errors)
  if(NOT status EQUAL 0)
    message(SEND_ERROR "${name} links but does not run (${status}):\n${errors}")
  else()
    message(STATUS "${name}: links and runs")
  endif()
  string(STRIP "${output}" output)
  set(${name}_threads "${output}" PARENT_SCOPE)
endfunction()

# has_worker(NAME VARIABLE): whether the worker of deferred teardowns is in the program.
function(has_worker name variable)
  execute_process(COMMAND "${nm}" -C "${folder}/${name}"
    RESULT_VARIABLE status OUTPUT_VARIABLE symbols ERROR_VARIABLE errors)
  if(NOT status EQUAL 0 OR NOT symbols MATCHES " main\n")
    message(FATAL_ERROR "cannot read the symbols of ${name} (${status}):\n${errors}")
  endif()
  string(REGEX MATCH "living_teardown_worker" found "${symbols}")
  set(${variable} "${found}" PARENT_SCOPE)
endfunction()

# worker_only_if_used(WITHOUT WITH): two programs that linked, the second of which defers teardowns.
function(worker_only_if_used without with)
  has_worker(${without} found)
  if(found)
    message(SEND_ERROR "${without} defers nothing and has ${found} in it")
  endif()
  has_worker(${with} found)
  if(NOT found)
    message(SEND_ERROR "${with} defers teardowns and has no worker in it: is nm told what to look for?")
  endif()
  if(NOT ${without}_threads EQUAL 1)
    message(SEND_ERROR "${without} defers nothing and runs ${${without}_threads} threads")
  elseif(NOT ${with}_threads EQUAL 2)
    message(SEND_ERROR "${with} runs ${${with}_threads} threads and not 2")
  else()
    message(STATUS "${without}: ${${without}_threads} threads; ${with}: ${${with}_threads}")
  endif()
endfunction()

# worker_only_for_its_users(ARCHIVE): what links the worker's life in holds no template but mmspec's
# own. Another object may name such a template, and the linker would take it from wherever it is; what
# clang calls where an exception may not leave is in every object that names it.
function(worker_only_for_its_users archive)
  execute_process(COMMAND "${nm}" -A "${archive}"
    RESULT_VARIABLE status OUTPUT_VARIABLE symbols ERROR_VARIABLE errors)
  string(REGEX MATCHALL "[^:\n]*:[^:\n]*: +U [^\n]*living_teardown_worker" users "${symbols}")
  if(NOT status EQUAL 0 OR NOT users)
    message(FATAL_ERROR "no object of ${archive} names the worker's life (${status}):\n${errors}")
  endif()
  foreach(user IN LISTS users)
    string(REGEX REPLACE ": +U .*" "" member "${user}")
    string(REGEX MATCHALL "${member}:[0-9a-f]+ [VW] [^\n]*" templates "${symbols}")
    list(FILTER templates EXCLUDE REGEX " [VW] (_Z[A-Z]*2mm|mmspec_|DW\\.ref\\.|__clang_call_terminate)")
    if(templates)
      message(SEND_ERROR "${member} links the worker's life in, and holds ${templates}")
    endif()
  endforeach()
  list(LENGTH users number)
  message(STATUS "${number} objects link the worker's life in, and hold no template of others")
endfunction()

# must_tell_of_leaks(NAME): the linker has thrown nothing away that the report at exit needs.
function(must_tell_of_leaks name)
  execute_process(COMMAND "${folder}/${name}" leak ERROR_VARIABLE output)
  if(NOT output MATCHES "mmspec: Leak.none broken: 1 reference to 1 mm_struct")
    message(SEND_ERROR "${name} does not tell of its leak:\n${output}")
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

foreach(source_name IN ITEMS program deferring_program part)
  foreach(language IN ITEMS .cpp .c)
    compile(${source_name}${language} plain 0)
    compile(${source_name}${language} checked 1)
  endforeach()
endforeach()
set(plain "${folder}/plain_")
set(checked "${folder}/checked_")
set(undefined "undefined reference|undefined symbol")
set(multiple "multiple definition|duplicate symbol")

list(GET plain_archives 0 plain_archive)
list(GET checked_archives 0 checked_archive)
worker_only_for_its_users(${plain_archive})
worker_only_for_its_users(${checked_archive})

foreach(language IN LISTS languages)
  foreach(variant IN ITEMS plain checked)
    must_link(all_${variant}${language} "${${variant}}program${language}.o"
      "${${variant}}part${language}.o" ${${variant}_archives})
    must_link(deferring_${variant}${language} "${${variant}}deferring_program${language}.o"
      ${${variant}_archives})
    worker_only_if_used(all_${variant}${language} deferring_${variant}${language})
  endforeach()
  must_tell_of_leaks(all_checked${language})
  must_not_link(plain_program_with_checked_library${language} "${undefined}" ${needs_plain}
    "${plain}program${language}.o" ${checked_archives})
  must_not_link(checked_program_with_plain_library${language} "${undefined}" ${needs_checked}
    "${checked}program${language}.o" ${plain_archives})
  must_not_link(plain_part_of_a_checked_program${language} "${undefined}" ${needs_plain}
    "${checked}program${language}.o" "${plain}part${language}.o" ${checked_archives})
  must_not_link(checked_part_of_a_plain_program${language} "${undefined}" ${needs_checked}
    "${plain}program${language}.o" "${checked}part${language}.o" ${plain_archives})
  must_not_link(both_parts_with_both_libraries${language} "${multiple}" ${one_only}
    "${plain}program${language}.o" "${checked}part${language}.o" ${plain_archives} ${checked_archives})
  must_not_link(both_parts_with_both_libraries_turned_round${language} "${multiple}" ${one_only}
    "${checked}program${language}.o" "${plain}part${language}.o" ${checked_archives} ${plain_archives})
endforeach()

must_link(a_part_in_c "${plain}program.cpp.o" "${plain}part.c.o" ${plain_archives})
must_not_link(a_checked_part_in_c "${undefined}" ${needs_checked}
  "${plain}program.cpp.o" "${checked}part.c.o" ${plain_archives})
