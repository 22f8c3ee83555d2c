// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/flow/FlowReading.h"

#include "ui/client/Conversion.h"
#include "ui/client/Wording.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <set>

namespace campaign::flow {

using client::textOf;
using client::toQString;

namespace {

constexpr std::string_view entityPrefix = "ENTITY:";
constexpr int mostHappenings = 2'000; // of each type; what one question may ask for
constexpr int mostOthers = 5'000;

class Words
{
    Q_DECLARE_TR_FUNCTIONS(campaign::flow::Words)
};

std::size_t at(int index)
{
    return static_cast<std::size_t>(index);
}

const Value::Array& listIn(const Value& data, std::string_view object, std::string_view list)
{
    static const Value::Array none;
    const Value* found = data.find(object);
    found = found && found->isObject() ? found->find(list) : nullptr;
    return found && found->isArray() ? found->asArray() : none;
}

EdgeKind linkKind(const std::string& name)
{
    constexpr std::array<std::string_view, 3> directed{"prerequisite", "triggers", "blocks"};
    const auto found = std::find(directed.begin(), directed.end(), name);
    return static_cast<EdgeKind>(found - directed.begin()); // the rest is Related
}

struct Standing
{
    State state = State::None;
    QString word;
    QString reason;
};

/// Of an event or encounter, from its availability; None where it is not told.
Standing standingOf(const Value& entity)
{
    const Value* available = entity.find("availability");
    if (!available || !available->isObject())
        return {};
    QStringList reasons;
    bool isExpired = false;
    for (const Value& reason : listIn(entity, "availability", "reasons")) {
        reasons.append(wording::ofSentence(textOf(reason, "message")));
        isExpired = isExpired || reason.stringOr("kind", "") == "EXPIRED";
    }
    const auto says = [&](const char* member) {
        const Value* said = available->find(member);
        return said && *said == Value(true);
    };
    if (says("isDone"))
        return {State::Done, Words::tr("done"), {}};
    if (says("available"))
        return {State::Available, Words::tr("available"), {}};
    if (isExpired)
        return {State::Expired, Words::tr("expired"), reasons.join('\n')};
    return {State::Waiting, Words::tr("not available"), reasons.join('\n')};
}

/// Collects the graph node by node, edge by edge.
class Making
{
public:
    Making(const Value& data, const catalogue::Catalogue& types, const std::map<Id, std::string>& names)
        : m_data(data)
        , m_types(types)
        , m_names(names)
    {
    }

    Graph run()
    {
        addStory();
        addVariableOwners();
        addLogicNodes();
        addLogicEdges();
        joinFields();
        addCircles();
        return withoutPlainFields();
    }

private:
    int add(Node node);
    void link(int from, int to, EdgeKind kind);
    void countUnread(const std::string& list);
    void addStory();
    void addVariableOwners();
    void addLogicNodes();
    void addLogicEdges();
    int nodeFor(const std::string& id, const std::string& path);
    int fieldFor(const std::string& subject, const std::string& path);
    void joinFields();
    void addCircles();
    Graph withoutPlainFields();
    QString labelOf(const std::string& type) const;

