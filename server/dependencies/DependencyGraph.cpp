// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/dependencies/DependencyGraph.h"

#include <algorithm>
#include <deque>

namespace campaign::dependencies {

namespace {

constexpr std::string_view typeNames[] = {"VARIABLE", "CONDITION", "EFFECT", "ENTITY"};
constexpr std::string_view edgeNames[] = {"READS", "WRITES", "DEPENDS_ON"};

/// "settlement.variables.population".
std::string wordOf(const Place& place)
{
    std::string word = place.type;
    if (!word.empty() && word[0] >= 'A' && word[0] <= 'Z')
        word[0] = static_cast<char>(word[0] | 0x20);
    return place.path.empty() ? word : word + "." + place.path;
}

bool meet(const Id& left, const Id& right)
{
    return left.empty() || right.empty() || left == right;
}

bool meet(const Place& left, const Place& right)
{
    return left.type == right.type && meet(left.entity, right.entity) && overlap(left.path, right.path);
}

} // namespace

std::string_view nodeTypeName(NodeType type)
{
    return typeNames[static_cast<std::size_t>(type)];
}

std::string_view edgeTypeName(EdgeType type)
{
    return edgeNames[static_cast<std::size_t>(type)];
}

bool overlap(std::string_view left, std::string_view right)
{
    if (left.size() > right.size())
        std::swap(left, right);
    return left.empty() || (right.starts_with(left) && (right.size() == left.size() || right[left.size()] == '.'));
}

/// A node on the way through the graph; an entity together with the place by which it was reached.
struct DependencyGraph::Step
{
    Node node;
    const Part* part = nullptr;
    std::optional<Place> place = {}; ///< of an entity; nothing: all of it
};

Node DependencyGraph::nodeOf(const Part& part)
{
    return {part.nodeId(), part.type, part.id, part.kind, part.name};
}

Node DependencyGraph::nodeOf(const Place& place)
{
    const std::string& which = place.entity.empty() ? place.type : place.entity;
    return {std::string(nodeTypeName(NodeType::Entity)) + ":" + which, NodeType::Entity, place.entity, place.type,
            place.entity.empty() ? place.type : std::string()};
}

std::string DependencyGraph::keyOf(const Place& place)
{
    std::size_t end = place.path.find('.');
    if (place.path.starts_with("var.") || place.path.starts_with("variables."))
        end = place.path.find('.', end + 1);
    return place.type + "/" + place.path.substr(0, end);
}

const Part* DependencyGraph::find(const std::string& nodeId) const
{
    const auto found = m_parts.find(nodeId);
    return found == m_parts.end() ? nullptr : found->second.get();
}

void DependencyGraph::put(PartPtr part)
{
    const std::string id = part->nodeId();
    remove(id);
    index(*part, true);
    m_parts.emplace(id, std::move(part));
}

void DependencyGraph::remove(const std::string& nodeId)
{
    const auto found = m_parts.find(nodeId);
    if (found == m_parts.end())
        return;
    index(*found->second, false);
    m_parts.erase(found);
}

void DependencyGraph::index(const Part& part, bool isThere)
{
    const auto set = [&](std::unordered_map<std::string, Parts>& where, const std::string& key) {
        if (isThere) {
            where[key].insert(&part);
        } else if (const auto entry = where.find(key); entry != where.end()) {
            entry->second.erase(&part);
            if (entry->second.empty())
                where.erase(entry);
        }
    };
    const auto setPlace = [&](std::unordered_map<std::string, Parts>& where, const Place& place) {
        set(where, keyOf(place));
        if (isThere)
            m_keysOfType[place.type].insert(keyOf(place));
    };
    for (const Place& place : part.reads)
        setPlace(m_readers, place);
    for (const Place& place : part.writes)
        setPlace(m_writers, place);
    if (part.gives)
        setPlace(m_givers, *part.gives);
    if (part.belongsTo)
        set(part.type == NodeType::Condition ? m_deciders : m_effects, part.belongsTo->entity);
}

/// Those that stand in the index under a place that this one overlaps.
DependencyGraph::Parts DependencyGraph::at(const std::unordered_map<std::string, Parts>& index,
                                           const Place& place) const
{
    Parts found;
    const auto take = [&](const std::string& key) {
        if (const auto entry = index.find(key); entry != index.end())
            found.insert(entry->second.begin(), entry->second.end());
    };
    const bool isOneKey = place.path.find('.') != std::string::npos ||
                          (!place.path.empty() && place.path != "variables" && place.path != "var");
    if (isOneKey) {
        take(keyOf(place));
        take(place.type + "/" + place.path.substr(0, place.path.find('.')));
        take(place.type + "/");
    } else if (const auto keys = m_keysOfType.find(place.type); keys != m_keysOfType.end()) {
        for (const std::string& key : keys->second) {
            if (overlap(place.path, std::string_view(key).substr(place.type.size() + 1)))
                take(key);
        }
    }
    return found;
}

/// The variables that one of a part's places is read from.
DependencyGraph::Parts DependencyGraph::providersOf(const Part& reader, std::size_t read, const Resolver& resolve) const
{
    const Place& place = reader.reads[read];
    Parts found;
    if (!place.path.starts_with("var."))
        return found;
    const std::optional<std::vector<Id>> owners = resolve ? resolve(reader, read) : std::nullopt;
    for (const Part* giver : at(m_givers, place)) {
        const bool isMet =
            giver->type == NodeType::Variable && meet(*giver->gives, place) &&
            (!owners || std::find(owners->begin(), owners->end(), giver->gives->entity) != owners->end());
        if (isMet)
            found.insert(giver);
    }
    return found;
}

std::vector<Edge> DependencyGraph::edgesOf(const Part& part, const Resolver& resolve) const
{
    std::set<Edge> edges;
    const std::string self = part.nodeId();
    for (std::size_t i = 0; i < part.reads.size(); ++i) {
        const Parts providers = providersOf(part, i, resolve);
        const std::string word = wordOf(part.reads[i]);
        for (const Part* variable : providers) {
            edges.insert({self, variable->nodeId(), EdgeType::Reads, word});
            if (variable->isDerived)
                edges.insert({self, variable->nodeId(), EdgeType::DependsOn, word});
        }
        if (providers.empty())
            edges.insert({self, nodeOf(part.reads[i]).id, EdgeType::Reads, word});
    }
    for (const Place& place : part.writes) {
        bool isVariable = false;
        for (const Part* giver : at(m_givers, place)) {
            if (giver->type != NodeType::Variable || !meet(*giver->gives, place))
                continue;
            isVariable = place.path.starts_with("var.");
            edges.insert({self, giver->nodeId(), EdgeType::Writes, wordOf(place)});
        }
        if (!isVariable)
            edges.insert({self, nodeOf(place).id, EdgeType::Writes, wordOf(place)});
    }
    if (part.belongsTo) {
        const std::string subject = nodeOf(*part.belongsTo).id;
        const bool decides = part.type == NodeType::Condition;
        edges.insert(
            {decides ? subject : self, decides ? self : subject, EdgeType::DependsOn, wordOf(*part.belongsTo)});
    }
    if (part.gives && part.type == NodeType::Condition)
        edges.insert({nodeOf(*part.gives).id, self, EdgeType::DependsOn, wordOf(*part.gives)});
    return {edges.begin(), edges.end()};
}

std::vector<Edge> DependencyGraph::edges(const Resolver& resolve) const
{
    std::vector<Edge> all;
    for (const auto& [id, part] : m_parts) {
        std::vector<Edge> some = edgesOf(*part, resolve);
        all.insert(all.end(), std::make_move_iterator(some.begin()), std::make_move_iterator(some.end()));
    }
    return all;
}

std::vector<Node> DependencyGraph::nodes(const std::vector<Edge>& edges) const
{
    std::map<std::string, Node> all;
    for (const auto& [id, part] : m_parts) {
        all.emplace(id, nodeOf(*part));
        const auto add = [&](const Place& place) { all.emplace(nodeOf(place).id, nodeOf(place)); };
        std::for_each(part->reads.begin(), part->reads.end(), add);
        std::for_each(part->writes.begin(), part->writes.end(), add);
        if (part->belongsTo)
            add(*part->belongsTo);
        if (part->gives && part->type == NodeType::Condition)
            add(*part->gives);
    }
    std::set<std::string> used;
    for (const Edge& edge : edges) {
        used.insert(edge.from);
        used.insert(edge.to);
    }
    std::vector<Node> found;
    for (auto& [id, node] : all) {
        if (node.type != NodeType::Entity || used.contains(id))
            found.push_back(std::move(node));
    }
    return found;
}

bool DependencyGraph::reads(const Part& reader, const Place& place, const Resolver& resolve) const
{
    for (std::size_t i = 0; i < reader.reads.size(); ++i) {
        if (!meet(reader.reads[i], place))
            continue;
        const bool isConcrete = resolve && !place.entity.empty() && place.path.starts_with("var.");
        const std::optional<std::vector<Id>> on = isConcrete ? resolve(reader, i) : std::nullopt;
        if (!on || std::find(on->begin(), on->end(), place.entity) != on->end())
            return true;
    }
    return false;
}

DependencyGraph::Parts DependencyGraph::readersOf(const Place& place, const Resolver& resolve) const
{
    Parts found = at(m_readers, place);
    std::erase_if(found, [&](const Part* reader) { return !reads(*reader, place, resolve); });
    return found;
}

std::vector<DependencyGraph::Step> DependencyGraph::upFrom(const Step& step, const Resolver& resolve) const
{
    std::vector<Step> next;
    const auto add = [&](const Part& part) { next.push_back({nodeOf(part), &part}); };
    const auto writersOf = [&](const Place& place) {
        for (const Part* writer : at(m_writers, place)) {
            const auto meets = [&](const Place& written) { return meet(written, place); };
            if (std::any_of(writer->writes.begin(), writer->writes.end(), meets))
                add(*writer);
        }
    };
    if (!step.part) {
        const Place all{step.node.kind, step.node.entity, ""};
        const Place& place = step.place ? *step.place : all;
        writersOf(place);
        for (const Part* giver : at(m_givers, place)) {
            if (giver->type == NodeType::Condition && meet(*giver->gives, place))
                add(*giver);
        }
        if (const auto deciders = m_deciders.find(step.node.entity); deciders != m_deciders.end() && !step.place)
            for (const Part* decider : deciders->second)
                add(*decider);
        return next;
    }
    const Part& part = *step.part;
    for (std::size_t i = 0; i < part.reads.size(); ++i) {
        const Parts providers = providersOf(part, i, resolve);
        for (const Part* variable : providers)
            add(*variable);
        if (providers.empty())
            next.push_back({nodeOf(part.reads[i]), nullptr, part.reads[i]});
    }
    if (part.type == NodeType::Variable && part.gives)
        writersOf(*part.gives);
    if (part.type == NodeType::Effect && part.belongsTo)
        next.push_back({nodeOf(*part.belongsTo), nullptr, std::nullopt});
    return next;
}

std::vector<DependencyGraph::Step> DependencyGraph::downFrom(const Step& step, const Resolver& resolve) const
{
    std::vector<Step> next;
    const auto add = [&](const Part& part) { next.push_back({nodeOf(part), &part}); };
    const auto addReaders = [&](const Place& place) {
        for (const Part* reader : readersOf(place, resolve))
            add(*reader);
    };
    if (!step.part) {
        const Place all{step.node.kind, step.node.entity, ""};
        addReaders(step.place ? *step.place : all);
        // What a thing sets off hangs on the thing, not on one of its fields.
        if (const auto effects = m_effects.find(step.node.entity); effects != m_effects.end() && !step.place)
            for (const Part* effect : effects->second)
                add(*effect);
        return next;
    }
    const Part& part = *step.part;
    if (part.gives && part.type == NodeType::Variable)
        addReaders(*part.gives);
    if (part.gives && part.type == NodeType::Condition)
        next.push_back({nodeOf(*part.gives), nullptr, *part.gives});
    if (part.belongsTo && part.type == NodeType::Condition)
        next.push_back({nodeOf(*part.belongsTo), nullptr, std::nullopt});
    for (const Place& place : part.writes) {
        bool isVariable = false;
        for (const Part* giver : at(m_givers, place)) {
            if (giver->type == NodeType::Variable && meet(*giver->gives, place)) {
                isVariable = place.path.starts_with("var.");
                add(*giver);
            }
        }
        if (!isVariable)
            next.push_back({nodeOf(place), nullptr, place});
    }
    return next;
}

template <typename Next>
std::vector<Node> DependencyGraph::walk(const Node& from, bool isTransitive, Next next) const
{
    std::map<std::string, Node> found;
    std::set<std::pair<std::string, std::string>> seen;
    std::deque<Step> waiting{{from, find(from.id), std::nullopt}};
    for (bool isFirst = true; !waiting.empty(); isFirst = false) {
        const Step step = std::move(waiting.front());
        waiting.pop_front();
        if (!isTransitive && !isFirst)
            continue;
        for (Step& to : next(step)) {
            if (!seen.insert({to.node.id, to.place ? to.place->path : "*"}).second)
                continue;
            found.emplace(to.node.id, to.node);
            waiting.push_back(std::move(to));
        }
    }
    std::vector<Node> nodes;
    for (auto& [id, node] : found)
        nodes.push_back(std::move(node));
    return nodes;
}

std::vector<Node> DependencyGraph::dependencies(const Node& node, bool isTransitive, const Resolver& resolve) const
{
    return walk(node, isTransitive, [&](const Step& step) { return upFrom(step, resolve); });
}

std::vector<Node> DependencyGraph::dependents(const Node& node, bool isTransitive, const Resolver& resolve) const
{
    return walk(node, isTransitive, [&](const Step& step) { return downFrom(step, resolve); });
}

} // namespace campaign::dependencies
