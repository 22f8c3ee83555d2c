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

/// Walks along a path, over the things it leads through to what it names of the last one.
class PathReader
{
public:
    PathReader(const std::string& path, const Reader& reader)
        : m_keys(toQString(path).split('.'))
        , m_types(reader.types)
        , m_type(reader.type)
    {
    }

    bool isOwnFlag()
    {
        while (m_keys.size() > 1 && step(m_keys.first()))
            m_keys.removeFirst();
        const catalogue::Field* field = lastField();
        return m_owner.isEmpty() && field && field->type == catalogue::FieldType::Boolean;
    }

    QString words()
    {
        while (m_keys.size() > 1 && step(m_keys.first()))
            m_keys.removeFirst();
        const bool isVariable = m_keys.size() > 1 && (m_keys.first() == "variables" || m_keys.first() == "var");
        if (isVariable)
            m_keys.removeFirst();
        const catalogue::Field* field = isVariable ? nullptr : lastField();
        const QString label = field ? toQString(field->label) : wording::ofName(m_keys.join(' '));
        return m_owner.isEmpty() ? label
                                 : tr(QT_TRANSLATE_NOOP("campaign::RuleWords", "%1 of the %2")).arg(label, m_owner);
    }

private:
    const catalogue::Field* lastField() const
    {
        return m_type && m_keys.size() == 1 ? m_type->field(client::fromQString(m_keys.first())) : nullptr;
    }

    /// Whether the key only leads to another thing, or to the one at hand by its own name.
    bool step(const QString& key)
    {
        if (key == "self" || (m_type && key == toQString(m_type->queryName())))
            return true;
        if (key == "current") {
            m_owner = tr(QT_TRANSLATE_NOOP("campaign::RuleWords", "item"));
            m_type = nullptr;
            return true;
        }
        const catalogue::Field* reference = m_type ? m_type->field(client::fromQString(key) + "Id") : nullptr;
        if (reference && reference->type == catalogue::FieldType::Reference && m_types)
            return goTo(m_types->find(reference->target), toQString(reference->label).toLower());
        if (!m_types)
            return false;
        const auto isIt = [&](const catalogue::Type& type) { return key == toQString(type.queryName()); };
        const auto found = std::find_if(m_types->types().begin(), m_types->types().end(), isIt);
        return found != m_types->types().end() && goTo(&*found, toQString(found->label).toLower());
    }

    bool goTo(const catalogue::Type* type, const QString& owner)
    {
        m_type = type;
        m_owner = owner;
        return true;
    }

    QStringList m_keys;
    const catalogue::Catalogue* m_types;
    const catalogue::Type* m_type;
    QString m_owner;
};

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

QString ofPath(const std::string& path, const Reader& reader)
{
    if (path.empty())
        return tr(QT_TRANSLATE_NOOP("campaign::RuleWords", "The item"));
    if (path == "accumulator")
        return tr(QT_TRANSLATE_NOOP("campaign::RuleWords", "What came before"));
    return PathReader(path, reader).words();
}

bool isOwnFlag(const std::string& path, const Reader& reader)
{
    return PathReader(path, reader).isOwnFlag();
}

} // namespace campaign::rulewords
