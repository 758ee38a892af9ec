# Wrong variants: one-edit changes to files of this tree, each of which a test must catch. An edit is a
# file of lines `what: TEXT`, `file: PATH` and others that its user asks for, and then what it
# replaces by what (spec/proof/apply_edit.awk).
include_guard()
find_program(MMSPEC_AWK NAMES mawk gawk awk REQUIRED)

# edit_says(EDIT KEY VARIABLE): a line of an edit's head.
function(edit_says edit key variable)
  file(STRINGS ${edit} line REGEX "^${key}: " LIMIT_COUNT 1)
  if(line STREQUAL "")
    message(FATAL_ERROR "${edit}: has no line '${key}: ...'")
  endif()
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${edit})
  string(REGEX REPLACE "^${key}: " "" value "${line}")
  set(${variable} "${value}" PARENT_SCOPE)
endfunction()

# wrong_variants(FOLDER FUNCTION): calls FUNCTION(NAME EDIT), which adds the test that must catch it, for
# each edit in FOLDER; for none where wrong variants are not wanted.
function(wrong_variants folder function)
  if(NOT MMSPEC_VARIANTS)
    return()
  endif()
  file(GLOB edits CONFIGURE_DEPENDS ${folder}/*.edit)
  foreach(edit IN LISTS edits)
    get_filename_component(name ${edit} NAME_WE)
    cmake_language(CALL ${function} ${name} ${edit})
  endforeach()
endfunction()

# edited_file(EDIT FOLDER VARIABLE): the edited copy of the file, FOLDER/PATH, made by the build. An
# edit whose lines are no longer there stops it.
function(edited_file edit folder variable)
  edit_says(${edit} "file" path)
  set(edited ${folder}/${path})
  set(apply_edit ${PROJECT_SOURCE_DIR}/spec/proof/apply_edit.awk)
  get_filename_component(edited_folder ${edited} DIRECTORY)
  add_custom_command(OUTPUT ${edited}
    COMMAND ${CMAKE_COMMAND} -E make_directory ${edited_folder}
    COMMAND ${MMSPEC_AWK} -f ${apply_edit} ${edit} ${PROJECT_SOURCE_DIR}/${path} > ${edited}.new
    COMMAND ${CMAKE_COMMAND} -E rename ${edited}.new ${edited}
    DEPENDS ${edit} ${apply_edit} ${PROJECT_SOURCE_DIR}/${path}
    VERBATIM)
  set(${variable} ${edited} PARENT_SCOPE)
endfunction()

# own_members_of_replaced_sources(FOLDER): what a wrong variant replaces is a member of its own in every
# archive that targets of the folder and of those below give it, wherever sources are compiled together;
# but for a folder of variants alone, which sets MMSPEC_ONLY_VARIANTS.
function(own_members_of_replaced_sources folder)
  get_property(replaced GLOBAL PROPERTY MMSPEC_REPLACED_SOURCES)
  get_property(only_variants DIRECTORY ${folder} PROPERTY MMSPEC_ONLY_VARIANTS)
  if(replaced AND NOT only_variants)
    set_source_files_properties(${replaced} DIRECTORY ${folder} PROPERTIES
      SKIP_UNITY_BUILD_INCLUSION ON)
  endif()
  get_property(below DIRECTORY ${folder} PROPERTY SUBDIRECTORIES)
  foreach(subfolder IN LISTS below)
    own_members_of_replaced_sources(${subfolder})
  endforeach()
endfunction()

# beside_the_copy(SOURCE HEADER FOLDER VARIABLE): the source to compile where HEADER is edited in FOLDER. One from
# the header's own folder finds what is beside it first: so it is copied to the edited header, with the others there.
function(beside_the_copy source header folder variable)
  get_filename_component(own_folder ${source} DIRECTORY)
  get_filename_component(edited_folder ${header} DIRECTORY)
  if(NOT own_folder STREQUAL edited_folder)
    set(${variable} ${PROJECT_SOURCE_DIR}/${source} PARENT_SCOPE)
    return()
  endif()
  file(GLOB others CONFIGURE_DEPENDS RELATIVE ${PROJECT_SOURCE_DIR} ${PROJECT_SOURCE_DIR}/${own_folder}/*.hpp)
  list(REMOVE_ITEM others ${header})
  foreach(file IN LISTS others ITEMS ${source})
    configure_file(${PROJECT_SOURCE_DIR}/${file} ${folder}/${file} COPYONLY)
  endforeach()
  set(${variable} ${folder}/${source} PARENT_SCOPE)
endfunction()

# edited_program(NAME EDIT LIBRARIES...): a program in which the edit is compiled; what it does not
# touch comes from the libraries. Of an edited header the sources that see it are compiled, which the
# edit names in a line `seen by: PATH...`; for another program than the edit's own, the caller does, in
# the variable edit_seen_by. The linker takes the first definition that it meets, and
# leaves alone what an archive has besides.
function(edited_program name edit)
  set(folder ${CMAKE_CURRENT_BINARY_DIR}/${name}.edited)
  edited_file(${edit} ${folder} edited)
  edit_says(${edit} "file" path)
  set(sources ${edited})
  set(replaced ${PROJECT_SOURCE_DIR}/${path})
  if(NOT path MATCHES "\\.cpp$")
    edit_says(${edit} "seen by" seen)
    separate_arguments(seen)
    if(edit_seen_by)
      set(seen ${edit_seen_by})
    endif()
    foreach(source IN LISTS seen)
      list(APPEND replaced ${PROJECT_SOURCE_DIR}/${source})
      beside_the_copy(${source} ${path} ${folder} source)
      list(APPEND sources ${source})
    endforeach()
  endif()
  set_property(GLOBAL APPEND PROPERTY MMSPEC_REPLACED_SOURCES ${replaced})
  add_executable(${name} ${sources})
  target_include_directories(${name} BEFORE PRIVATE ${folder}/lib/include ${folder}/lib/src
    ${folder}/contracts/include
    ${folder}/proptests)
  # What the copy includes from its own folder, which it is not in.
  get_filename_component(own_folder ${PROJECT_SOURCE_DIR}/${path} DIRECTORY)
  target_include_directories(${name} PRIVATE ${own_folder})
  target_link_libraries(${name} PRIVATE ${ARGN})
  # Built to fail once: what the optimiser makes of it does not matter, nor what a compiler warns of.
  target_compile_options(${name} PRIVATE -O1 -g0 -w)
endfunction()
