// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/rules/Evaluator.h"

namespace campaign::rules {

/// One operation of a rule, and what it came to.
struct ExplainedPart
{
    const Value* rule = nullptr; ///< the operation itself, within the rule that was given
    std::string pointer;         ///< JSON pointer (RFC 6901) to it; "" is the whole
    std::string name;            ///< the operator
    /// False where the operation above was decided before it got here; then there is nothing else below.
    bool isReached = true;
    /// Null when it failed. What stands in the body of a list operator has a list: one value for each item, and a list
    /// within it for each further list around it.
    Value value;
    std::string problem;          ///< why there is no value
    std::string each;             ///< in the body of a list operator: pointer to the list whose items it is asked of
    std::size_t furtherItems = 0; ///< items beyond those that are given
    std::vector<ExplainedPart> parts; ///< its arguments that are operations, in their order
};

/// How far an explanation goes.
struct ExplanationLimits
{
    std::size_t parts = 500; ///< those beyond are left out
    std::size_t items = 20;  ///< of each list
    Budget budget;           ///< for all parts together
};

/// How a rule comes to its value: the tree of its operations, each with what it gives where it stands, evaluated as the
/// rule itself is; what stands in the body of `reduce` is asked at each step of the way. A rule that is a literal is
/// one part without a name. Costs one evaluation for each part.
ExplainedPart explain(const Value& rule, const OperatorRegistry& operators, ContextSource& context,
                      const ExplanationLimits& limits = {});

/// {pointer, operator, value, problem, isReached, each, furtherItems, parts}; what is usual is left out.
Value toValue(const ExplainedPart& part);

} // namespace campaign::rules
