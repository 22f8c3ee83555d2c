// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/catalogue/Catalogue.h"

#include <QString>
#include <QStringList>

/// How operators read in the blocks of the rule editor. GUI thread.
namespace campaign::rulewords {

/// What the registry calls the operator, "Is over" for ">"; the name itself of one that nobody declared.
QString titleOf(const std::string& name);
/// Further words by which people look for it, apart by blanks.
QString synonymsOf(const std::string& name);
/// Whether it reads between its arguments, "level is over 3", not in front of them.
bool standsBetween(const std::string& name);
/// The title as it reads in a block, "is over" for ">".
QString ofOperator(const std::string& name);
/// The operators that may take this one's place with the same arguments, itself among them; at least itself.
QStringList alternatives(const std::string& name);
/// What the argument is for: "Then" of an if; "" where the order says it all.
QString ofArgument(const std::string& name, std::size_t index, std::size_t count);

/// Whose fields the paths of a rule name.
struct Reader
{
    const catalogue::Type* type = nullptr; ///< null: unknown, names are made of the paths alone
    const catalogue::Catalogue* types = nullptr;
    QString subject{}; ///< what sentences call the thing itself, "" for nothing
};
/// "variables.population" and, on a settlement, "settlement.variables.population" → "Population"; "kingdom.level" →
/// "Level of the kingdom"; "" → "The item".
QString ofPath(const std::string& path, const Reader& reader = {});

/// The field that the path leads to, over things between; null for a variable and what is unknown.
const catalogue::Field* fieldAt(const std::string& path, const Reader& reader);
/// Whether the path names something that is or is not so of the thing itself: a field of its type that is yes or no.
bool isOwnFlag(const std::string& path, const Reader& reader);

} // namespace campaign::rulewords
