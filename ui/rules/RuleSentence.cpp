// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/rules/RuleSentence.h"

#include "ui/client/Conversion.h"
#include "ui/client/Wording.h"
#include "ui/rules/RuleTree.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace campaign::rulesentence {

namespace {

class Words
{
    Q_DECLARE_TR_FUNCTIONS(campaign::RuleSentence)
};

constexpr int deepest = 12; // deeper nothing can be read as a sentence

/// How tightly operators bind; what binds less than its surroundings is put in brackets, and "and" within "or", which
/// nobody reads by precedence.
enum Strength { Whole, Choice, Either, Both, Negation, Comparison, Sum, Product, Single };

struct Infix
{
    const char* operation;
    Strength strength;
    const char* words; ///< "" for those of the rule editor
};
constexpr std::array infixes{Infix{"or", Either, QT_TRANSLATE_NOOP("campaign::RuleSentence", "or")},
                             Infix{"and", Both, QT_TRANSLATE_NOOP("campaign::RuleSentence", "and")},
                             Infix{"==", Comparison, ""},
                             Infix{"===", Comparison, QT_TRANSLATE_NOOP("campaign::RuleSentence", "is")},
                             Infix{"!=", Comparison, ""},
                             Infix{"!==", Comparison, QT_TRANSLATE_NOOP("campaign::RuleSentence", "is not")},
                             Infix{">", Comparison, ""},
                             Infix{">=", Comparison, ""},
                             Infix{"<", Comparison, ""},
                             Infix{"<=", Comparison, ""},
                             Infix{"in", Comparison, ""},
                             Infix{"+", Sum, "+"},
                             Infix{"-", Sum, "−"},
                             Infix{"*", Product, "×"},
                             Infix{"/", Product, "÷"},
                             Infix{"%", Product, ""},
                             Infix{"cat", Sum, ""}};

class Teller
{
public:
    explicit Teller(const rulewords::Reader& reader)
        : m_reader(reader)
    {
    }

    std::optional<QString> tell(const Value& node, Strength around, int depth) const
    {
        if (depth > deepest)
            return std::nullopt;
        if (node.isArray())
            return listed(ruletree::childrenOf(node), Words::tr(", "), Whole, depth);
        if (!node.isObject())
            return literal(node);
        if (!ruletree::isOperation(node))
            return std::nullopt;
        const std::string& name = ruletree::operatorOf(node);
        const std::vector<const Value*> arguments = ruletree::childrenOf(node);
        if (const Value* said = besideYesOrNo(arguments); said && isEquality(name)) {
            const bool isSo = (arguments[said == arguments[0] ? 1 : 0]->asBoolean()) == (name.front() == '=');
            return isSo ? tell(*said, around, depth + 1) : negated(*said, around, depth);
        }
        if (const QString flag = ownFlag(node); !flag.isEmpty())
            return bracketed(Words::tr("%1 is %2", "a thing, and what it is or is not").arg(m_reader.subject, flag),
                             Comparison, around);
        if (name == "var")
            return variable(arguments, depth);
        if (name == "if" || name == "?:")
            return choice(arguments, around, depth);
        if (name == "!" && arguments.size() == 1)
            return negated(*arguments[0], around, depth);
        if (name == "!!" && arguments.size() == 1)
            return tell(*arguments[0], around, depth + 1);
        if (name == "-" && arguments.size() == 1)
            return prefixed(Words::tr("−%1"), *arguments[0], Product, depth);
        const auto infix =
            std::find_if(infixes.begin(), infixes.end(), [&](const Infix& one) { return name == one.operation; });
        if (infix != infixes.end() && arguments.size() > 1)
            return chain(*infix, arguments, around, depth);
        return other(name, arguments, depth);
    }

private:
    static bool isEquality(const std::string& name)
    {
        return name == "==" || name == "===" || name == "!=" || name == "!==";
    }

    /// Of two, of which one is yes or no: the other. "Completed is no" says no more than "not completed".
    static const Value* besideYesOrNo(const std::vector<const Value*>& arguments)
    {
        if (arguments.size() != 2 || arguments[0]->isBoolean() == arguments[1]->isBoolean())
            return nullptr;
        return arguments[arguments[0]->isBoolean() ? 1 : 0];
    }

    /// What the thing that the sentence is about is or is not, "completed"; "" when the node says nothing like it.
    QString ownFlag(const Value& node) const
    {
        const std::optional<std::string> path = m_reader.subject.isEmpty() ? std::nullopt : ruletree::variableOf(node);
        return path && rulewords::isOwnFlag(*path, m_reader) ? rulewords::ofPath(*path, m_reader).toLower() : QString();
    }

    std::optional<QString> negated(const Value& node, Strength around, int depth) const
    {
        if (const QString flag = ownFlag(node); !flag.isEmpty())
            return bracketed(Words::tr("%1 is not %2", "a thing, and what it is or is not").arg(m_reader.subject, flag),
                             Comparison, around);
        return bracketed(prefixed(Words::tr("not %1"), node, Comparison, depth), Negation, around);
    }

