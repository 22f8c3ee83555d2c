// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/rules/OperatorRegistry.h"

namespace campaign::rules {

/// The reference of all operators as a page in Markdown: docs/rules.md is this page.
std::string operatorReference(const OperatorRegistry& operators);

} // namespace campaign::rules
