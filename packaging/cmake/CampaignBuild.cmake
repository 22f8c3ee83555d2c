# SPDX-FileCopyrightText: The Campaign Manager authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# How everything is compiled: language, warnings as errors, sanitizers, ccache and mold where present.

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE RelWithDebInfo CACHE STRING "" FORCE)
endif()

set(CAMPAIGN_SANITIZE "" CACHE STRING "Sanitizers, as -fsanitize= takes them (address,undefined or thread)")

find_program(CAMPAIGN_CCACHE ccache)
if(CAMPAIGN_CCACHE)
  # Build trees side by side (run, test) share what they compile; paths in debug information may name either.
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env CCACHE_NOHASHDIR=1 ${CAMPAIGN_CCACHE})
endif()
find_program(CAMPAIGN_MOLD mold)
if(CAMPAIGN_MOLD)
  add_link_options(-fuse-ld=mold)
endif()

# Not on QML modules: the code Qt generates from QML shadows parameters.
set(notQml $<STREQUAL:$<TARGET_PROPERTY:QT_QML_MODULE_URI>,>)
add_library(campaign_options INTERFACE)
target_compile_options(campaign_options INTERFACE -Wall -Wextra -Wpedantic -Werror -Wno-missing-field-initializers -Wnon-virtual-dtor)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # GCC 12 sees uninitialised members in every optimised std::variant that it inlines.
  target_compile_options(campaign_options INTERFACE $<${notQml}:-Wshadow=local> -Wno-maybe-uninitialized)
  # And, at -O3, overlapping copies in std::string's append (GCC PR 105651).
  target_compile_options(campaign_options INTERFACE $<$<CONFIG:Release>:-Wno-restrict>)
else()
  target_compile_options(campaign_options INTERFACE $<${notQml}:-Wshadow>)
endif()
target_include_directories(campaign_options INTERFACE ${CMAKE_SOURCE_DIR})
if(CAMPAIGN_SANITIZE)
  # Checked code is compiled for its checks: more optimisation doubles the build and finds no more.
  add_compile_options(-fsanitize=${CAMPAIGN_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer -O1 -g1)
  add_link_options(-fsanitize=${CAMPAIGN_SANITIZE})
  if(NOT CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CAMPAIGN_SANITIZE MATCHES "undefined")
    # RapidJSON 1.1 compares the ends of a stack that it has not allocated yet; GCC's check lets that pass.
    add_compile_options(-fno-sanitize=pointer-overflow)
  endif()
endif()
