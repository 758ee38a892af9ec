# expect(STATUS TEXT COMMAND...): the command must end with STATUS and print TEXT, a regular
# expression. STATUS 'failure' is any but 0.
function(expect status text)
  execute_process(COMMAND ${ARGN} RESULT_VARIABLE result OUTPUT_VARIABLE output
    ERROR_VARIABLE output WORKING_DIRECTORY ${FOLDER})
  set(output "${output}" PARENT_SCOPE)
  if(status STREQUAL "failure" AND result STREQUAL "0" OR
     NOT status STREQUAL "failure" AND NOT result STREQUAL status)
    message(FATAL_ERROR "${ARGN}: status ${result}, expected ${status}; it printed:\n${output}")
  endif()
  if(NOT output MATCHES "${text}")
    message(FATAL_ERROR "${ARGN}: does not print '${text}', but:\n${output}")
  endif()
endfunction()

file(REMOVE_RECURSE ${FOLDER})
file(MAKE_DIRECTORY ${FOLDER})

# one_finding_kept(FOLDER VARIABLE): the trace of the one finding there is, which lies beside its input.
function(one_finding_kept folder variable)
  file(GLOB traces ${folder}/crash-*.mmtrace)
  file(GLOB files ${folder}/crash-*)
  list(LENGTH traces trace_count)
  list(LENGTH files file_count)
  if(NOT trace_count EQUAL 1 OR NOT file_count EQUAL 2)
    message(FATAL_ERROR "expected one input and its trace, but there are: ${files}")
  endif()
  set(${variable} ${traces} PARENT_SCOPE)
endfunction()
