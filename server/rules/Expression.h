// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/rules/OperatorRegistry.h"

namespace campaign::rules {

/// What a rule may be when it is saved. A node is any value of the rule; operations, and arrays and objects among
/// arguments, each count one level of depth, an operation's own argument list does not.
struct ExpressionLimits
{
    int depth = 50;
    int nodes = 10'000;
};

/// A rule that passed the checks of saving: known operators, bounded size. An immutable value.
class Expression
{
public:
    /// Errors: Invalid for an unknown operator, Limit for a rule too deep or too large; Error::path is the JSON pointer
    /// (RFC 6901) to the offending operation.
    static Result<Expression> parse(Value rule, const OperatorRegistry& operators, const ExpressionLimits& limits = {});

    const Value& rule() const { return *m_rule; }
    /// Of the canonical JSON text, hex SHA-256: the key for caches of programs.
    const std::string& hash() const { return m_hash; }

private:
    Expression(Value rule, std::string hash);

    std::shared_ptr<const Value> m_rule;
    std::string m_hash;
};

/// JSON pointers of all unknown operators of a rule, in the order they stand: for imports that keep such rules
/// verbatim.
std::vector<std::string> unknownOperators(const Value& rule, const OperatorRegistry& operators);

/// Whether the value is an operation: an object with exactly one member.
inline bool isOperation(const Value& value)
{
    return value.isObject() && value.asObject().size() == 1;
}

} // namespace campaign::rules
