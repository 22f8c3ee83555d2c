// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/api/SchemaAssembly.h"

#include "server/api/OperationScope.h"
#include "server/catalogue/Time.h"
#include "server/graphql/execution/LeafWriter.h"

namespace campaign::api {

using graphql::FieldCall;
using graphql::FieldResult;
using graphql::LeafWriter;
using graphql::ObjectRef;

namespace {

constexpr char base64Digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// https://www.rfc-editor.org/rfc/rfc4648#section-4
std::string toBase64(std::string_view bytes)
{
    std::string out;
    out.reserve((bytes.size() + 2) / 3 * 4);
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        std::uint32_t group = 0;
        for (std::size_t j = 0; j < 3; ++j)
            group = group << 8 | (i + j < bytes.size() ? static_cast<unsigned char>(bytes[i + j]) : 0u);
        for (std::size_t j = 0; j < 4; ++j)
            out += i + j <= bytes.size() ? base64Digits[group >> (18 - 6 * j) & 63u] : '=';
    }
    return out;
}

struct StoredFile
{
    Id id;
    history::Snapshot::File file;
};

Result<> file(const FieldCall& call, FieldResult& out)
{
    const Result<history::Snapshot*> snapshot = scopeOf(call).snapshot();
    if (!snapshot)
        return snapshot.error();
    const Id id = textOf(call.arguments(), "id");
    auto found = (*snapshot)->file(id, scopeOf(call).viewer());
    if (!found)
        return found.error();
    if (!*found)
        return {};
    auto stored = std::make_shared<StoredFile>(StoredFile{id, std::move(**found)});
    out.setObject({call.context().keep(std::move(stored)), nullptr});
    return {};
}

/// Health is made of settings and the clock alone, so it answers while the store is busy; its object is the scope.
void addHealth(graphql::SchemaBuilder& schema)
{
    graphql::Type& health = schema.object("Health");
    health.field("status", "String!").read([](const void*, LeafWriter& out) { out.string("ok"); });
    health.field("timestamp", "DateTime!").read([](const void* object, LeafWriter& out) {
        const auto* scope = static_cast<const OperationScope*>(object);
        out.string(catalogue::toIsoRealTime(scope->services().clock.nowMicroseconds()));
    });
    health.field("version", "String!").read([](const void* object, LeafWriter& out) {
        out.string(static_cast<const OperationScope*>(object)->services().settings.version);
    });
    schema.object("Query")
        .field("health", "Health!")
        .resolve([](const FieldCall& call, std::span<const ObjectRef>, std::span<FieldResult> out) -> Result<> {
            out[0].setObject({&scopeOf(call), nullptr});
            return {};
        });
}

} // namespace

void addServerOperations(graphql::SchemaBuilder& schema)
{
    addHealth(schema);
    graphql::Type& type = schema.object("File");
    type.field("id", "ID!").read([](const void* object, LeafWriter& out) {
        out.string(static_cast<const StoredFile*>(object)->id);
    });
    type.field("mediaType", "String!").read([](const void* object, LeafWriter& out) {
        out.string(static_cast<const StoredFile*>(object)->file.mediaType);
    });
    type.field("size", "Int!").describe("In bytes.").read([](const void* object, LeafWriter& out) {
        out.integer(static_cast<std::int64_t>(static_cast<const StoredFile*>(object)->file.bytes.size()));
    });
    type.field("base64", "String!").read([](const void* object, LeafWriter& out) {
        out.string(toBase64(static_cast<const StoredFile*>(object)->file.bytes));
    });
    schema.object("Query")
        .field("file", "File")
        .describe("A stored file, such as a map's background picture.")
        .argument("id", "ID!")
        .resolve([](const FieldCall& call, std::span<const ObjectRef>, std::span<FieldResult> out) {
            return file(call, out[0]);
        });
}

} // namespace campaign::api
