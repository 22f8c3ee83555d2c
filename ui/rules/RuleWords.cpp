// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/rules/RuleWords.h"

#include "server/rules/OperatorRegistry.h"
#include "ui/client/Conversion.h"
#include "ui/client/Wording.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace campaign::rulewords {

using client::toQString;

namespace {

constexpr const char* context = "campaign::RuleWords";

/// What the blocks need to know of an operator beside its declaration.
struct Word
{
    const char* name;
    int family; ///< operators of one family take each other's place; 0 for none
    bool standsBetween = false;
};

constexpr std::array words{
    Word{"and", 1},       Word{"or", 1},        Word{"!", 2},        Word{"!!", 2},        Word{"==", 3, true},
    Word{"!=", 3, true},  Word{">", 3, true},   Word{">=", 3, true}, Word{"<", 3, true},   Word{"<=", 3, true},
    Word{"===", 3, true}, Word{"!==", 3, true}, Word{"in", 3, true}, Word{"+", 4, true},   Word{"-", 4, true},
    Word{"*", 4, true},   Word{"/", 4, true},   Word{"%", 4, true},  Word{"min", 4},       Word{"max", 4},
    Word{"cat", 4, true}, Word{"if", 5},        Word{"?:", 5},       Word{"all", 6},       Word{"some", 6},
    Word{"none", 6},      Word{"filter", 6},    Word{"map", 6},      Word{"var", 0, true},
};

const Word* find(const std::string& name)
{
    const auto found = std::find_if(words.begin(), words.end(), [&](const Word& word) { return name == word.name; });
    return found == words.end() ? nullptr : &*found;
}

/// Null for an operator that nobody declared.
std::shared_ptr<const rules::Operator> declarationOf(const std::string& name)
{
    static const rules::OperatorRegistry all = rules::OperatorRegistry::ofCampaign();
    return all.find(name);
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

    /// Of whatever thing the path leads to; null for what is no field.
    const catalogue::Field* field()
    {
        while (m_keys.size() > 1 && step(m_keys.first()))
            m_keys.removeFirst();
        return lastField();
    }

    bool isOwnFlag()
    {
        const catalogue::Field* last = field();
        return m_owner.isEmpty() && last && last->type == catalogue::FieldType::Boolean;
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

QString titleOf(const std::string& name)
{
    const auto declared = declarationOf(name);
    return declared ? tr(declared->title.c_str()) : toQString(name);
}

QString synonymsOf(const std::string& name)
{
    const auto declared = declarationOf(name);
    return declared && !declared->synonyms.empty() ? tr(declared->synonyms.c_str()) : QString();
}

bool standsBetween(const std::string& name)
{
    const Word* word = find(name);
    return word && word->standsBetween;
}

QString ofOperator(const std::string& name)
{
    const QString title = titleOf(name);
    return standsBetween(name) ? title.left(1).toLower() + title.mid(1) : title;
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

const catalogue::Field* fieldAt(const std::string& path, const Reader& reader)
{
    return PathReader(path, reader).field();
}

bool isOwnFlag(const std::string& path, const Reader& reader)
{
    return PathReader(path, reader).isOwnFlag();
}

} // namespace campaign::rulewords
