// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

/// How operators read in the blocks of the rule editor. GUI thread.
namespace campaign::rulewords {

/// "is over" for ">"; the operator itself for those that have no words of their own.
QString ofOperator(const std::string& name);
/// The operators that may take this one's place with the same arguments, itself among them; at least itself.
QStringList alternatives(const std::string& name);
/// What the argument is for: "Then" of an if; "" where the order says it all.
QString ofArgument(const std::string& name, std::size_t index, std::size_t count);
/// "variables.population" → "Population", "kingdom.level" → "Kingdom level", "" → "The item"
QString ofPath(const std::string& path);

} // namespace campaign::rulewords
