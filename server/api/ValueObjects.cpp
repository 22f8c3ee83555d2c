// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/api/ValueObjects.h"

#include "server/graphql/execution/LeafWriter.h"

namespace campaign::api {

using graphql::FieldCall;
using graphql::FieldResult;
using graphql::LeafWriter;
using graphql::ObjectRef;

namespace {

/// Null for a member that is absent or null.
const Value* memberOf(const ObjectRef& parent, const char* name)
{
    const Value* found = static_cast<const Value*>(parent.object)->find(name);
    return found && !found->isNull() ? found : nullptr;
}

} // namespace

graphql::Property readMember(const char* name)
{
    return [name](const void* object, LeafWriter& out) {
        const Value* found = static_cast<const Value*>(object)->find(name);
        if (!found || found->isNull())
            out.null();
        else
            out.value(*found);
    };
}

graphql::Resolver memberObject(const char* name)
{
    return [name](const FieldCall&, std::span<const ObjectRef> parents, std::span<FieldResult> out) -> Result<> {
        for (std::size_t i = 0; i < parents.size(); ++i)
            out[i].setObject({memberOf(parents[i], name), nullptr});
        return {};
    };
}

graphql::Resolver memberObjects(const char* name)
{
    return [name](const FieldCall&, std::span<const ObjectRef> parents, std::span<FieldResult> out) -> Result<> {
        for (std::size_t i = 0; i < parents.size(); ++i) {
            std::vector<ObjectRef> objects;
            const Value* list = memberOf(parents[i], name);
            if (list && list->isArray()) {
                for (const Value& one : list->asArray())
                    objects.push_back({&one, nullptr});
            }
            out[i].setObjects(std::move(objects));
        }
        return {};
    };
}

void setValueObject(const FieldCall& call, FieldResult& out, Value value)
{
    out.setObject({call.context().keep(std::make_shared<Value>(std::move(value))), nullptr});
}

} // namespace campaign::api