    static QString literal(const Value& node)
    {
        if (node.isNull())
            return Words::tr("nothing");
        if (node.isString())
            return Words::tr("“%1”").arg(client::toQString(node.asString()));
        return node.isBoolean() ? wording::ofValue(node).toLower() : wording::ofValue(node);
    }

    static std::optional<QString> bracketed(std::optional<QString> text, Strength own, Strength around)
    {
        const bool isMixed = own == Both && around == Either;
        return text && (own <= around || isMixed) ? Words::tr("(%1)").arg(*text) : text;
    }

    std::optional<QString> prefixed(const QString& pattern, const Value& node, Strength around, int depth) const
    {
        const std::optional<QString> text = tell(node, around, depth + 1);
        return text ? std::optional(pattern.arg(*text)) : std::nullopt;
    }

    std::optional<QString> listed(const std::vector<const Value*>& nodes, const QString& between, Strength around,
                                  int depth) const
    {
        QStringList parts;
        for (const Value* node : nodes) {
            const std::optional<QString> part = tell(*node, around, depth + 1);
            if (!part)
                return std::nullopt;
            parts.append(*part);
        }
        return parts.join(between);
    }

    std::optional<QString> variable(const std::vector<const Value*>& arguments, int depth) const
    {
        if (arguments.empty() || !arguments[0]->isString())
            return std::nullopt;
        const QString words = rulewords::ofPath(arguments[0]->asString(), m_reader);
        const QString label = words.left(1).toLower() + words.mid(1);
        if (arguments.size() == 1)
            return label;
        const std::optional<QString> otherwise = tell(*arguments[1], Single, depth + 1);
        return otherwise ? std::optional(Words::tr("%1 (%2 without one)").arg(label, *otherwise)) : std::nullopt;
    }

    /// "20 if population is over 3,000, 45 if port, otherwise 30"
    std::optional<QString> choice(const std::vector<const Value*>& arguments, Strength around, int depth) const
    {
        QStringList parts;
        for (std::size_t i = 0; i < arguments.size(); i += 2) {
            const bool isLast = i + 1 == arguments.size();
            const std::optional<QString> first = tell(*arguments[i], Choice, depth + 1);
            const std::optional<QString> second = isLast ? QString() : tell(*arguments[i + 1], Choice, depth + 1);
            if (!first || !second)
                return std::nullopt;
            parts.append(isLast ? Words::tr("otherwise %1").arg(*first) : Words::tr("%2 if %1").arg(*first, *second));
        }
        return bracketed(parts.join(Words::tr(", ")), Choice, around);
    }

    std::optional<QString> chain(const Infix& infix, const std::vector<const Value*>& arguments, Strength around,
                                 int depth) const
    {
        const QString words = *infix.words ? Words::tr(infix.words) : rulewords::ofOperator(infix.operation);
        return bracketed(listed(arguments, ' ' + words + ' ', infix.strength, depth), infix.strength, around);
    }

    std::optional<QString> other(const std::string& name, const std::vector<const Value*>& arguments, int depth) const
    {
        const std::optional<QString> said = listed(arguments, Words::tr(", "), Whole, depth);
        if (!said)
            return std::nullopt;
        if (name == "max" || name == "min")
            return (name == "max" ? Words::tr("the largest of (%1)") : Words::tr("the smallest of (%1)")).arg(*said);
        const bool isOfList = !rulewords::ofArgument(name, 0, arguments.size()).isEmpty() && arguments.size() == 2;
        if (isOfList) {
            const std::optional<QString> list = tell(*arguments[0], Single, depth + 1);
            const std::optional<QString> body = tell(*arguments[1], Whole, depth + 1);
            if (!list || !body)
                return std::nullopt;
            return Words::tr("%1 (%2): %3").arg(rulewords::ofOperator(name).toLower(), *list, *body);
        }
        // One that nobody declared may be called settlement.hasTemple and the like.
        const QString title = rulewords::titleOf(name);
        const bool isDeclared = title != client::toQString(name);
        const QString words =
            isDeclared ? title.left(1).toLower() + title.mid(1) : rulewords::ofPath(name, m_reader).toLower();
        if (said->isEmpty())
            return words;
        const bool isWord = isDeclared && arguments.size() == 1 && arguments.front()->isString();
        return (isWord ? Words::tr("%1 %2", "an operator and what it is about") : Words::tr("%1 (%2)"))
            .arg(words, *said);
    }

    const rulewords::Reader m_reader;
};

} // namespace

std::optional<QString> of(const Value& rule, const rulewords::Reader& reader)
{
    const std::optional<QString> text = Teller(reader).tell(rule, Whole, 0);
    if (!text || text->isEmpty())
        return text;
    return text->left(1).toUpper() + text->mid(1);
}

} // namespace campaign::rulesentence
