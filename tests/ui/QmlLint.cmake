# SPDX-FileCopyrightText: The Campaign Manager authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Runs qmllint over every QML file of ours; any warning fails.
file(GLOB_RECURSE files ${ROOT}/qml/*.qml)
execute_process(COMMAND ${QMLLINT} -I ${IMPORTS} ${files} OUTPUT_VARIABLE said ERROR_VARIABLE said)
string(REGEX MATCHALL "(Warning|Error): [^\n]*" complaints "${said}")
list(LENGTH files count)
if(count LESS 20)
  message(FATAL_ERROR "Only ${count} QML files were found")
endif()
if(complaints)
  list(JOIN complaints "\n" text)
  message(FATAL_ERROR "${text}")
endif()
message(STATUS "${count} files without a warning")
