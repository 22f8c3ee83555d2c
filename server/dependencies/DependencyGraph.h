// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/core/Id.h"

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

namespace campaign::dependencies {

enum class NodeType { Variable, Condition, Effect, Entity };
enum class EdgeType { Reads, Writes, DependsOn };
std::string_view nodeTypeName(NodeType type); ///< "VARIABLE"
std::string_view edgeTypeName(EdgeType type); ///< "READS"

/// A place in the world: what stands under a path on the entities of a type, or on one of them.
struct Place
{
    std::string type; ///< of the entity
    Id entity;        ///< "" any of the type
    std::string path; ///< "level", "variables.population", "var.gold", "structures"; "" all of it

    auto operator<=>(const Place&) const = default;
};
/// Whether one path is the other or leads to it: "variables" and "variables.population".
bool overlap(std::string_view left, std::string_view right);

/// All that one rule, variable or effect brings into the graph. Immutable.
struct Part
{
    NodeType type = NodeType::Variable;
    Id id;
    std::string kind; ///< its type in the catalogue
    std::string name;
    bool isDerived = false;       ///< a variable with a formula
    std::optional<Place> gives{}; ///< a variable: where it is read; a rule of a field: what it computes
    std::vector<Place> reads{};
    std::vector<Place> writes{};
    std::optional<Place> belongsTo{}; ///< an effect: what sets it off; a condition: what it decides on

    std::string nodeId() const { return std::string(nodeTypeName(type)) + ":" + id; }
};
using PartPtr = std::shared_ptr<const Part>;

struct Node
{
    std::string id;
    NodeType type = NodeType::Entity;
    Id entity;        ///< "" for all entities of a type
    std::string kind; ///< type in the catalogue
    std::string name; ///< "" where only the store knows it

    bool operator==(const Node&) const = default;
};

struct Edge
{
    std::string from, to;
    EdgeType type = EdgeType::Reads;
    std::string path; ///< "settlement.variables.population"

    auto operator<=>(const Edge&) const = default;
};

/// Says on which entities a part reads one of its places, where that follows from what it hangs on; nothing: on any.
using Resolver = std::function<std::optional<std::vector<Id>>(const Part& part, std::size_t read)>;

/// What reads and writes what, over variables, conditions, effects and entities. A template: exact to the path,
/// concrete only where a resolver makes it so. Putting or taking out a part costs what the part touches. One thread at
/// a time.
class DependencyGraph
{
public:
    /// Replaces the part with the same node id.
    void put(PartPtr part);
    void remove(const std::string& nodeId);
    std::size_t size() const { return m_parts.size(); }
    const Part* find(const std::string& nodeId) const;
    const std::map<std::string, PartPtr>& parts() const { return m_parts; }

    std::vector<Edge> edgesOf(const Part& part, const Resolver& resolve) const;
    std::vector<Edge> edges(const Resolver& resolve) const;
    /// Every node of the edges given and every part.
    std::vector<Node> nodes(const std::vector<Edge>& edges) const;

    /// What a node is made from, or what is made from it; only the next ones, or all. `kind` is the type of an entity
    /// that is no part.
    std::vector<Node> dependencies(const Node& node, bool isTransitive, const Resolver& resolve) const;
    std::vector<Node> dependents(const Node& node, bool isTransitive, const Resolver& resolve) const;

    static Node nodeOf(const Part& part);
    static Node nodeOf(const Place& place);

private:
    using Parts = std::set<const Part*>;
    struct Step;
    static std::string keyOf(const Place& place);
    void index(const Part& part, bool isThere);
    Parts at(const std::unordered_map<std::string, Parts>& index, const Place& place) const;
    Parts providersOf(const Part& reader, std::size_t read, const Resolver& resolve) const;
    bool reads(const Part& reader, const Place& place, const Resolver& resolve) const;
    Parts readersOf(const Place& place, const Resolver& resolve) const;
    std::vector<Step> upFrom(const Step& step, const Resolver& resolve) const;
    std::vector<Step> downFrom(const Step& step, const Resolver& resolve) const;
    template <typename Next>
    std::vector<Node> walk(const Node& from, bool isTransitive, Next next) const;

    std::map<std::string, PartPtr> m_parts;
    // By the type and first key (of variables: the first two) of a place.
    std::unordered_map<std::string, Parts> m_readers, m_writers, m_givers;
    std::unordered_map<std::string, Parts> m_deciders; ///< conditions by the entity that they decide on
    std::unordered_map<std::string, Parts> m_effects;  ///< by the entity that sets them off
    std::unordered_map<std::string, std::set<std::string>> m_keysOfType;
};

} // namespace campaign::dependencies
