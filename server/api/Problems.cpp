// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/api/SchemaAssembly.h"

#include "server/api/OperationScope.h"
#include "server/graphql/execution/LeafWriter.h"

// What is wrong with a campaign as it stands: references to what is gone, and rules that fail.

namespace campaign::api {

using catalogue::FieldType;
using graphql::FieldCall;
using graphql::FieldResult;
using graphql::LeafWriter;
using graphql::ObjectRef;

namespace {

constexpr std::int64_t usualProblems = 200;
constexpr std::int64_t mostProblems = 1'000;
constexpr int pageSize = 5'000;

struct Problem
{
    std::string kind; ///< "DANGLING_REFERENCE", "RULE_FAILED"
    std::string message;
    history::EntityPtr entity;
    std::string field;
};

/// A reference waiting to be looked up.
struct Pointer
{
    history::EntityPtr from;
    const catalogue::Field* field;
    Id to;
};

/// Collects problems up to a number; one operation.
class Inspection
{
public:
    Inspection(OperationScope& scope, const Value& arguments, std::size_t most)
        : m_scope(scope)
        , m_arguments(arguments)
        , m_most(most)
    {
    }

    Result<> run();
    std::vector<Problem> take() { return std::move(m_found); }

private:
    bool isFull() const { return m_found.size() >= m_most; }
    void add(Problem problem);
    Result<> inspect(const catalogue::Type& type);
    Result<> checkReferences(const catalogue::Type& type, std::span<const history::EntityPtr> entities);
    Result<> lookUp(const catalogue::Type& target, std::span<const Pointer> pointers);
    Result<> checkRules(std::span<const history::EntityPtr> entities, const ReadView& view);

