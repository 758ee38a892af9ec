# The headers of the suite as other projects get them: under names of their own, <mm/conformance.hpp>
# and what it includes as "mm/conformance/...", in the folder that conformance_headers names.
set(conformance_headers ${PROJECT_BINARY_DIR}/conformance)

# installed_header(PATH AS): PATH, and every header of this folder that it includes.
function(installed_header path as)
  get_property(known GLOBAL PROPERTY mmspec_installed_headers)
  if(path IN_LIST known)
    return()
  endif()
  set_property(GLOBAL APPEND PROPERTY mmspec_installed_headers ${path})
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/${path})
  file(READ ${path} text)
  # Those of the library and of the tables have their places already.
  string(REGEX MATCHALL "#include \"[^\"]*\"" lines "${text}")
  foreach(line IN LISTS lines)
    string(REGEX REPLACE "#include \"(.*)\"" "\\1" included "${line}")
    if(EXISTS ${CMAKE_CURRENT_SOURCE_DIR}/${included})
      installed_header(${included} mm/conformance/${included})
      string(REPLACE "${line}" "#include \"mm/conformance/${included}\"" text "${text}")
    endif()
  endforeach()
  file(CONFIGURE OUTPUT ${conformance_headers}/${as} CONTENT "${text}" @ONLY)
endfunction()

installed_header(conformance.hpp mm/conformance.hpp)
