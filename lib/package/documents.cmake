# The documents that are installed: the front page, the changes and the specification with what they
# show. Links to what is not installed are left out of them.
find_program(MMSPEC_AWK NAMES mawk gawk awk REQUIRED)
set(documents_folder ${CMAKE_CURRENT_BINARY_DIR}/documents)
file(GLOB shown RELATIVE ${PROJECT_SOURCE_DIR} CONFIGURE_DEPENDS
  ${PROJECT_SOURCE_DIR}/lib/examples/*.c
  ${PROJECT_SOURCE_DIR}/lib/examples/*.cpp
  ${PROJECT_SOURCE_DIR}/spec/*.svg
  ${PROJECT_SOURCE_DIR}/spec/page_items.txt
  ${PROJECT_SOURCE_DIR}/lib/bench/kept/*.svg)
file(GLOB written RELATIVE ${PROJECT_SOURCE_DIR} CONFIGURE_DEPENDS
  ${PROJECT_SOURCE_DIR}/README.md
  ${PROJECT_SOURCE_DIR}/CHANGELOG.md
  ${PROJECT_SOURCE_DIR}/lib/bench/README.md
  ${PROJECT_SOURCE_DIR}/spec/*.md)
list(JOIN shown " " installed)
list(JOIN written " " written_names)
string(APPEND installed " ${written_names}")
foreach(document IN LISTS written)
  get_filename_component(folder ${document} DIRECTORY)
  file(MAKE_DIRECTORY ${documents_folder}/${folder})
  set(made ${documents_folder}/${document})
  add_custom_command(OUTPUT ${made}
    COMMAND ${MMSPEC_AWK} -v folder=${folder} -v "installed=${installed}"
      -f ${CMAKE_CURRENT_SOURCE_DIR}/documents.awk ${PROJECT_SOURCE_DIR}/${document} > ${made}
    DEPENDS ${PROJECT_SOURCE_DIR}/${document} documents.awk
    VERBATIM)
  list(APPEND documents ${made})
endforeach()
add_custom_target(mmspec_documents ALL DEPENDS ${documents})

# install_documents(DESTINATION ...): all of them, in their folders.
function(install_documents destination)
  install(DIRECTORY ${documents_folder}/ DESTINATION ${destination} ${ARGN})
  foreach(file IN LISTS shown)
    get_filename_component(folder ${file} DIRECTORY)
    install(FILES ${PROJECT_SOURCE_DIR}/${file} DESTINATION ${destination}/${folder} ${ARGN})
  endforeach()
endfunction()
