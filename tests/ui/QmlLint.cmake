# SPDX-FileCopyrightText: The Campaign Manager authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Runs qmllint over every QML file of ours; any warning fails.
file(GLOB_RECURSE files ${ROOT}/qml/*.qml)
# One by one: given many files, qmllint 6.4 may crash half-way.
set(complaints)
foreach(file IN LISTS files)
  execute_process(COMMAND ${QMLLINT} -I ${IMPORTS} ${file} OUTPUT_VARIABLE said ERROR_VARIABLE said RESULT_VARIABLE failed)
  string(REGEX MATCHALL "(Warning|Error): [^\n]*" found "${said}")
  list(APPEND complaints ${found})
  if(failed AND NOT found)
    list(APPEND complaints "${file}: qmllint ended with ${failed}")
  endif()
endforeach()
list(LENGTH files count)
if(count LESS 20)
  message(FATAL_ERROR "Only ${count} QML files were found")
endif()
if(complaints)
  list(JOIN complaints "\n" text)
  message(FATAL_ERROR "${text}")
endif()
message(STATUS "${count} files without a warning")
