# Compiles `source` without and with its mistake; see CMakeLists.txt for the arguments.
if(NOT DEFINED standard)
  set(standard c++20)
endif()
set(extent -fsyntax-only)
if(standard MATCHES "^c[0-9]")
  # gcc tells of an ignored result in C only when it makes code.
  set(extent -S -o /dev/null)
endif()
list(TRANSFORM includes PREPEND -I)
set(command "${compiler}" -std=${standard} -Wall -Wextra -Werror ${flags} ${extent} ${includes})

execute_process(COMMAND ${command} "${source}" RESULT_VARIABLE status ERROR_VARIABLE output)
if(NOT status EQUAL 0)
  message(FATAL_ERROR "the control does not compile:\n${output}")
endif()
execute_process(COMMAND ${command} -DMMSPEC_MISTAKE "${source}"
  RESULT_VARIABLE status ERROR_VARIABLE output)
if(status EQUAL 0)
  message(FATAL_ERROR "the mistake compiles")
elseif(NOT output MATCHES "error: [^\n]*(${message})")
  message(FATAL_ERROR "the mistake is refused for another reason than '${message}':\n${output}")
endif()
