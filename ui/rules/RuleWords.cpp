// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/rules/RuleWords.h"

#include "ui/client/Conversion.h"
#include "ui/client/Wording.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace campaign::rulewords {

using client::toQString;

namespace {

constexpr const char* context = "campaign::RuleWords";

struct Word
{
    const char* name;
    const char* words;
    int family; ///< operators of one family take each other's place; 0 for none
};

constexpr std::array words{
    Word{"and", QT_TRANSLATE_NOOP("campaign::RuleWords", "All of"), 1},
    Word{"or", QT_TRANSLATE_NOOP("campaign::RuleWords", "Any of"), 1},
    Word{"!", QT_TRANSLATE_NOOP("campaign::RuleWords", "Not"), 2},
    Word{"!!", QT_TRANSLATE_NOOP("campaign::RuleWords", "Is there"), 2},
    Word{"==", QT_TRANSLATE_NOOP("campaign::RuleWords", "is"), 3},
    Word{"!=", QT_TRANSLATE_NOOP("campaign::RuleWords", "is not"), 3},
    Word{">", QT_TRANSLATE_NOOP("campaign::RuleWords", "is over"), 3},
    Word{">=", QT_TRANSLATE_NOOP("campaign::RuleWords", "is at least"), 3},
    Word{"<", QT_TRANSLATE_NOOP("campaign::RuleWords", "is under"), 3},
    Word{"<=", QT_TRANSLATE_NOOP("campaign::RuleWords", "is at most"), 3},
    Word{"===", QT_TRANSLATE_NOOP("campaign::RuleWords", "is exactly"), 3},
    Word{"!==", QT_TRANSLATE_NOOP("campaign::RuleWords", "is not exactly"), 3},
    Word{"in", QT_TRANSLATE_NOOP("campaign::RuleWords", "is in"), 3},
    Word{"+", QT_TRANSLATE_NOOP("campaign::RuleWords", "plus"), 4},
    Word{"-", QT_TRANSLATE_NOOP("campaign::RuleWords", "minus"), 4},
    Word{"*", QT_TRANSLATE_NOOP("campaign::RuleWords", "times"), 4},
    Word{"/", QT_TRANSLATE_NOOP("campaign::RuleWords", "divided by"), 4},
    Word{"%", QT_TRANSLATE_NOOP("campaign::RuleWords", "rest after division by"), 4},
    Word{"min", QT_TRANSLATE_NOOP("campaign::RuleWords", "or less:"), 4},
    Word{"max", QT_TRANSLATE_NOOP("campaign::RuleWords", "or more:"), 4},
    Word{"cat", QT_TRANSLATE_NOOP("campaign::RuleWords", "followed by"), 4},
    Word{"if", QT_TRANSLATE_NOOP("campaign::RuleWords", "Choose"), 5},
    Word{"?:", QT_TRANSLATE_NOOP("campaign::RuleWords", "Choose"), 5},
    Word{"all", QT_TRANSLATE_NOOP("campaign::RuleWords", "Every one of a list"), 6},
    Word{"some", QT_TRANSLATE_NOOP("campaign::RuleWords", "One or more of a list"), 6},
    Word{"none", QT_TRANSLATE_NOOP("campaign::RuleWords", "None of a list"), 6},
    Word{"filter", QT_TRANSLATE_NOOP("campaign::RuleWords", "Those of a list"), 6},
    Word{"map", QT_TRANSLATE_NOOP("campaign::RuleWords", "For each of a list"), 6},
    Word{"reduce", QT_TRANSLATE_NOOP("campaign::RuleWords", "Add up a list"), 0},
    Word{"var", QT_TRANSLATE_NOOP("campaign::RuleWords", "value, or else"), 0},
    Word{"merge", QT_TRANSLATE_NOOP("campaign::RuleWords", "One list of"), 0},
    Word{"substr", QT_TRANSLATE_NOOP("campaign::RuleWords", "part of a text from"), 0},
    Word{"missing", QT_TRANSLATE_NOOP("campaign::RuleWords", "Missing of"), 0},
};

const Word* find(const std::string& name)
{
    const auto found = std::find_if(words.begin(), words.end(), [&](const Word& word) { return name == word.name; });
    return found == words.end() ? nullptr : &*found;
}

QString tr(const char* text)
{
    return QCoreApplication::translate(context, text);
}

QString ofChoice(std::size_t index, std::size_t count)
{
    if (index % 2 == 1)
        return tr(QT_TRANSLATE_NOOP("campaign::RuleWords", "Then"));
    if (index + 1 == count && index > 0)
        return tr(QT_TRANSLATE_NOOP("campaign::RuleWords", "Otherwise"));
    return index == 0 ? tr(QT_TRANSLATE_NOOP("campaign::RuleWords", "If"))
                      : tr(QT_TRANSLATE_NOOP("campaign::RuleWords", "Or if"));
}

} // namespace

QString ofOperator(const std::string& name)
{
    const Word* word = find(name);
    return word ? tr(word->words) : toQString(name);
}

QStringList alternatives(const std::string& name)
{
    const Word* own = find(name);
    QStringList names;
    for (const Word& word : words) {
        if (own && own->family != 0 && word.family == own->family)
            names.append(word.name);
    }
    return names.isEmpty() ? QStringList{toQString(name)} : names;
}

QString ofArgument(const std::string& name, std::size_t index, std::size_t count)
{
    const Word* word = find(name);
    if (name == "if" || name == "?:")
        return ofChoice(index, count);
    if (name != "reduce" && (!word || word->family != find("map")->family))
        return {};
    if (index == 0)
        return tr(QT_TRANSLATE_NOOP("campaign::RuleWords", "The list"));
    return index == 1 ? tr(QT_TRANSLATE_NOOP("campaign::RuleWords", "Each"))
                      : tr(QT_TRANSLATE_NOOP("campaign::RuleWords", "Beginning with"));
}

QString ofPath(const std::string& path)
{
    if (path.empty())
        return tr(QT_TRANSLATE_NOOP("campaign::RuleWords", "The item"));
    constexpr std::string_view variables = "variables.";
    const QString bare = toQString(path.starts_with(variables) ? path.substr(variables.size()) : path);
    return wording::ofName(QString(bare).replace('.', ' '));
}

} // namespace campaign::rulewords
