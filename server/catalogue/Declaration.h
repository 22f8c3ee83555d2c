// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/catalogue/Type.h"

namespace campaign::catalogue {

/// Field declarations read as sentences: `text("outcome").label("Outcome").searchable()`. Only this folder uses it.
class FieldBuilder
{
public:
    FieldBuilder(std::string name, FieldType type, std::string label);
    FieldBuilder& describe(std::string text);
    FieldBuilder& required();
    FieldBuilder& timeless();
    FieldBuilder& readOnly();
    FieldBuilder& sortable(); ///< implies filterable
    FieldBuilder& filterable();
    FieldBuilder& searchable();
    FieldBuilder& range(double minimum, double maximum);
    FieldBuilder& atMost(double maximum);
    FieldBuilder& oneOf(std::vector<std::string> values);
    FieldBuilder& byDefault(Value value);
    FieldBuilder& named(std::string enumName); ///< of an enum, in the API
    FieldBuilder& setBy(std::string mutation, std::string argument);
    FieldBuilder& averageOf(std::string list, std::string of);
    operator Field() const { return m_field; }

protected:
    Field m_field;
};

FieldBuilder field(std::string name, FieldType type, std::string label);

/// A reference to `target`; `inverse` and `listQuery` name the list of the referring entities, "" for none.
Field reference(std::string name, std::string label, std::string target, std::string inverse, std::string listQuery,
                OnDelete onDelete, bool required);

/// The two fields of an id whose type varies: `<stem>Type`, one of `types` (none: any), and `<stem>Id`; both timeless,
/// since what something hangs on does not change with the world's time. The id's `onDelete`,
/// `listQuery` and `listFilters` are for the caller to set.
struct AnyReference
{
    Field type;
    Field id;
};
AnyReference anyReference(const std::string& stem, const std::string& label, std::vector<std::string> types);

/// Puts the common fields before the type's own.
std::vector<Field> withCommonFields(std::vector<Field> own);

} // namespace campaign::catalogue
