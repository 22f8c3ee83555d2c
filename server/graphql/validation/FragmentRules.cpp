// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/graphql/validation/Rules.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

namespace campaign::graphql {

namespace {

/// How deep selections may nest once fragments are unfolded: what recursion over them may cost.
constexpr int maximalUnfoldedDepth = 1000;

/// A spread found in a selection, and how many levels of braces lie above it.
struct Spread
{
    const Selection* selection;
    int depth;
};

void findSpreads(const std::vector<Selection>& selections, int depth, std::vector<Spread>& spreads, int& deepest)
{
    deepest = std::max(deepest, depth);
    for (const Selection& selection : selections) {
        if (selection.kind == Selection::Kind::Spread)
            spreads.push_back({&selection, depth});
        else
            findSpreads(selection.selections, depth + 1, spreads, deepest);
    }
}

struct Node
{
    const Fragment* fragment = nullptr; ///< null for an operation
    std::vector<Spread> spreads;
    int depth = 0; ///< own nesting, then with everything unfolded
    int open = 0;  ///< spreads whose fragments are not settled
    bool settled = false;
};

/// The graph of spreads; settles definitions from the leaves upward, so that cycles remain unsettled.
class SpreadGraph
{
public:
    SpreadGraph(const Document& document, Findings& findings)
        : m_document(document)
        , m_findings(findings)
    {
        for (const Operation& operation : document.operations)
            add(nullptr, operation.selections);
        for (const Fragment& fragment : document.fragments) {
            m_byName.try_emplace(fragment.name, m_nodes.size());
            add(&fragment, fragment.selections);
        }
    }

    void checkNames();
    void checkUse();
    bool checkCycles();

private:
    void add(const Fragment* fragment, const std::vector<Selection>& selections)
    {
        Node& node = m_nodes.emplace_back();
        node.fragment = fragment;
        findSpreads(selections, 1, node.spreads, node.depth);
    }
    void settleAll();

    const Document& m_document;
    Findings& m_findings;
    std::vector<Node> m_nodes;
    std::unordered_map<std::string_view, std::size_t> m_byName;
};

void SpreadGraph::checkNames()
{
    for (Node& node : m_nodes) {
        std::vector<Spread> known;
        for (const Spread& spread : node.spreads) {
            if (m_byName.count(spread.selection->name) != 0)
                known.push_back(spread);
            else
                m_findings.report("Unknown fragment " + quoted(spread.selection->name) + ".",
                                  {spread.selection->namePosition});
        }
        node.spreads = std::move(known);
    }
}

void SpreadGraph::checkUse()
{
    std::unordered_set<std::string_view> used;
    std::vector<std::size_t> waiting;
    for (std::size_t i = 0; i < m_nodes.size(); ++i)
        if (!m_nodes[i].fragment)
            waiting.push_back(i);
    while (!waiting.empty()) {
        const Node& node = m_nodes[waiting.back()];
        waiting.pop_back();
        for (const Spread& spread : node.spreads)
            if (used.insert(spread.selection->name).second)
                waiting.push_back(m_byName.at(spread.selection->name));
    }
    for (const Fragment& fragment : m_document.fragments)
        if (used.count(fragment.name) == 0)
            m_findings.report("Fragment " + quoted(fragment.name) + " is never used.", {fragment.position});
}

void SpreadGraph::settleAll()
{
    std::vector<std::vector<std::size_t>> spreaders(m_nodes.size());
    std::vector<std::size_t> ready;
    for (std::size_t i = 0; i < m_nodes.size(); ++i) {
        for (const Spread& spread : m_nodes[i].spreads)
            spreaders[m_byName.at(spread.selection->name)].push_back(i);
        m_nodes[i].open = static_cast<int>(m_nodes[i].spreads.size());
        if (m_nodes[i].open == 0)
            ready.push_back(i);
    }
    while (!ready.empty()) {
        Node& node = m_nodes[ready.back()];
        const std::size_t index = ready.back();
        ready.pop_back();
        node.settled = true;
        for (const Spread& spread : node.spreads)
            node.depth = std::max(node.depth, spread.depth + m_nodes[m_byName.at(spread.selection->name)].depth);
        for (const std::size_t spreader : spreaders[index])
            if (--m_nodes[spreader].open == 0)
                ready.push_back(spreader);
    }
}

bool SpreadGraph::checkCycles()
{
    settleAll();
    bool fine = true;
    for (const Node& node : m_nodes) {
        if (node.settled && node.depth <= maximalUnfoldedDepth)
            continue;
        fine = false;
        if (node.settled)
            m_findings.report("The document exceeds the nesting depth of " + std::to_string(maximalUnfoldedDepth) +
                                  " when its fragments are unfolded.",
                              {node.spreads.front().selection->position});
        else if (node.fragment)
            m_findings.report("Cannot spread fragment " + quoted(node.fragment->name) +
                                  " within itself, or it spreads one that does.",
                              {node.fragment->position});
    }
    return fine;
}

} // namespace

bool checkFragments(const Document& document, Findings& findings)
{
    SpreadGraph graph(document, findings);
    graph.checkNames();
    graph.checkUse();
    return graph.checkCycles();
}

} // namespace campaign::graphql
