// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/rules/Expression.h"

#include "server/core/Json.h"
#include "server/core/JsonPointer.h"
#include "server/core/Sha256.h"

namespace campaign::rules {

namespace {

/// Walks a rule as evaluation would: operations and arrays; other objects are literals.
class Survey
{
public:
    Survey(const OperatorRegistry& operators, const ExpressionLimits& limits)
        : m_operators(operators)
        , m_limits(limits)
    {
    }

    void visit(const Value& value, int depth)
    {
        if (!countNode() || (isNested(value) && !countDepth(depth + 1)))
            return;
        if (value.isArray())
            visitItems(value.asArray(), depth + 1);
        else if (isOperation(value))
            visitOperation(value.asObject(), depth + 1);
        else if (value.isObject())
            visitMembers(value.asObject(), depth + 1);
    }

    std::vector<std::string> unknown;
    std::optional<Error> tooLarge;

private:
    static bool isNested(const Value& value) { return value.isArray() || value.isObject(); }

    bool countNode()
    {
        return ++m_nodes <= m_limits.nodes ||
               refuse("The rule has more than " + std::to_string(m_limits.nodes) + " nodes.");
    }
    bool countDepth(int depth)
    {
        return depth <= m_limits.depth ||
               refuse("The rule is nested deeper than " + std::to_string(m_limits.depth) + " levels.");
    }
    bool refuse(std::string message)
    {
        if (!tooLarge)
            tooLarge = Error{ErrorCode::Limit, std::move(message), m_pointer, {}, {}};
        return false;
    }

    template <typename Visit>
    void below(std::string_view token, Visit visit)
    {
        if (tooLarge)
            return;
        const std::size_t length = m_pointer.size();
        appendPointerStep(m_pointer, token);
        visit();
        m_pointer.resize(length);
    }
    void visitItems(const Value::Array& items, int depth)
    {
        for (std::size_t i = 0; i < items.size(); ++i)
            below(std::to_string(i), [&] { visit(items[i], depth); });
    }
    void visitOperation(const Value::Object& operation, int depth)
    {
        const std::string& name = operation.begin()->first;
        const Value& arguments = operation.begin()->second;
        below(name, [&] {
            if (!m_operators.find(name))
                unknown.push_back(m_pointer);
            if (arguments.isArray())
                visitItems(arguments.asArray(), depth);
            else
                visit(arguments, depth);
        });
    }
    /// A literal counts, but nothing in it is an operation.
    void visitMembers(const Value::Object& members, int depth)
    {
        for (const auto& member : members)
            below(member.first, [&] { visitLiteral(member.second, depth); });
    }
    void visitLiteral(const Value& value, int depth)
    {
        if (!countNode() || (isNested(value) && !countDepth(depth + 1)))
            return;
        if (value.isObject())
            visitMembers(value.asObject(), depth + 1);
        for (std::size_t i = 0; value.isArray() && i < value.asArray().size(); ++i)
            below(std::to_string(i), [&] { visitLiteral(value.asArray()[i], depth + 1); });
    }

    const OperatorRegistry& m_operators;
    const ExpressionLimits& m_limits;
    std::string m_pointer;
    int m_nodes = 0;
};

std::string operatorAt(const std::string& pointer)
{
    std::string name;
    for (std::size_t i = pointer.rfind('/') + 1; i < pointer.size(); ++i) {
        const bool isEscape = pointer[i] == '~' && i + 1 < pointer.size();
        name += isEscape ? (pointer[++i] == '1' ? '/' : '~') : pointer[i];
    }
    return name;
}

} // namespace

Expression::Expression(Value rule, std::string hash)
    : m_rule(std::make_shared<const Value>(std::move(rule)))
    , m_hash(std::move(hash))
{
}

Result<Expression> Expression::parse(Value rule, const OperatorRegistry& operators, const ExpressionLimits& limits)
{
    Survey survey(operators, limits);
    survey.visit(rule, 0);
    if (survey.tooLarge)
        return *survey.tooLarge;
    if (!survey.unknown.empty()) {
        const std::string& pointer = survey.unknown.front();
        return Error{ErrorCode::Invalid, "Unrecognized operation " + operatorAt(pointer), pointer, {}, {}};
    }
    std::string hash = toHex(sha256(toCanonicalJson(rule)));
    return Expression(std::move(rule), std::move(hash));
}

std::vector<std::string> unknownOperators(const Value& rule, const OperatorRegistry& operators)
{
    // Imported rules may be deeper than a saved one; what lies below the parser's own limit is looked at.
    const ExpressionLimits limits = {.depth = 1'000, .nodes = 1'000'000};
    Survey survey(operators, limits);
    survey.visit(rule, 0);
    return std::move(survey.unknown);
}

} // namespace campaign::rules
