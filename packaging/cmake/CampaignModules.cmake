# SPDX-FileCopyrightText: The Campaign Manager authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# One function declares a module, one a test. Zones and layers are what the README of `server/` draws:
# SHARED sees SHARED; SERVER and CLIENT see SHARED and themselves, never each other; APP sees all.
# Inside a zone a module links strictly lower layers only. campaign_check_layers() refuses anything else.

# campaign_module(<name> ZONE <SHARED|SERVER|CLIENT> LAYER <n> SOURCES <files…> [USES <modules…>] [LINKS <libraries…>])
# makes the static library campaign_<name>. USES names other modules of ours, LINKS foreign libraries.
function(campaign_module name)
  cmake_parse_arguments(arg "" "ZONE;LAYER" "SOURCES;USES;LINKS" ${ARGN})
  set(target campaign_${name})
  add_library(${target} STATIC ${arg_SOURCES})
  list(TRANSFORM arg_USES PREPEND campaign_)
  target_link_libraries(${target} PUBLIC campaign_options ${arg_USES} ${arg_LINKS})
  campaign_register(${target} ${arg_ZONE} ${arg_LAYER} "${arg_USES}")
endfunction()

# Registers a target made by other means (a QML module, say) with the layer check.
function(campaign_register target zone layer uses)
  set_property(GLOBAL APPEND PROPERTY CAMPAIGN_MODULES ${target})
  set_property(GLOBAL PROPERTY CAMPAIGN_ZONE_${target} ${zone})
  set_property(GLOBAL PROPERTY CAMPAIGN_LAYER_${target} ${layer})
  set_property(GLOBAL PROPERTY CAMPAIGN_USES_${target} "${uses}")
endfunction()

# campaign_test(<name> SOURCES <files…> [USES <modules…>] [LINKS <libraries…>] [LABELS <labels…>] [TIMEOUT <s>])
# makes a QtTest executable and registers it with ctest. SOURCES default to <name>.cpp.
function(campaign_test name)
  cmake_parse_arguments(arg "" "TIMEOUT" "SOURCES;USES;LINKS;LABELS" ${ARGN})
  if(NOT arg_SOURCES)
    set(arg_SOURCES ${name}.cpp)
  endif()
  if(NOT arg_TIMEOUT)
    set(arg_TIMEOUT 300)
  endif()
  find_package(Qt6 6.4 REQUIRED COMPONENTS Core Test)
  add_executable(${name} ${arg_SOURCES})
  set_target_properties(${name} PROPERTIES AUTOMOC ON)
  # Compiling a test takes longer than running it; what it tests and what it leans on are optimised as always.
  target_compile_options(${name} PRIVATE -O0)
  list(TRANSFORM arg_USES PREPEND campaign_)
  target_link_libraries(${name} PRIVATE campaign_options ${arg_USES} Qt6::Core Qt6::Test ${arg_LINKS})
  add_test(NAME ${name} COMMAND ${name})
  set_tests_properties(${name} PROPERTIES TIMEOUT ${arg_TIMEOUT} LABELS "${arg_LABELS}"
    SKIP_RETURN_CODE 77
    # One limit, ctest's: by itself QtTest would end a function after five minutes, which long runs take.
    ENVIRONMENT "QT_QPA_PLATFORM=offscreen;QT_QUICK_BACKEND=software;QTEST_FUNCTION_TIMEOUT=${arg_TIMEOUT}000")
endfunction()

function(campaign_check_layers)
  get_property(modules GLOBAL PROPERTY CAMPAIGN_MODULES)
  foreach(target IN LISTS modules)
    get_property(zone GLOBAL PROPERTY CAMPAIGN_ZONE_${target})
    get_property(layer GLOBAL PROPERTY CAMPAIGN_LAYER_${target})
    get_target_property(links ${target} LINK_LIBRARIES)
    foreach(link IN LISTS links)
      get_property(linkZone GLOBAL PROPERTY CAMPAIGN_ZONE_${link})
      if(NOT linkZone)
        continue()
      endif()
      get_property(linkLayer GLOBAL PROPERTY CAMPAIGN_LAYER_${link})
      campaign_may_link(allowed ${zone} ${layer} ${linkZone} ${linkLayer})
      if(NOT allowed)
        message(FATAL_ERROR "Layer check: ${target} (${zone} ${layer}) must not link ${link} (${linkZone} ${linkLayer}). "
          "A module links strictly lower layers of its own zone, and SHARED.")
      endif()
    endforeach()
  endforeach()
endfunction()

function(campaign_may_link result zone layer linkZone linkLayer)
  set(${result} FALSE PARENT_SCOPE)
  if(linkZone STREQUAL "SHARED" AND NOT zone STREQUAL "SHARED")
    set(${result} TRUE PARENT_SCOPE)
  elseif(zone STREQUAL linkZone AND linkLayer LESS layer)
    set(${result} TRUE PARENT_SCOPE)
  endif()
endfunction()
