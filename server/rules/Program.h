// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/rules/Expression.h"

namespace campaign::rules {

struct Node;

/// A rule compiled once: paths interned to slots, constants folded, comparisons of a path with a constant fused.
/// Immutable and shared; evaluators of any number of threads run it at once.
class Program
{
public:
    /// What `var` refers to where the rule stands: the context, or what an enclosing list operator hands out.
    enum class Scope : std::uint8_t { Context, Item, Reduction };

    static std::shared_ptr<const Program> compile(const Expression& expression, const OperatorRegistry& operators);
    /// Compiles what was never saved: unknown operators fail when they are reached ("Unrecognized operation X").
    /// Limit when operations nest deeper than rawDepthLimit.
    static Result<std::shared_ptr<const Program>> compileRaw(const Value& rule, const OperatorRegistry& operators,
                                                             Scope scope = Scope::Context);
    static constexpr int rawDepthLimit = 1'000;
    ~Program();

    /// The context paths an evaluation may read, sorted: what a dependency graph or a cache key needs. Branches that
    /// can never be reached do not count.
    std::vector<std::string> paths() const;
    /// Whether it may read paths that cannot be told beforehand (a computed path, the whole context).
    bool readsWholeContext() const { return m_readsWholeContext; }

private:
    friend class Compiler;
    friend class Evaluator;
    friend struct Run;

    Program();

    std::vector<Node> m_nodes;                        // [0] is the root; the children of a node stand side by side
    std::vector<std::unique_ptr<const Path>> m_slots; // context paths
    std::vector<std::unique_ptr<const Path>> m_itemPaths;
    std::vector<std::unique_ptr<const Value>> m_constants;
    std::vector<std::shared_ptr<const Operator>> m_customOperators;
    std::vector<std::string> m_customReads;
    std::shared_ptr<const OperatorRegistry> m_operators; // for rules found in data
    bool m_readsWholeContext = false;
};

} // namespace campaign::rules
