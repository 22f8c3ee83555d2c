// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/core/Result.h"
#include "server/core/Value.h"

#include <functional>
#include <memory>
#include <span>
#include <variant>
#include <vector>

namespace campaign::graphql {

struct Type;
struct Field;
class ExecutionContext;
class LeafWriter;

/// A type-erased, immutable object. It must live until the response is written: either the caller owns it for longer,
/// or the resolver hands its owner to ExecutionContext::keep. `type` is needed where the field's type is an interface
/// or union (take it from Schema::find), else it may stay null. A null `object` is a GraphQL null.
struct ObjectRef
{
    const void* object = nullptr;
    const Type* type = nullptr;
};

/// What a resolver answers for one parent: null (the default), a leaf, ready JSON text, an object, a list of objects or
/// an error.
class FieldResult
{
public:
    void setNull() { m_content = std::monostate{}; }
    /// A scalar or enum value, or (nested) lists of them for a list type.
    void setLeaf(Value value) { m_content = std::move(value); }
    /// The leaf (or list of leaves) already as valid JSON text; it is not looked at again.
    void setJson(std::string json) { m_content = std::move(json); }
    void setObject(ObjectRef object) { m_content = object; }
    void setObjects(std::vector<ObjectRef> objects) { m_content = std::move(objects); }
    void setError(Error error) { m_content = std::make_shared<const Error>(std::move(error)); }

private:
    friend class FieldCompletion;
    std::variant<std::monostate, Value, std::string, ObjectRef, std::vector<ObjectRef>, std::shared_ptr<const Error>>
        m_content;
};

/// One field asked of one level: what the resolver may look at besides the parents.
class FieldCall
{
public:
    FieldCall(const Field& field, const Type& parentType, const Value& arguments, ExecutionContext& context)
        : m_field(field)
        , m_parentType(parentType)
        , m_arguments(arguments)
        , m_context(context)
    {
    }

    const Field& field() const { return m_field; }
    /// The concrete type of all parents of this call.
    const Type& parentType() const { return m_parentType; }
    /// The coerced arguments: an object with the given ones and those that have a default.
    const Value& arguments() const { return m_arguments; }
    /// The argument, or null when it is absent (a given null is a null value).
    const Value* argument(std::string_view name) const { return m_arguments.find(name); }
    ExecutionContext& context() const { return m_context; }
    /// Whether the selection below asks for a field of that name directly (`totalCount`), whatever its alias.
    bool selects(std::string_view name) const;

private:
    friend class OperationRun;
    const Field& m_field;
    const Type& m_parentType;
    const Value& m_arguments;
    ExecutionContext& m_context;
    const void* m_plan = nullptr;
};

/// Answers a field for all parents of its level at once; `out` has one entry per parent, in their order. An error
/// returned is the error of every parent. Root fields have one parent, whose object is ExecutionContext::rootObject.
using Resolver =
    std::function<Result<>(const FieldCall& call, std::span<const ObjectRef> parents, std::span<FieldResult> out)>;

/// Writes one leaf of one parent; exactly one call of the writer.
using Property = std::function<void(const void* object, LeafWriter& out)>;

} // namespace campaign::graphql
