// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/core/Error.h"
#include "server/core/Value.h"
#include "server/graphql/schema/TypeRef.h"

#include <optional>
#include <string>

namespace campaign::graphql {

/// Takes one leaf value, checks it against the field's type and appends its JSON text to the column being built.
/// Lists of leaves go through value(). A value that does not fit the type is a field error.
class LeafWriter
{
public:
    LeafWriter(TypeRef type, std::string& out)
        : m_type(type)
        , m_out(out)
    {
    }

    void null();
    void boolean(bool value);
    void integer(std::int64_t value);
    void number(double value);
    void string(std::string_view value);
    /// Any leaf or (nested) list of leaves.
    void value(const Value& value);
    /// Valid JSON text, appended as it is.
    void json(std::string_view text);
    void fail(Error error);

private:
    friend class FieldCompletion;
    enum class State : std::uint8_t { Empty, Null, Written, Failed };

    void begin() { m_state = State::Empty; }
    void leaf(const TypeRef& type, const Value& value);
    void list(const TypeRef& type, const Value::Array& items);
    void scalar(const Type& type, const Value& value);
    void custom(const Type& type, const Value& value);
    void misfit(std::string_view what);

    TypeRef m_type;
    std::string& m_out;
    State m_state = State::Empty;
    std::optional<Error> m_error;
};

} // namespace campaign::graphql
