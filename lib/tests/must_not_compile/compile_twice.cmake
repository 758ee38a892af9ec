# Compiles `source` without and with its mistake; see CMakeLists.txt for the arguments.
set(command "${compiler}" -std=c++20 -Wall -Wextra -Werror -fsyntax-only "-I${includes}")

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