    OperationScope& m_scope;
    const Value& m_arguments;
    const std::size_t m_most;
    history::Snapshot* m_snapshot = nullptr;
    std::vector<Problem> m_found;
};

void Inspection::add(Problem problem)
{
    if (!isFull())
        m_found.push_back(std::move(problem));
}

Result<> Inspection::run()
{
    const Result<history::Snapshot*> snapshot = m_scope.snapshot();
    if (!snapshot)
        return snapshot.error();
    m_snapshot = *snapshot;
    for (const catalogue::Type& type : m_scope.types().types()) {
        if (type.scope != catalogue::Scope::Branched || isFull())
            continue;
        if (Result<> good = inspect(type); !good)
            return good;
    }
    return {};
}

Result<> Inspection::inspect(const catalogue::Type& type)
{
    const Result<const ReadView*> view = m_scope.viewFor(type, m_arguments);
    if (!view)
        return view.error();
    history::ListQuery query;
    query.first = pageSize;
    for (bool more = true; more && !isFull();) {
        const Result<history::Page> page = m_snapshot->list(type, query, (*view)->at, m_scope.viewer());
        if (!page)
            return page.error();
        if (Result<> good = checkReferences(type, page->entities); !good)
            return good;
        if (ComputedFields::applyTo(type)) {
            if (Result<> good = checkRules(page->entities, **view); !good)
                return good;
        }
        more = page->hasNext && !page->cursors.empty();
        if (more)
            query.after = page->cursors.back();
    }
    return {};
}

Result<> Inspection::checkReferences(const catalogue::Type& type, std::span<const history::EntityPtr> entities)
{
    std::map<const catalogue::Type*, std::vector<Pointer>> byTarget;
    for (const catalogue::Field& field : type.fields) {
        if (field.type != FieldType::Reference && field.type != FieldType::AnyId)
            continue;
        const int index = type.fieldIndex(field.name);
        for (const history::EntityPtr& entity : entities) {
            const Value& id = entity->field(index);
            if (!id.isString() || id.asString().empty())
                continue;
            const Value named = field.type == FieldType::AnyId ? entity->field(field.target) : Value();
            const catalogue::Type* target = m_scope.types().find(named.isString() ? named.asString() : field.target);
            if (target)
                byTarget[target].push_back({entity, &field, id.asString()});
        }
    }
    for (const auto& [target, pointers] : byTarget) {
        if (Result<> good = lookUp(*target, pointers); !good)
            return good;
    }
    return {};
}

Result<> Inspection::lookUp(const catalogue::Type& target, std::span<const Pointer> pointers)
{
    const Result<const ReadView*> view = m_scope.viewFor(target, m_arguments);
    if (!view)
        return view.error();
    std::vector<Id> ids;
    for (const Pointer& pointer : pointers)
        ids.push_back(pointer.to);
    const auto found = m_snapshot->byIds(target, ids, (*view)->at, m_scope.viewer());
    if (!found)
        return found.error();
    for (std::size_t i = 0; i < pointers.size(); ++i) {
        if (!(*found)[i])
            add({"DANGLING_REFERENCE",
                 "\"" + pointers[i].field->label + "\" names a " + target.label + " that is no longer there.",
                 pointers[i].from, pointers[i].field->name});
    }
    return {};
}

Result<> Inspection::checkRules(std::span<const history::EntityPtr> entities, const ReadView& view)
{
    const auto computed = m_scope.services().computed.of(entities, view.at, *m_snapshot, m_scope.viewer());
    if (!computed)
        return computed.error();
    for (std::size_t i = 0; i < entities.size(); ++i) {
        for (const ComputedField& field : (*computed)[i]->fields) {
            for (const RuleFailure& failure : field.failures)
                add({"RULE_FAILED", "The rule \"" + failure.ruleName + "\" fails: " + failure.message, entities[i],
                     field.field});
        }
    }
    return {};
}

Result<> problems(const FieldCall& call, FieldResult& out)
{
    const std::int64_t first = integerOf(call.arguments(), "first").value_or(usualProblems);
    if (first < 1 || first > mostProblems)
        return invalid("first is from 1 to 1,000.", "first");
    // What is hidden from a player looks exactly like what is gone, and a rule's failure names what it read.
    if (!scopeOf(call).viewer().isGameMaster) {
        out.setObjects({});
        return {};
    }
    Inspection inspection(scopeOf(call), call.arguments(), static_cast<std::size_t>(first));
    if (Result<> good = inspection.run(); !good)
        return good;
    const auto* kept = call.context().keep(std::make_shared<std::vector<Problem>>(inspection.take()));
    std::vector<ObjectRef> objects;
    for (const Problem& one : *kept)
        objects.push_back({&one, nullptr});
    out.setObjects(std::move(objects));
    return {};
}

const Problem& problemOf(const void* object)
{
    return *static_cast<const Problem*>(object);
}

} // namespace

void addProblems(graphql::SchemaBuilder& schema)
{
    graphql::Type& problem = schema.object("Problem");
    problem.describe("Something in the campaign that is not as it should be.");
    problem.field("kind", "String!")
        .describe("DANGLING_REFERENCE or RULE_FAILED.")
        .read([](const void* object, LeafWriter& out) { out.string(problemOf(object).kind); });
    problem.field("message", "String!").read([](const void* object, LeafWriter& out) {
        out.string(problemOf(object).message);
    });
    problem.field("type", "String!")
        .describe("Of the entity it is about.")
        .read([](const void* object, LeafWriter& out) { out.string(problemOf(object).entity->type->name); });
    problem.field("id", "ID!").read([](const void* object, LeafWriter& out) {
        out.string(problemOf(object).entity->id);
    });
    problem.field("name", "String!").read([](const void* object, LeafWriter& out) {
        out.string(problemOf(object).entity->name());
    });
    problem.field("field", "String!").describe("The field it is about.").read([](const void* object, LeafWriter& out) {
        out.string(problemOf(object).field);
    });
    schema.object("Query")
        .field("problems", "[Problem!]!")
        .describe("References to what is gone and rules that fail; for game masters, empty for others.")
        .argument("campaignId", "ID")
        .argument("branchId", "ID")
        .argument("first", "Int")
        .sizedBy("first", static_cast<int>(usualProblems))
        .resolve([](const FieldCall& call, std::span<const ObjectRef>, std::span<FieldResult> out) {
            return problems(call, out[0]);
        });
}

} // namespace campaign::api
