// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/api/OperationScope.h"
#include "server/api/SchemaAssembly.h"
#include "server/api/ValueObjects.h"
#include "server/core/Text.h"
#include "server/history/Cursor.h"

// Where a rule holds: what an expression, saved or not, gives for every entity of a type.

namespace campaign::api {

using graphql::FieldCall;
using graphql::FieldResult;
using graphql::ObjectRef;
using history::Entity;
using history::EntityPtr;

namespace {

constexpr int mostTried = 5'000; // entities of one trial: it is asked for while somebody types
constexpr int usualPage = 50;
constexpr std::int64_t largestPage = 1'000;

enum class Outcome { True, False, Other, Failed };
constexpr std::array outcomeNames{"TRUE", "FALSE", "VALUE", "FAILED"};

Outcome outcomeOf(const Result<Value>& result)
{
    if (!result)
        return Outcome::Failed;
    if (!result->isBoolean())
        return Outcome::Other;
    return result->asBoolean() ? Outcome::True : Outcome::False;
}

Value resultOf(const Entity& entity, const Result<Value>& result)
{
    return Value::Object{{"id", entity.id},
                         {"name", entity.name()},
                         {"outcome", outcomeNames[static_cast<std::size_t>(outcomeOf(result))]},
                         {"value", result ? *result : Value()},
                         {"problem", result ? Value() : Value(result.error().message)}};
}

/// The page that the call asks for, of the entities whose outcome it asks for; in the order of lists.
Result<> addPage(const FieldCall& call, std::span<const EntityPtr> entities, std::span<const Result<Value>> results,
                 Value::Object& answer)
{
    const std::int64_t first = integerOf(call.arguments(), "first").value_or(usualPage);
    if (first < 0 || first > largestPage)
        return invalid("A page has 0 to 1,000 entries.", "first");
    const std::string only = textOf(call.arguments(), "only");
    std::optional<history::Cursor> after;
    if (const std::string text = textOf(call.arguments(), "after"); !text.empty()) {
        const Result<history::Cursor> cursor = history::readCursor(text);
        if (!cursor)
            return invalid(cursor.error().message, "after");
        after = *cursor;
    }
    Value::Array page;
    Value end;
    bool hasMore = false;
    for (std::size_t i = 0; i < entities.size() && !hasMore; ++i) {
        const std::string key = sortName(entities[i]->name());
        const bool isSeen = after && std::pair(key, entities[i]->id) <= std::pair(after->sortName, after->id);
        if (isSeen || (!only.empty() && only != outcomeNames[static_cast<std::size_t>(outcomeOf(results[i]))]))
            continue;
        hasMore = std::ssize(page) == first;
        if (hasMore)
            break;
        page.push_back(resultOf(*entities[i], results[i]));
        end = history::makeCursor({}, key, entities[i]->id);
    }
    answer.append("results", std::move(page));
    answer.append("endCursor", std::move(end));
    answer.append("hasMore", hasMore);
    return {};
}

Value::Object counted(std::span<const Result<Value>> results)
{
    std::array<int, outcomeNames.size()> counts{};
    for (const Result<Value>& result : results)
        ++counts[static_cast<std::size_t>(outcomeOf(result))];
    return {{"checked", static_cast<std::int64_t>(results.size())},
            {"trueCount", counts[0]},
            {"falseCount", counts[1]},
            {"valueCount", counts[2]},
            {"failedCount", counts[3]}};
}

/// All of the type, or the one named.
history::ListQuery queryOf(const FieldCall& call)
{
    history::ListQuery query;
    query.first = mostTried;
    if (const Id id = textOf(call.arguments(), "entityId"); !id.empty())
        query.where.push_back({"id", history::Condition::Operator::Equal, id});
    return query;
}

Result<std::vector<EntityPtr>> entitiesOf(OperationScope& scope, const catalogue::Type& type,
                                          const history::ListQuery& query, const ReadView& view)
{
    const Result<history::Snapshot*> snapshot = scope.snapshot();
    if (!snapshot)
        return snapshot.error();
    Result<history::Page> page = (*snapshot)->list(type, query, view.at, scope.viewer());
    if (!page)
        return page.error();
    return std::move(page->entities);
}

Result<Value> trials(OperationScope& scope, const FieldCall& call)
{
    const catalogue::Type* type = scope.types().findByAnyName(textOf(call.arguments(), "entityType"));
    if (!type)
        return invalid("There is no type of entities called \"" + textOf(call.arguments(), "entityType") + "\".",
                       "entityType");
    const Result<rules::Expression> expression =
        rules::Expression::parse(*call.argument("expression"), scope.services().operators);
    if (!expression)
        return Value(Value::Object{{"problem", expression.error().message}, {"path", expression.error().path}});
    const Result<const ReadView*> view = scope.viewFor(*type, call.arguments());
    if (!view)
        return view.error();
    const history::ListQuery query = queryOf(call);
    const Result<std::vector<EntityPtr>> entities = entitiesOf(scope, *type, query, **view);
    if (!entities)
        return entities.error();
    history::Snapshot& snapshot = **scope.snapshot();
    const auto results =
        scope.services().computed.tryOutOn(*expression, *entities, (*view)->at, snapshot, scope.viewer());
    if (!results)
        return results.error();
    const Result<std::int64_t> total = snapshot.count(*type, query, (*view)->at, scope.viewer());
    if (!total)
        return total.error();
    Value::Object answer = counted(*results);
    answer.append("total", *total);
    if (const Result<> paged = addPage(call, *entities, *results, answer); !paged)
        return paged.error();
    return Value(std::move(answer));
}

void addTypes(graphql::SchemaBuilder& schema)
{
    graphql::Type& outcome = schema.enumeration("RuleOutcome");
    outcome.describe("What came of a rule: true, false, another value, or an error.");
    for (const char* name : outcomeNames)
        outcome.value(name);
    graphql::Type& one = schema.object("EntityTrial");
    one.describe("What a rule gives for one entity.");
    one.field("id", "ID!").read(readMember("id"));
    one.field("name", "String!").read(readMember("name"));
    one.field("outcome", "RuleOutcome!").read(readMember("outcome"));
    one.field("value", "JSON").read(readMember("value"));
    one.field("problem", "String").describe("Why there is no value.").read(readMember("problem"));
    graphql::Type& all = schema.object("RuleTrials");
    all.describe("Where a rule holds; counts are of the entities tried, 5,000 at most.");
    all.field("problem", "String").describe("Why the rule cannot be tried at all.").read(readMember("problem"));
    all.field("path", "String").describe("JSON pointer to the operation that is wrong.").read(readMember("path"));
    all.field("total", "Int").describe("Entities of the type.").read(readMember("total"));
    for (const char* count : {"checked", "trueCount", "falseCount", "valueCount", "failedCount"})
        all.field(count, "Int").read(readMember(count));
    all.field("results", "[EntityTrial!]!").sizedByParent().resolve(memberObjects("results"));
    all.field("hasMore", "Boolean").read(readMember("hasMore"));
    all.field("endCursor", "String").read(readMember("endCursor"));
}

} // namespace

void addRuleTrials(graphql::SchemaBuilder& schema)
{
    addTypes(schema);
    graphql::Field& field = schema.object("Query").field("tryRuleOnAll", "RuleTrials!");
    field.describe("Evaluates an expression on all entities of a type without saving it; a page of what it gives.");
    field.argument("entityType", "String!").argument("expression", "JSON!");
    field.argument("entityId", "ID").describeArgument("Default: all entities of the type.");
    field.argument("only", "RuleOutcome").describeArgument("Lists only those with this outcome; counts are of all.");
    field.argument("first", "Int", std::to_string(usualPage)).argument("after", "String");
    addReadArguments(field);
    field.sizedBy("first", usualPage);
    field.resolve([](const FieldCall& call, std::span<const ObjectRef>, std::span<FieldResult> out) -> Result<> {
        Result<Value> answer = trials(scopeOf(call), call);
        if (!answer)
            return answer.error();
        setValueObject(call, out[0], std::move(*answer));
        return {};
    });
}

} // namespace campaign::api