    const Value& m_data;
    const catalogue::Catalogue& m_types;
    const std::map<Id, std::string>& m_names;
    Graph m_graph;
    std::map<std::string, int> m_numbers;                        ///< by id of the node
    std::map<std::string, std::string> m_typeOf, m_nameOf;       ///< of entities in the dependency graph
    std::map<std::pair<std::string, std::string>, int> m_fields; ///< by entity or type, and path
    std::map<std::string, QString> m_ownerOf;                    ///< of variables
    std::set<std::tuple<int, int, EdgeKind>> m_linked;
};

int Making::add(Node node)
{
    const std::string id = client::fromQString(node.id);
    const auto [place, isNew] = m_numbers.emplace(id, static_cast<int>(m_graph.nodes.size()));
    if (isNew)
        m_graph.nodes.push_back(std::move(node));
    return place->second;
}

void Making::link(int from, int to, EdgeKind kind)
{
    if (from >= 0 && to >= 0 && from != to && m_linked.emplace(from, to, kind).second)
        m_graph.edges.push_back({from, to, kind, false});
}

QString Making::labelOf(const std::string& type) const
{
    const catalogue::Type* found = m_types.find(type);
    return found ? toQString(found->label) : toQString(type);
}

void Making::countUnread(const std::string& list)
{
    const Value* found = m_data.find(list);
    const Value* total = found && found->isObject() ? found->find("totalCount") : nullptr;
    if (total && total->isInteger())
        m_graph.unread += static_cast<int>(total->asInteger() - std::ssize(listIn(m_data, list, "edges")));
}

void Making::addStory()
{
    for (const catalogue::Type* type : storyTypes(m_types)) {
        countUnread(type->plural);
        for (const Value& edge : listIn(m_data, type->plural, "edges")) {
            const Value& entity = *edge.find("node");
            const Standing standing = standingOf(entity);
            const QString id = textOf(entity, "id");
            const QString label = toQString(type->label);
            add({toQString(entityPrefix) + id,
                 toQString(type->name),
                 id,
                 toQString(type->name),
                 toQString(type->icon),
                 textOf(entity, "name"),
                 standing.word.isEmpty() ? label : standing.word + QStringLiteral(" · ") + label, // cut at the end
                 standing.reason,
                 standing.state,
                 {}});
        }
    }
    countUnread("links");
    for (const Value& edge : listIn(m_data, "links", "edges")) {
        const Value& one = *edge.find("node");
        const auto numberOf = [&](const char* end) {
            const auto found = m_numbers.find(std::string(entityPrefix) + one.stringOr(end, ""));
            return found == m_numbers.end() ? -1 : found->second;
        };
        link(numberOf("source"), numberOf("target"), linkKind(one.stringOr("linkType", "")));
    }
}

void Making::addVariableOwners()
{
    for (const Value& edge : listIn(m_data, "variables", "edges")) {
        const Value& variable = *edge.find("node");
        const auto name = m_names.find(variable.stringOr("scopeId", ""));
        m_ownerOf[variable.stringOr("id", "")] =
            name != m_names.end() ? toQString(name->second) : wording::ofName(textOf(variable, "scope")).toLower();
    }
}

void Making::addLogicNodes()
{
    for (const Value& node : listIn(m_data, "logic", "nodes")) {
        const std::string id = node.stringOr("id", "");
        const std::string entity = node.stringOr("entityId", "");
        if (node.stringOr("type", "") == "ENTITY") {
            const std::string subject = id.substr(entityPrefix.size());
            m_typeOf[subject] = node.stringOr("entityType", "");
            m_nameOf[subject] = entity.empty() ? std::string() : node.stringOr("name", "");
            continue;
        }
        const std::string typeName = node.stringOr("entityType", "");
        const catalogue::Type* type = m_types.find(typeName);
        const QString label = labelOf(typeName);
        const auto owner = m_ownerOf.find(id.substr(id.find(':') + 1));
        const bool isVariable = node.stringOr("type", "") == "VARIABLE";
        add({toQString(id),
             toQString(typeName),
             toQString(id.substr(id.find(':') + 1)),
             toQString(typeName),
             toQString(isVariable || !type ? "tag" : type->icon),
             isVariable ? wording::ofName(textOf(node, "name")) : textOf(node, "name"),
             owner == m_ownerOf.end() ? label : owner->second + QStringLiteral(" · ") + label,
             {},
             State::None,
             owner == m_ownerOf.end() ? QString() : owner->second});
    }
}

/// The node that stands for an end of a dependency; −1 for none.
int Making::nodeFor(const std::string& id, const std::string& path)
{
    if (const auto known = m_numbers.find(id); known != m_numbers.end())
        return known->second;
    return id.starts_with(entityPrefix) ? fieldFor(id.substr(entityPrefix.size()), path) : -1;
}

int Making::fieldFor(const std::string& subject, const std::string& path)
{
    const auto known = m_fields.find({subject, path});
    if (known != m_fields.end())
        return known->second;
    const catalogue::Type* type = m_types.find(m_typeOf[subject]);
    const std::string& name = m_nameOf[subject];
    const std::size_t dot = path.rfind('.');
    const QString label = labelOf(m_typeOf[subject]);
    const QString whose = name.empty() ? Words::tr("any %1").arg(label.toLower()) : toQString(name);
    const std::string last = dot == std::string::npos ? std::string() : path.substr(dot + 1);
    const int number = add({toQString("FIELD:" + subject + ':' + path),
                            name.empty() ? QString() : toQString(m_typeOf[subject]),
                            name.empty() ? QString() : toQString(subject),
                            QStringLiteral("Field"),
                            toQString(type ? type->icon : std::string()),
                            last.empty() ? whose : wording::ofName(toQString(last)),
                            last.empty() ? label : whose,
                            {},
                            State::None,
                            last.empty() ? QString() : whose});
    m_fields[{subject, path}] = number;
    return number;
}

void Making::addLogicEdges()
{
    const Value::Array& edges = listIn(m_data, "logic", "edges");
    std::set<std::pair<std::string, std::string>> belongs; // what reads, and what it decides on or is set off by
    for (const Value& edge : edges) {
        const std::string from = edge.stringOr("from", "");
        const std::string to = edge.stringOr("to", "");
        if (edge.stringOr("type", "") == "DEPENDS_ON")
            belongs.insert(from.starts_with(entityPrefix) ? std::pair(to, from) : std::pair(from, to));
    }
    for (const Value& edge : edges) {
        const std::string from = edge.stringOr("from", "");
        const std::string to = edge.stringOr("to", "");
        const std::string path = edge.stringOr("path", "");
        const std::string type = edge.stringOr("type", "");
        if (type == "WRITES") {
            link(nodeFor(from, path), nodeFor(to, path), EdgeKind::Writes);
        } else if (type == "READS") {
            const bool isStory = m_numbers.contains(to) && to.starts_with(entityPrefix);
            const bool isHow = from.starts_with("EFFECT:") && path.ends_with("Id");
            if (!isHow && !(isStory && belongs.contains({from, to})))
                link(nodeFor(to, path), nodeFor(from, path), EdgeKind::Reads);
        } else if (from.starts_with("EFFECT:")) {
            link(nodeFor(to, path), nodeFor(from, path), EdgeKind::Starts);
        } else if (from.starts_with(entityPrefix)) {
            link(nodeFor(to, path), nodeFor(from, path), EdgeKind::Decides);
        }
        // Else a derived variable, which the edge of its reading says as well.
    }
}

/// From a field of one entity to the same of all, and from a part of a value to the whole of it.
void Making::joinFields()
{
    for (const auto& [key, number] : std::map(m_fields)) {
        const auto& [subject, path] = key;
        const std::string& type = m_typeOf[subject];
        if (const auto all = m_fields.find({type, path}); all != m_fields.end())
            link(number, all->second, EdgeKind::OneOf);
        for (std::size_t dot = path.rfind('.'); dot != std::string::npos && dot > 0; dot = path.rfind('.', dot - 1)) {
            if (const auto whole = m_fields.find({subject, path.substr(0, dot)}); whole != m_fields.end())
                link(number, whole->second, EdgeKind::OneOf);
        }
    }
}

void Making::addCircles()
{
    std::set<std::pair<int, int>> steps;
    for (const Value& circle : listIn(m_data, "circles", "cycles")) {
        m_graph.circles.append(wording::ofSentence(textOf(circle, "message")));
        int before = -1;
        for (const Value& node : circle.find("nodes")->asArray()) {
            const int number = nodeFor(node.stringOr("id", ""), {});
            steps.insert({before, number});
            steps.insert({number, before});
            before = number;
        }
    }
    for (Edge& edge : m_graph.edges)
        edge.isInCircle = steps.contains({edge.from, edge.to});
}

/// A field that one rule gives and nothing reads is the rule's.
Graph Making::withoutPlainFields()
{
    std::vector<int> uses(m_graph.nodes.size(), 0);
    std::vector<int> giver(m_graph.nodes.size(), -1);
    for (const Edge& edge : m_graph.edges) {
        ++uses[at(edge.from)];
        ++uses[at(edge.to)];
        if (edge.kind == EdgeKind::Decides)
            giver[at(edge.to)] = edge.from;
    }
    std::vector<bool> keep(m_graph.nodes.size(), true);
    for (const auto& [key, number] : m_fields) {
        if (uses[at(number)] != 1 || giver[at(number)] < 0)
            continue;
        keep[at(number)] = false;
        Node& rule = m_graph.nodes[at(giver[at(number)])];
        rule.detail += QStringLiteral(" · ") + m_graph.nodes[at(number)].detail;
    }
    return part(m_graph, keep, [](EdgeKind) { return true; });
}

} // namespace

std::vector<const catalogue::Type*> storyTypes(const catalogue::Catalogue& types)
{
    std::vector<const catalogue::Type*> story;
    const catalogue::Type* link = types.find("Link");
    const catalogue::Field* end = link ? link->field("sourceType") : nullptr;
    for (const std::string& name : end ? end->values : std::vector<std::string>()) {
        if (const catalogue::Type* type = types.find(name))
            story.push_back(type);
    }
    return story;
}

std::vector<std::string> questions(const catalogue::Catalogue& types)
{
    const auto list = [](const std::string& name, const std::string& plural, int most, const std::string& fields) {
        return name + ": " + plural + "Connection(first: " + std::to_string(most) +
               ", branchId: $branch) { edges { node { " + fields + " } } totalCount } ";
    };
    std::vector<std::string> all;
    for (const catalogue::Type* type : storyTypes(types))
        all.push_back("query Story($branch: ID) { " +
                      list(type->plural, type->plural, mostHappenings,
                           "id name availability { available isDone reasons { kind message } }") +
                      '}');
    all.push_back("query Links($branch: ID) { " + list("links", "links", mostOthers, "linkType source target") + '}');
    all.push_back("query Logic($campaign: ID!, $branch: ID) { " +
                  list("variables", "stateVariables", mostOthers, "id scope scopeId") +
                  "logic: getDependencyGraph(campaignId: $campaign, branchId: $branch) { nodes { id type entityType "
                  "entityId name } edges { from to type path } } circles: validateDependencyGraph(campaignId: "
                  "$campaign, branchId: $branch) { cycles { message nodes { id } } } }");
    return all;
}

std::vector<Id> ownersIn(const Value& data)
{
    std::vector<Id> owners;
    for (const Value& edge : listIn(data, "variables", "edges"))
        owners.push_back(edge.find("node")->stringOr("scopeId", ""));
    return owners;
}

Graph graphOf(const Value& data, const catalogue::Catalogue& types, const std::map<Id, std::string>& names)
{
    return Making(data, types, names).run();
}

} // namespace campaign::flow
