# The page shows, as a block of its own, what the program prints.
execute_process(COMMAND ${program} OUTPUT_VARIABLE output COMMAND_ERROR_IS_FATAL ANY)
file(READ ${page} text)
string(FIND "${text}" "\n```text\n${output}```\n" at)
if(at EQUAL -1)
  message(FATAL_ERROR "${page} does not show what ${program} prints:\n${output}")
endif()
