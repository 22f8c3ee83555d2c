# SPDX-FileCopyrightText: The Campaign Manager authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The committed reference page is what the registry says.
execute_process(COMMAND ${SERVER} operators --markdown OUTPUT_VARIABLE said RESULT_VARIABLE code)
file(READ ${PAGE} written)
if(NOT code EQUAL 0 OR NOT said STREQUAL written)
  message(FATAL_ERROR "${PAGE} is behind: campaign-server operators --markdown > docs/rules.md")
endif()
