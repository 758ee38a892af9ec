# Headers of the standard library, Boost.Contract and GoogleTest, compiled once and not in each source:
# a third of a build's time is theirs. For clang only: g++ takes as long to load them. A source still
# includes what it uses, which the presets without MMSPEC_PRECOMPILE show.
include_guard()

# Not <iostream>, which would put an initialiser into each member of the library.
set(others_headers_standard
  algorithm array atomic bit charconv chrono concepts condition_variable cstddef cstdint cstdio cstdlib
  cstring deque exception filesystem fstream functional istream iterator limits map memory mutex new
  optional ostream random set span sstream stdexcept string string_view system_error thread tuple
  type_traits unordered_map utility variant vector)
list(TRANSFORM others_headers_standard REPLACE "(.+)" "<\\1>")
set(others_headers_contracts ${PROJECT_SOURCE_DIR}/contracts/include/mm/contracts/boost_contract.hpp)
set(others_headers_tests <gtest/gtest.h>)

# reader_of(TARGET FLAGS VARIABLE): the target that compiles the headers, with the flags, for TARGET and all
# like it.
function(reader_of target flags variable)
  get_target_property(libraries ${target} LINK_LIBRARIES)
  set(name mmspec_others_headers)
  if(libraries MATCHES "mmspec_boost_contract")
    string(APPEND name _contracts)
  endif()
  if(libraries MATCHES "GTest::")
    string(APPEND name _tests)
  endif()
  if(flags)
    string(SHA1 digest "${flags}")
    string(SUBSTRING ${digest} 0 8 digest)
    string(APPEND name _${digest})
  endif()
  set(${variable} ${name} PARENT_SCOPE)
  if(TARGET ${name})
    return()
  endif()
  set(source ${PROJECT_BINARY_DIR}/generated/${name}.cpp)
  if(NOT EXISTS ${source})
    file(WRITE ${source} "")
  endif()
  add_library(${name} OBJECT ${source})
  target_compile_options(${name} PRIVATE ${flags})
  target_link_libraries(${name} PRIVATE mmspec_warnings)
  target_precompile_headers(${name} PRIVATE ${others_headers_standard})
  if(name MATCHES "_contracts")
    target_link_libraries(${name} PRIVATE mmspec_boost_contract)
    target_precompile_headers(${name} PRIVATE ${others_headers_contracts})
  endif()
  if(name MATCHES "_tests")
    # As find_package has it.
    target_compile_definitions(${name} PRIVATE GTEST_HAS_PTHREAD=1)
    target_precompile_headers(${name} PRIVATE ${others_headers_tests})
  endif()
endfunction()

# read_others_headers_once(TARGET): from the reader that suits it; but not the library where tests look at
# what its members hold, to which a header adds its own.
function(read_others_headers_once target)
  if(one_member_a_source AND target MATCHES "^(mm|mm_checked|mmspec_contracts)$")
    return()
  endif()
  get_target_property(type ${target} TYPE)
  get_target_property(flags ${target} COMPILE_OPTIONS)
  get_target_property(sources ${target} SOURCES)
  if(NOT type MATCHES "^(STATIC_LIBRARY|OBJECT_LIBRARY|EXECUTABLE)$"
     OR NOT sources MATCHES "[.]cpp(;|$)" OR sources MATCHES "[.]c(;|$)")
    return()
  endif()
  # What headers depend on; not what is warned of.
  list(FILTER flags INCLUDE REGEX "^(-f|-O0$)")
  reader_of(${target} "${flags}" reader)
  target_precompile_headers(${target} REUSE_FROM ${reader})
endfunction()

# read_others_headers_once_below(FOLDER): by each target of the folder and of those below.
function(read_others_headers_once_below folder)
  get_property(targets DIRECTORY ${folder} PROPERTY BUILDSYSTEM_TARGETS)
  foreach(target IN LISTS targets)
    read_others_headers_once(${target})
  endforeach()
  get_property(below DIRECTORY ${folder} PROPERTY SUBDIRECTORIES)
  foreach(subfolder IN LISTS below)
    read_others_headers_once_below(${subfolder})
  endforeach()
endfunction()
