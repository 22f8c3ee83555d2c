// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/api/OperationScope.h"
#include "server/api/SchemaAssembly.h"
#include "server/campaign/Files.h"

#include <functional>

namespace campaign::api {

using graphql::FieldCall;
using graphql::FieldResult;
using graphql::ObjectRef;
using history::Snapshot;

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

Result<> findById(const FieldCall& call, FieldResult& out)
{
    OperationScope& scope = scopeOf(call);
    const Result<Snapshot*> snapshot = scope.snapshot();
    if (!snapshot)
        return snapshot.error();
    Result<history::EntityPtr> found =
        findFile(scope.types(), **snapshot, textOf(call.arguments(), "id"), scope.viewer());
    if (!found)
        return found.error();
    out.setObject(NodeLevel(call.context()).add(std::move(*found), scope.view({{}, true})));
    return {};
}

using Give = std::function<void(FieldResult&, const Snapshot::File&)>;

/// A field that is read from the stored bytes; null when they are not there.
void addOfBytes(graphql::Type& type, const char* name, const char* fieldType, const char* description, Give give)
{
    type.field(name, fieldType)
        .describe(description)
        .resolve([give = std::move(give)](const FieldCall& call, std::span<const ObjectRef> parents,
                                          std::span<FieldResult> out) -> Result<> {
            OperationScope& scope = scopeOf(call);
            const Result<Snapshot*> snapshot = scope.snapshot();
            if (!snapshot)
                return snapshot.error();
            for (std::size_t i = 0; i < parents.size(); ++i) {
                const std::string blob = nodeOf(parents[i]).entity->field("blob").asString();
                const auto file = (*snapshot)->file(blob, scope.viewer());
                if (!file)
                    return file.error();
                if (*file)
                    give(out[i], **file);
            }
            return {};
        });
}

} // namespace

void addFileTypes(graphql::SchemaBuilder& schema, const catalogue::Catalogue& types)
{
    const catalogue::Type* declared = types.withRole(catalogue::Role::File);
    if (!declared)
        return;
    graphql::Type& type = schema.object(declared->name);
    addOfBytes(type, "mediaType", "String", "Such as image/png.",
               [](FieldResult& out, const Snapshot::File& file) { out.setLeaf(file.mediaType); });
    addOfBytes(type, "size", "Int", "In bytes.", [](FieldResult& out, const Snapshot::File& file) {
        out.setLeaf(static_cast<std::int64_t>(file.bytes.size()));
    });
    addOfBytes(type, "base64", "String", "The bytes; GET /files/{id} sends them as they are.",
               [](FieldResult& out, const Snapshot::File& file) { out.setLeaf(toBase64(file.bytes)); });
    schema.object("Query")
        .field(declared->queryName(), declared->name)
        .describe("A stored file, such as a map's background picture, by its id or that of its content.")
        .argument("id", "ID!")
        .resolve([](const FieldCall& call, std::span<const ObjectRef>, std::span<FieldResult> out) {
            return findById(call, out[0]);
        });
}

} // namespace campaign::api
