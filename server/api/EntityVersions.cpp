// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/api/OperationScope.h"
#include "server/api/SchemaAssembly.h"
#include "server/catalogue/Time.h"
#include "server/graphql/execution/LeafWriter.h"
#include "server/history/Patch.h"

namespace campaign::api {

using graphql::FieldCall;
using graphql::FieldResult;
using graphql::LeafWriter;
using graphql::ObjectRef;
using history::EntityStep;

namespace {

constexpr std::int64_t usualVersions = 50;
constexpr std::int64_t mostVersions = 1'000;

const EntityStep& stepOf(const void* object)
{
    return *static_cast<const EntityStep*>(object);
}

const EntityStep::Setting& settingOf(const void* object)
{
    return *static_cast<const EntityStep::Setting*>(object);
}

Result<> entityVersions(const FieldCall& call, FieldResult& out)
{
    OperationScope& scope = scopeOf(call);
    const catalogue::Type* type = scope.types().findByAnyName(textOf(call.arguments(), "entityType"));
    if (!type)
        return invalid("There is no type of entities called \"" + textOf(call.arguments(), "entityType") + "\".",
                       "entityType");
    const std::int64_t first = integerOf(call.arguments(), "first").value_or(usualVersions);
    if (first < 1 || first > mostVersions)
        return invalid("first is from 1 to 1,000.", "first");
    const Result<const ReadView*> view = scope.viewFor(*type, call.arguments());
    if (!view)
        return view.error();
    const Result<history::Snapshot*> snapshot = scope.snapshot();
    if (!snapshot)
        return snapshot.error();
    auto steps = (*snapshot)->stepsOf(*type, textOf(call.arguments(), "entityId"), (*view)->at.branch,
                                      integerOf(call.arguments(), "before").value_or(0), static_cast<int>(first),
                                      scope.viewer());
    if (!steps)
        return steps.error();
    const auto* kept = call.context().keep(std::make_shared<std::vector<EntityStep>>(std::move(*steps)));
    std::vector<ObjectRef> objects;
    for (const EntityStep& step : *kept)
        objects.push_back({&step, nullptr});
    out.setObjects(std::move(objects));
    return {};
}

/// Of changeContent; what it did, none when there is no such change.
Result<> changeContent(const FieldCall& call, FieldResult& out)
{
    OperationScope& scope = scopeOf(call);
    const std::int64_t first = integerOf(call.arguments(), "first").value_or(usualVersions);
    if (first < 1 || first > mostVersions)
        return invalid("first is from 1 to 1,000.", "first");
    const Result<history::Snapshot*> snapshot = scope.snapshot();
    if (!snapshot)
        return snapshot.error();
    auto content = (*snapshot)->contentOf(integerOf(call.arguments(), "change").value_or(0), static_cast<int>(first),
                                          scope.viewer());
    if (!content)
        return content.error();
    out.setObject({call.context().keep(std::make_shared<history::ChangeContent>(std::move(*content))), nullptr});
    return {};
}

const char* operationOf(const std::vector<EntityStep::Setting>& settings)
{
    for (const EntityStep::Setting& setting : settings) {
        if (setting.path == history::existsField)
            return setting.after == Value(true) ? (setting.before.isNull() ? "CREATE" : "RESTORE") : "DELETE";
        if (setting.path == "archivedAt")
            return setting.after.isNull() ? "RESTORE" : "ARCHIVE";
    }
    return "UPDATE";
}

void addSettingType(graphql::SchemaBuilder& schema)
{
    graphql::Type& setting = schema.object("FieldStep");
    setting.field("path", "String!")
        .describe("A field's name, or variables.<key>.")
        .read([](const void* object, LeafWriter& out) { out.string(settingOf(object).path); });
    setting.field("before", "JSON").read([](const void* object, LeafWriter& out) {
        out.value(settingOf(object).before);
    });
    setting.field("after", "JSON").read([](const void* object, LeafWriter& out) {
        out.value(settingOf(object).after);
    });
    setting.field("worldTime", "DateTime")
        .describe("From when on it holds; null: always.")
        .read([](const void* object, LeafWriter& out) {
            const catalogue::WorldTime time = settingOf(object).worldTime;
            time == catalogue::always ? out.null() : out.string(catalogue::toIsoTime(time));
        });
}

using Settings = std::vector<EntityStep::Setting>;

void addFields(graphql::Type& type, const Settings& (*settingsOf)(const void*))
{
    type.field("fields", "[FieldStep!]!")
        .describe("Existence itself is told by the operation.")
        .resolve(
            [settingsOf](const FieldCall&, std::span<const ObjectRef> parents, std::span<FieldResult> out) -> Result<> {
                for (std::size_t i = 0; i < parents.size(); ++i) {
                    std::vector<ObjectRef> objects;
                    for (const EntityStep::Setting& one : settingsOf(parents[i].object)) {
                        if (one.path != history::existsField)
                            objects.push_back({&one, nullptr});
                    }
                    out[i].setObjects(std::move(objects));
                }
                return {};
            });
}

void addVersionType(graphql::SchemaBuilder& schema)
{
    graphql::Type& version = schema.object("EntityVersion");
    version.describe("What one change did to one entity.");
    version.field("operation", "String!")
        .describe("CREATE, UPDATE, DELETE, ARCHIVE or RESTORE.")
        .read([](const void* object, LeafWriter& out) { out.string(operationOf(stepOf(object).settings)); });
    version.field("change", "Change!")
        .resolve([](const FieldCall&, std::span<const ObjectRef> parents, std::span<FieldResult> out) -> Result<> {
            for (std::size_t i = 0; i < parents.size(); ++i)
                out[i].setObject({&stepOf(parents[i].object).change, nullptr});
            return {};
        });
    addFields(version, [](const void* object) -> const Settings& { return stepOf(object).settings; });
}

const history::TouchedEntity& touchedOf(const void* object)
{
    return *static_cast<const history::TouchedEntity*>(object);
}

void addContentTypes(graphql::SchemaBuilder& schema)
{
    graphql::Type& touched = schema.object("TouchedEntity");
    touched.describe("What a change did to one of the entities it touched.");
    touched.field("type", "String!").read([](const void* object, LeafWriter& out) {
        out.string(touchedOf(object).type->name);
    });
    touched.field("entityId", "ID!").read([](const void* object, LeafWriter& out) {
        out.string(touchedOf(object).id);
    });
    touched.field("name", "String!")
        .describe("As it is called now, or was last.")
        .read([](const void* object, LeafWriter& out) { out.string(touchedOf(object).name); });
    touched.field("operation", "String!")
        .describe("CREATE, UPDATE, DELETE, ARCHIVE or RESTORE.")
        .read([](const void* object, LeafWriter& out) { out.string(operationOf(touchedOf(object).settings)); });
    addFields(touched, [](const void* object) -> const Settings& { return touchedOf(object).settings; });
    graphql::Type& content = schema.object("ChangeContent");
    content.field("total", "Int!")
        .describe("How many entities it touched.")
        .read([](const void* object, LeafWriter& out) {
            out.integer(static_cast<const history::ChangeContent*>(object)->total);
        });
    content.field("entities", "[TouchedEntity!]!")
        .resolve([](const FieldCall&, std::span<const ObjectRef> parents, std::span<FieldResult> out) -> Result<> {
            for (std::size_t i = 0; i < parents.size(); ++i) {
                std::vector<ObjectRef> objects;
                for (const history::TouchedEntity& one :
                     static_cast<const history::ChangeContent*>(parents[i].object)->entities)
                    objects.push_back({&one, nullptr});
                out[i].setObjects(std::move(objects));
            }
            return {};
        });
}

} // namespace

void addEntityVersions(graphql::SchemaBuilder& schema, const catalogue::Catalogue&)
{
    addSettingType(schema);
    addVersionType(schema);
    addContentTypes(schema);
    schema.object("Query")
        .field("changeContent", "ChangeContent!")
        .describe("What a change of the log did, entity by entity.")
        .argument("change", "Int!")
        .argument("campaignId", "ID")
        .argument("first", "Int")
        .resolve([](const FieldCall& call, std::span<const ObjectRef>, std::span<FieldResult> out) {
            return changeContent(call, out[0]);
        });
    schema.object("Query")
        .field("entityVersions", "[EntityVersion!]!")
        .describe("The changes that touched an entity, newest first, with what they set.")
        .argument("entityType", "String!")
        .argument("entityId", "ID!")
        .argument("branchId", "ID")
        .argument("before", "Int")
        .describeArgument("Only changes before this number: the next page.")
        .argument("first", "Int")
        .sizedBy("first", static_cast<int>(usualVersions))
        .resolve([](const FieldCall& call, std::span<const ObjectRef>, std::span<FieldResult> out) {
            return entityVersions(call, out[0]);
        });
}

} // namespace campaign::api
