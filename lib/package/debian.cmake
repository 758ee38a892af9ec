# The Debian packages, made by CPack: `./mmspec package`. The suite is one of its own, so that
# libmmspec-dev needs no RapidCheck.
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME mmspec)
set(CPACK_PACKAGE_VENDOR mmspec)
set(CPACK_PACKAGE_CONTACT "mmspec maintainers <maintainers@mmspec.example>")
set(CPACK_PACKAGE_DIRECTORY ${PROJECT_BINARY_DIR})
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_COMPONENTS_ALL ${library_component} debian)
if(MMSPEC_CONFORMANCE)
  list(APPEND CPACK_COMPONENTS_ALL ${suite_component} ${suite_component}_debian)
endif()
set(CPACK_COMPONENTS_GROUPING ONE_PER_GROUP)
string(TOUPPER ${library_component} library_upper)
string(TOUPPER ${suite_component} suite_upper)
foreach(component IN ITEMS ${library_upper} DEBIAN)
  set(CPACK_COMPONENT_${component}_GROUP library)
endforeach()
foreach(component IN ITEMS ${suite_upper} ${suite_upper}_DEBIAN)
  set(CPACK_COMPONENT_${component}_GROUP suite)
endforeach()
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_DEBIAN_LIBRARY_PACKAGE_NAME libmmspec-dev)
set(CPACK_DEBIAN_SUITE_PACKAGE_NAME libmmspec-conformance-dev)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION libdevel)
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
# The archives are C++: those who link them from C need its runtime too.
set(CPACK_DEBIAN_LIBRARY_PACKAGE_DEPENDS "libc6-dev, libstdc++-12-dev | libstdc++-dev")
set(CPACK_DEBIAN_LIBRARY_PACKAGE_SUGGESTS "cmake, pkgconf")
set(CPACK_DEBIAN_SUITE_PACKAGE_DEPENDS
  "libmmspec-dev (= ${PROJECT_VERSION}), librapidcheck-dev, libstdc++-12-dev | libstdc++-dev")
set(CPACK_DEBIAN_SUITE_PACKAGE_SUGGESTS "cmake")
# The first lines are the summaries.
set(CPACK_COMPONENT_LIBRARY_DESCRIPTION
  "two reference counts of a process's address space, checked
Linux's mm_struct in user space, for C and C++: a count of users, who keep the
address space, and a count of those who keep the struct. The plain build is the
counter protocol alone; in the checked build every misuse is refused and
reported, with the rule that it breaks and the place of the call.")
set(CPACK_COMPONENT_SUITE_DESCRIPTION
  "property tests for an implementation of two reference counts
The property tests of mmspec as a library: with an adapter for an
implementation of your own, random programs, on one thread and on several at
once, hold it against the clauses on counts, teardown and free.")

# The day of this version, from the one list of changes.
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/CHANGELOG.md)
file(STRINGS ${PROJECT_SOURCE_DIR}/CHANGELOG.md release REGEX "^## \\[${PROJECT_VERSION}\\] - ")
string(REGEX MATCH "[0-9]+-[0-9]+-[0-9]+$" day "${release}")
if(day STREQUAL "")
  message(FATAL_ERROR "CHANGELOG.md has no line '## [${PROJECT_VERSION}] - YEAR-MONTH-DAY': add it")
endif()
find_program(MMSPEC_DATE date)
if(MMSPEC_DATE)
  execute_process(
    COMMAND ${CMAKE_COMMAND} -E env LC_ALL=C ${MMSPEC_DATE} --utc --date=${day} --rfc-email
    OUTPUT_VARIABLE release_date OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
endif()

# debian_documents(PACKAGE COMPONENT): Debian's own places and forms of the licence and the changes.
find_program(MMSPEC_GZIP gzip)
function(debian_documents debian_package component)
  set(folder ${CMAKE_CURRENT_BINARY_DIR}/${debian_package})
  configure_file(copyright.in ${folder}/copyright @ONLY)
  configure_file(changelog.in ${folder}/changelog @ONLY)
  if(NOT MMSPEC_GZIP OR NOT release_date)
    return()
  endif()
  add_custom_command(OUTPUT ${folder}/changelog.gz
    COMMAND ${MMSPEC_GZIP} -9nc ${folder}/changelog > ${folder}/changelog.gz
    DEPENDS ${folder}/changelog
    VERBATIM)
  add_custom_target(${debian_package}_documents ALL DEPENDS ${folder}/changelog.gz)
  install(FILES ${folder}/copyright ${folder}/changelog.gz
    DESTINATION share/doc/${debian_package} COMPONENT ${component} EXCLUDE_FROM_ALL)
  install_documents(share/doc/${debian_package} COMPONENT ${component} EXCLUDE_FROM_ALL)
endfunction()
debian_documents(${CPACK_DEBIAN_LIBRARY_PACKAGE_NAME} debian)
if(MMSPEC_CONFORMANCE)
  debian_documents(${CPACK_DEBIAN_SUITE_PACKAGE_NAME} ${suite_component}_debian)
endif()
include(CPack)
