// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/rules/Expression.h"

namespace campaign::rules {

class Direct;
struct DirectStep;
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
    const std::vector<std::string>& paths() const { return m_paths; }
    /// Whether it may read paths that cannot be told beforehand (a computed path, the whole context).
    bool readsWholeContext() const { return m_readsWholeContext; }
    /// What custom operators may read of entities that an argument names, sorted. Paths are from that entity; "*"
    /// stands for each item of a list ("structures.*.type").
    const std::vector<EntityRead>& entityReads() const { return m_entityReads; }
    /// Whether its value may change when the clock moves.
    bool readsClock() const { return m_readsClock; }

    // For the module's own use.
    const Node* nodes() const { return m_nodes.data(); }
    /// Where the short way begins; null when there is only the general one.
    const DirectStep* directEntry() const { return m_directEntry; }
    std::size_t slotCount() const { return m_slots.size(); }
    const Value::Array& constantArray(std::uint32_t index) const { return m_constants[index]->asArray(); }

private:
    friend class Compiler;
    friend struct Run;

    /// Where a custom operator stands, with what this call reads.
    struct CustomCall
    {
        std::shared_ptr<const Operator> declaration;
        std::vector<std::string> paths;
        std::vector<EntityRead> entityReads;
    };

    Program();

    std::vector<Node> m_nodes;                        // [0] is the root; the children of a node stand side by side
    std::vector<std::unique_ptr<const Path>> m_slots; // context paths
    std::vector<std::unique_ptr<const Path>> m_itemPaths;
    std::vector<std::unique_ptr<const Value>> m_constants;
    std::vector<CustomCall> m_customCalls;
    std::unique_ptr<const Direct> m_direct;
    const DirectStep* m_directEntry = nullptr;
    std::vector<std::string> m_paths;
    std::shared_ptr<const OperatorRegistry> m_operators; // for rules found in data; null when none can be
    std::vector<EntityRead> m_entityReads;
    bool m_readsWholeContext = false;
    bool m_readsClock = false;
};

} // namespace campaign::rules
