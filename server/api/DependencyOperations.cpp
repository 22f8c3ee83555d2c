// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/api/OperationScope.h"
#include "server/api/SchemaAssembly.h"
#include "server/api/ValueObjects.h"

// What reads and writes what, for game masters: it names hidden things.

namespace campaign::api {

using dependencies::DependencyGraph;
using dependencies::Edge;
using GraphNode = dependencies::Node;
using graphql::FieldCall;
using graphql::FieldResult;
using graphql::ObjectRef;
using recompute::LiveBranch;

namespace {

constexpr std::string_view entityPrefix = "ENTITY:";

/// One operation on the graph of one branch.
class Question
{
public:
    explicit Question(const FieldCall& call)
        : m_scope(scopeOf(call))
        , m_arguments(call.arguments())
    {
    }

    Result<> begin()
    {
        if (const Result<> may = m_scope.checkGameMaster(); !may)
            return may;
        const Result<const ReadView*> view =
            m_scope.viewFor(Home::Campaign, m_arguments, textOf(m_arguments, "campaignId"));
        const Result<history::Snapshot*> snapshot = m_scope.snapshot();
        if (!view || !snapshot)
            return view ? snapshot.error() : view.error();
        m_at = (*view)->at;
        m_snapshot = *snapshot;
        return checkCampaign();
    }

    const Id& branch() const { return m_at.branch; }
    OperationScope& scope() const { return m_scope; }
    Result<> read(const std::function<Result<>(LiveBranch&)>& use)
    {
        return m_scope.services().live.read(*m_snapshot, m_at.branch, use);
    }

    /// The node asked for: a part of the graph, a type, or any entity of the branch.
    Result<GraphNode> node(const LiveBranch& live) const
    {
        const std::string id = textOf(m_arguments, "nodeId");
        if (const dependencies::Part* part = live.graph().find(id))
            return DependencyGraph::nodeOf(*part);
        if (id.find(':') == std::string::npos)
            return invalid("A node is named as <TYPE>:<id>, with VARIABLE, CONDITION, EFFECT or ENTITY.", "nodeId");
        const std::string which = id.substr(id.find(':') + 1);
        if (id.starts_with(entityPrefix)) {
            if (const catalogue::Type* type = m_scope.types().find(which))
                return GraphNode{id, dependencies::NodeType::Entity, {}, type->name, type->name};
            for (const catalogue::Type& type : m_scope.types().types()) {
                if (type.scope == catalogue::Scope::Store)
                    continue;
                const auto found = m_snapshot->byIds(type, {&which, 1}, m_at, m_scope.viewer());
                if (!found)
                    return found.error();
                if (found->front())
                    return GraphNode{id, dependencies::NodeType::Entity, which, type.name, found->front()->name()};
            }
        }
        return Error{ErrorCode::NotFound, "The graph has no node " + id + ".", "nodeId", {}, {}};
    }

    /// Fills in the names that only the store knows.
    Result<Value::Array> describe(std::vector<GraphNode> nodes) const
    {
        std::map<std::string, std::vector<GraphNode*>> nameless;
        for (GraphNode& node : nodes) {
            if (node.name.empty() && node.type == dependencies::NodeType::Entity)
                nameless[node.kind].push_back(&node);
        }
        for (const auto& [kind, some] : nameless) {
            std::vector<Id> ids;
            for (const GraphNode* node : some)
                ids.push_back(node->entity);
            const catalogue::Type* type = m_scope.types().find(kind);
            const auto found = type ? m_snapshot->byIds(*type, ids, m_at, m_scope.viewer())
                                    : Result<std::vector<history::EntityPtr>>(std::vector<history::EntityPtr>());
            if (!found)
                return found.error();
            for (std::size_t i = 0; i < found->size(); ++i)
                some[i]->name = (*found)[i] ? (*found)[i]->name() : some[i]->entity;
        }
        Value::Array all;
        for (const GraphNode& node : nodes)
            all.push_back(Value::Object{{"id", node.id},
                                        {"type", dependencies::nodeTypeName(node.type)},
                                        {"entityType", node.kind},
                                        {"entityId", node.entity.empty() ? Value() : Value(node.entity)},
                                        {"name", node.name}});
        return all;
    }

private:
    Result<> checkCampaign() const
    {
        const Id campaign = textOf(m_arguments, "campaignId");
        const catalogue::Type* type = m_scope.types().withRole(catalogue::Role::Campaign);
        if (!type)
            return {};
        const auto found = m_snapshot->byIds(*type, {&campaign, 1}, m_at, m_scope.viewer());
        if (!found)
            return found.error();
        return found->front() ? Result<>() : Result<>(within("campaignId", notFound(*type, campaign)));
    }

