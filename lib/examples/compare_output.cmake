# Runs `program`, which must end with status 0 and print the text of the file `expected`.
execute_process(COMMAND "${program}"
  RESULT_VARIABLE status OUTPUT_VARIABLE output ERROR_VARIABLE errors)
file(READ "${expected}" text)
if(NOT status EQUAL 0)
  message(FATAL_ERROR "${program} ended with ${status}:\n${output}${errors}")
elseif(NOT output STREQUAL text)
  message(FATAL_ERROR "${program} printed\n${output}and not, as in ${expected},\n${text}")
endif()
