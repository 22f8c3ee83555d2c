# SPDX-FileCopyrightText: The Campaign Manager authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# campaign_translations(<target>): compiles resources/translations/*.ts into the target, and makes `translations`, which
# collects the words anew. Without Qt's tools the window speaks English.
function(campaign_translations target)
  find_program(CAMPAIGN_LUPDATE lupdate HINTS /usr/lib/qt6/bin)
  find_program(CAMPAIGN_LRELEASE lrelease HINTS /usr/lib/qt6/bin)
  set(folder ${CMAKE_SOURCE_DIR}/resources/translations)
  file(GLOB sources CONFIGURE_DEPENDS ${folder}/campaign_*.ts)
  if(CAMPAIGN_LUPDATE AND sources)
    add_custom_target(translations
      COMMAND ${CAMPAIGN_LUPDATE} ${CMAKE_SOURCE_DIR}/app/desktop ${CMAKE_SOURCE_DIR}/ui ${CMAKE_SOURCE_DIR}/qml -ts ${sources})
  endif()
  if(NOT CAMPAIGN_LRELEASE OR NOT sources)
    return()
  endif()
  set(compiled)
  foreach(source IN LISTS sources)
    get_filename_component(name ${source} NAME_WE)
    set(result ${CMAKE_CURRENT_BINARY_DIR}/${name}.qm)
    add_custom_command(OUTPUT ${result} COMMAND ${CAMPAIGN_LRELEASE} -silent ${source} -qm ${result} DEPENDS ${source})
    list(APPEND compiled ${result})
  endforeach()
  qt_add_resources(${target} campaign_translations PREFIX /campaign/translations BASE ${CMAKE_CURRENT_BINARY_DIR}
    FILES ${compiled})
endfunction()