    OperationScope& m_scope;
    const Value& m_arguments;
    history::Snapshot* m_snapshot = nullptr;
    history::ReadPoint m_at;
};

Value::Array describe(const std::vector<Edge>& edges)
{
    Value::Array all;
    for (const Edge& edge : edges)
        all.push_back(Value::Object{{"from", edge.from},
                                    {"to", edge.to},
                                    {"type", dependencies::edgeTypeName(edge.type)},
                                    {"path", edge.path}});
    return all;
}

Result<Value> wholeGraph(const FieldCall& call)
{
    Question question(call);
    if (const Result<> begun = question.begin(); !begun)
        return begun.error();
    std::vector<Edge> edges;
    std::vector<GraphNode> nodes;
    const Result<> read = question.read([&](LiveBranch& live) -> Result<> {
        edges = live.graph().edges(live.resolver());
        nodes = live.graph().nodes(edges);
        return {};
    });
    if (!read)
        return read.error();
    Result<Value::Array> described = question.describe(std::move(nodes));
    if (!described)
        return described.error();
    return Value(
        Value::Object{{"branchId", question.branch()}, {"nodes", std::move(*described)}, {"edges", describe(edges)}});
}

using Neighbours = std::vector<GraphNode> (DependencyGraph::*)(const GraphNode&, bool,
                                                               const dependencies::Resolver&) const;

Result<Value> neighbours(const FieldCall& call, Neighbours which)
{
    Question question(call);
    if (const Result<> begun = question.begin(); !begun)
        return begun.error();
    std::vector<GraphNode> nodes;
    const Result<> read = question.read([&](LiveBranch& live) -> Result<> {
        const Result<GraphNode> node = question.node(live);
        if (!node)
            return node.error();
        nodes = (live.graph().*which)(*node, flagOf(call.arguments(), "transitive"), live.resolver());
        return {};
    });
    if (!read)
        return read.error();
    Result<Value::Array> described = question.describe(std::move(nodes));
    return described ? Result<Value>(Value(std::move(*described))) : described.error();
}

Result<Value> dependenciesOf(const FieldCall& call)
{
    return neighbours(call, &DependencyGraph::dependencies);
}

Result<Value> dependentsOf(const FieldCall& call)
{
    return neighbours(call, &DependencyGraph::dependents);
}

Result<Value> evaluationOrder(const FieldCall& call)
{
    Question question(call);
    if (const Result<> begun = question.begin(); !begun)
        return begun.error();
    std::vector<GraphNode> nodes;
    const Result<> read = question.read([&](LiveBranch& live) -> Result<> {
        nodes = live.order();
        return {};
    });
    if (!read)
        return read.error();
    Result<Value::Array> described = question.describe(std::move(nodes));
    return described ? Result<Value>(Value(std::move(*described))) : described.error();
}

Result<Value> validation(const FieldCall& call)
{
    Question question(call);
    if (const Result<> begun = question.begin(); !begun)
        return begun.error();
    std::vector<std::pair<std::string, std::vector<GraphNode>>> circles;
    const Result<> read = question.read([&](LiveBranch& live) -> Result<> {
        for (std::vector<GraphNode>& circle : live.circles())
            circles.emplace_back(live.inWords(circle), std::move(circle));
        return {};
    });
    if (!read)
        return read.error();
    Value::Array all;
    for (auto& [words, circle] : circles) {
        Result<Value::Array> nodes = question.describe(std::move(circle));
        if (!nodes)
            return nodes.error();
        all.push_back(Value::Object{{"message", words}, {"nodes", std::move(*nodes)}});
    }
    return Value(Value::Object{{"isValid", all.empty()}, {"cycles", std::move(all)}});
}

Result<> invalidate(const FieldCall& call, FieldResult& out)
{
    Question question(call);
    if (const Result<> begun = question.begin(); !begun)
        return begun;
    question.scope().services().live.forget(question.branch());
    out.setLeaf(true);
    return {};
}

using Answer = Result<Value> (*)(const FieldCall&);

/// An object, or for an array of objects a list of them.
graphql::Resolver resolver(Answer answer)
{
    return [answer](const FieldCall& call, std::span<const ObjectRef>, std::span<FieldResult> out) -> Result<> {
        Result<Value> value = answer(call);
        if (!value)
            return value.error();
        if (!value->isArray()) {
            setValueObject(call, out[0], std::move(*value));
            return {};
        }
        const auto* kept = call.context().keep(std::make_shared<Value>(std::move(*value)));
        std::vector<ObjectRef> objects;
        for (const Value& one : kept->asArray())
            objects.push_back({&one, nullptr});
        out[0].setObjects(std::move(objects));
        return {};
    };
}

void addTypes(graphql::SchemaBuilder& schema)
{
    graphql::Type& node = schema.object("DependencyNode");
    node.describe(
        "A variable, a condition or rule, an effect, or what they read and write: an entity, or all of a type.");
    node.field("id", "ID!").describe("<TYPE>:<id>").read(readMember("id"));
    node.field("type", "String!").describe("VARIABLE, CONDITION, EFFECT or ENTITY.").read(readMember("type"));
    node.field("entityType", "String!").read(readMember("entityType"));
    node.field("entityId", "ID").describe("Null for all entities of a type.").read(readMember("entityId"));
    node.field("name", "String!").read(readMember("name"));
    graphql::Type& edge = schema.object("DependencyEdge");
    edge.field("from", "ID!").read(readMember("from"));
    edge.field("to", "ID!").read(readMember("to"));
    edge.field("type", "String!").describe("READS, WRITES or DEPENDS_ON.").read(readMember("type"));
    edge.field("path", "String!").describe("settlement.variables.population").read(readMember("path"));
    graphql::Type& graph = schema.object("DependencyGraph");
    graph.field("branchId", "ID!").read(readMember("branchId"));
    graph.field("nodes", "[DependencyNode!]!").resolve(memberObjects("nodes"));
    graph.field("edges", "[DependencyEdge!]!").resolve(memberObjects("edges"));
    graphql::Type& cycle = schema.object("DependencyCycle");
    cycle.field("message", "String!").describe("The way round, in names.").read(readMember("message"));
    cycle.field("nodes", "[DependencyNode!]!")
        .describe("The way round, the first again at the end.")
        .resolve(memberObjects("nodes"));
    graphql::Type& validation = schema.object("DependencyValidation");
    validation.field("isValid", "Boolean!").read(readMember("isValid"));
    validation.field("cycles", "[DependencyCycle!]!").resolve(memberObjects("cycles"));
}

graphql::Field& addQuery(graphql::Type& query, const char* name, const char* type, const char* meaning)
{
    return query.field(name, type).describe(meaning).argument("campaignId", "ID!").argument("branchId", "ID");
}

} // namespace

void addDependencyOperations(graphql::SchemaBuilder& schema)
{
    addTypes(schema);
    graphql::Type& query = schema.object("Query");
    addQuery(query, "getDependencyGraph", "DependencyGraph",
             "What reads and writes what, to the path; for game masters.")
        .resolve(resolver(wholeGraph));
    addQuery(query, "getNodeDependencies", "[DependencyNode!]!", "What a node is made from; for game masters.")
        .argument("nodeId", "ID!")
        .argument("transitive", "Boolean", "false")
        .resolve(resolver(dependenciesOf));
    addQuery(query, "getNodeDependents", "[DependencyNode!]!", "What is made from a node; for game masters.")
        .argument("nodeId", "ID!")
        .argument("transitive", "Boolean", "false")
        .resolve(resolver(dependentsOf));
    addQuery(query, "validateDependencyGraph", "DependencyValidation",
             "Whether variables are derived from themselves; for game masters.")
        .resolve(resolver(validation));
    addQuery(query, "getEvaluationOrder", "[DependencyNode!]!",
             "What is evaluated, each after what it is made from; for game masters.")
        .resolve(resolver(evaluationOrder));
    addQuery(schema.object("Mutation"), "invalidateDependencyGraph", "Boolean!",
             "Forgets the graph and all computed values of a branch, so that they are made anew; for game masters.")
        .resolve([](const FieldCall& call, std::span<const ObjectRef>, std::span<FieldResult> out) {
            return invalidate(call, out[0]);
        });
}

} // namespace campaign::api
