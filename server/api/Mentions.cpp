// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/catalogue/Mentions.h"

#include "server/api/OperationScope.h"
#include "server/api/SchemaAssembly.h"
#include "server/core/Text.h"
#include "server/graphql/execution/LeafWriter.h"

#include <algorithm>

namespace campaign::api {

using graphql::FieldCall;
using graphql::FieldResult;
using graphql::LeafWriter;
using graphql::ObjectRef;

namespace {

/// One text that mentions an entity.
struct Backlink
{
    history::EntityPtr entity;
    std::string field;
    std::string excerpt;
};

const Backlink& backlinkOf(const void* object)
{
    return *static_cast<const Backlink*>(object);
}

/// The line of the mention, shortened around it, with names in place of mentions.
std::string excerptAround(const std::string& text, const catalogue::Mention& mention)
{
    constexpr std::size_t reach = 160; // bytes to either side
    const std::size_t lineStart = mention.begin ? text.rfind('\n', mention.begin - 1) : std::string::npos;
    const std::size_t lineEnd = std::min(text.find('\n', mention.end), text.size());
    std::size_t begin = lineStart == std::string::npos ? 0 : lineStart + 1;
    std::size_t end = lineEnd;
    if (mention.begin - begin > reach)
        begin = std::min(text.find(' ', mention.begin - reach), mention.begin);
    if (end - mention.end > reach)
        end = std::max(text.rfind(' ', mention.end + reach), mention.end);
    // A cut through another mention would leave its source standing there.
    for (const catalogue::Mention& other : catalogue::mentionsIn(text)) {
        if (other.begin < begin && begin < other.end)
            begin = other.begin;
        if (other.begin < end && end < other.end)
            end = other.end;
    }
    return (begin > 0 && text[begin] == ' ' ? "…" : "") +
           catalogue::withoutMentions(std::string_view(text).substr(begin, end - begin)) + (end < lineEnd ? " …" : "");
}

void addBacklinks(const history::EntityPtr& entity, const Id& id, std::vector<Backlink>& out)
{
    for (std::size_t i = 0; i < entity->fields.size(); ++i) {
        const Value& value = entity->fields[i];
        if (!value.isString() || entity->type->fields[i].type != catalogue::FieldType::LongText)
            continue;
        for (const catalogue::Mention& mention : catalogue::mentionsIn(value.asString())) {
            if (mention.id == id) {
                out.push_back({entity, entity->type->fields[i].name, excerptAround(value.asString(), mention)});
                break;
            }
        }
    }
}

Result<> mentionedIn(const FieldCall& call, FieldResult& out)
{
    OperationScope& scope = scopeOf(call);
    const Id id = textOf(call.arguments(), "entityId");
    const Result<const ReadView*> view = scope.viewFor(Home::Campaign, call.arguments());
    if (!view)
        return view.error();
    const Result<history::Snapshot*> snapshot = scope.snapshot();
    if (!snapshot)
        return snapshot.error();
    const auto naming = (*snapshot)->namingId(id, (*view)->at.branch, scope.viewer());
    if (!naming)
        return naming.error();
    auto backlinks = std::make_shared<std::vector<Backlink>>();
    for (const history::EntityPtr& entity : *naming)
        addBacklinks(entity, id, *backlinks);
    std::sort(backlinks->begin(), backlinks->end(), [](const Backlink& left, const Backlink& right) {
        return std::tuple(sortName(left.entity->name()), left.entity->id, left.field) <
               std::tuple(sortName(right.entity->name()), right.entity->id, right.field);
    });
    std::vector<ObjectRef> objects;
    for (const Backlink& one : *call.context().keep(backlinks))
        objects.push_back({&one, nullptr});
    out.setObjects(std::move(objects));
    return {};
}

} // namespace

void addMentions(graphql::SchemaBuilder& schema, const catalogue::Catalogue&)
{
    graphql::Type& backlink = schema.object("Backlink");
    backlink.describe("A text that mentions an entity.");
    backlink.field("type", "String!").read([](const void* object, LeafWriter& out) {
        out.string(backlinkOf(object).entity->type->name);
    });
    backlink.field("id", "ID!").read([](const void* object, LeafWriter& out) {
        out.string(backlinkOf(object).entity->id);
    });
    backlink.field("name", "String!").read([](const void* object, LeafWriter& out) {
        out.string(backlinkOf(object).entity->name());
    });
    backlink.field("field", "String!").read([](const void* object, LeafWriter& out) {
        out.string(backlinkOf(object).field);
    });
    backlink.field("excerpt", "String!").read([](const void* object, LeafWriter& out) {
        out.string(backlinkOf(object).excerpt);
    });
    schema.object("Query")
        .field("mentionedIn", "[Backlink!]!")
        .describe("Notes and descriptions that mention the entity, by name.")
        .argument("entityId", "ID!")
        .argument("branchId", "ID")
        .resolve([](const FieldCall& call, std::span<const ObjectRef>, std::span<FieldResult> out) {
            return mentionedIn(call, out[0]);
        });
}

} // namespace campaign::api
