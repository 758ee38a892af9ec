# Every raw operation of `operations` (spec/operations.md) has its name in <mm/mm_struct.h>, in C and in
# C++: a program is made that names them all. One more in the list must be missed.
file(MAKE_DIRECTORY "${folder}")

# names_all(LIST NAME): sets status and output of compiling what names the operations of LIST.
function(names_all list name)
  file(STRINGS "${list}" lines REGEX "^(## |# The list|# Outside traces)")
  list(FIND lines "# The list" first)
  # What stands outside traces works on types, of which C has none.
  list(FIND lines "# Outside traces" last)
  math(EXPR length "${last} - ${first}")
  list(SUBLIST lines ${first} ${length} lines)
  set(text "#include <mm/mm_struct.h>\n\nint main(void) {\n")
  set(number 0)
  foreach(line IN LISTS lines)
    # Members have no C form, and 'resume' is of operation traces only.
    if(line MATCHES "^## ([a-z_]+)$" AND NOT CMAKE_MATCH_1 STREQUAL "resume")
      string(APPEND text "    if (&${CMAKE_MATCH_1} == 0) return 1;\n")
      math(EXPR number "${number} + 1")
    endif()
  endforeach()
  if(number LESS 8)
    message(FATAL_ERROR "${list} has only ${number} raw operations: has its form changed?")
  endif()
  file(WRITE "${folder}/${name}.c" "${text}    return 0;\n}\n")
  file(WRITE "${folder}/${name}.cpp" "${text}    return 0;\n}\n")
  execute_process(
    COMMAND "${compiler}" -std=c99 -pedantic-errors -Wall -Wextra -Wno-address -Werror -fsyntax-only
            "-I${includes}" -Wno-tautological-pointer-compare "${folder}/${name}.c"
    RESULT_VARIABLE status ERROR_VARIABLE output)
  if(status EQUAL 0)
    execute_process(
      COMMAND "${cxx_compiler}" -std=c++20 -fsyntax-only "-I${includes}" "${folder}/${name}.cpp"
      RESULT_VARIABLE status ERROR_VARIABLE output)
  endif()
  set(status "${status}" PARENT_SCOPE)
  set(output "${output}" PARENT_SCOPE)
  set(number "${number}" PARENT_SCOPE)
endfunction()

names_all("${operations}" all)
if(NOT status EQUAL 0)
  message(FATAL_ERROR "an operation of ${operations} has no name in C:\n${output}")
endif()
message(STATUS "${number} raw operations have their names in C and in C++")

file(READ "${operations}" text)
string(REPLACE "\n# Outside traces\n" "\n## mm_frobnicate\n- Traits: operands=mm\n\n# Outside traces\n" text
  "${text}")
file(WRITE "${folder}/one_more.md" "${text}")
names_all("${folder}/one_more.md" one_more)
if(status EQUAL 0 OR NOT output MATCHES "mm_frobnicate")
  message(FATAL_ERROR "an operation without a name in C is not missed:\n${output}")
endif()
message(STATUS "one without is missed")
