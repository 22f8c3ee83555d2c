// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/client/EntityStore.h"

#include <QString>
#include <QStringList>

#include <vector>

namespace campaign {

/// A column of a table of entities: a field of the catalogue, a declared or merely present variable, or what rules
/// compute. Plain value.
struct TableColumn
{
    enum class Kind { Field, Variable, Computed };

    Kind kind = Kind::Field;
    QString key; ///< "level", "variables.population", "computed.isLarge": unique in its table
    QString label;
    const catalogue::Field* field = nullptr; ///< of a field, else null
    std::string name;                        ///< the variable's key or the computed field's name
    QString control;                         ///< as FieldPresentation::controlOf
    QStringList choices;                     ///< of a variable's enum
    bool isShown = false;
    bool holdsNumbers = false; ///< what rules computed for the rows read are numbers
    bool isIdentifier = false; ///< its texts are names of variables, told in words
    int width = 120;           ///< px at font scale 1

    bool isNumber() const
    {
        return control == "number" || (field && catalogue::durationOf(*field) != catalogue::Duration::None);
    }
    /// Whether its cells and heading are set to the right.
    bool isSetRight() const { return isNumber() || holdsNumbers; }
    bool isTime() const { return field && field->type == catalogue::FieldType::WorldTime; }
    /// Whether both are edited and shown alike.
    bool looksLike(const TableColumn& other) const;
    /// Whether the server sorts and filters by it; otherwise the window does, once it has all rows.
    bool isSortedByServer() const { return field && field->sortable; }
    bool isFilteredByServer() const { return field && field->filterable; }

    /// Null when unset.
    Value valueIn(const client::Record& record) const;
    QString shownIn(const client::Record& record, const client::EntityStore& store) const;
};

/// The columns that a type's declaration implies, in the order of a table; the first few are shown.
std::vector<TableColumn> columnsOf(const catalogue::Type& type);
/// A declared variable (VariableSchema as the server lists it).
TableColumn variableColumn(const Value& schema);
/// A variable that some entity has without a declaration.
TableColumn variableColumn(const std::string& key, const Value& example);
TableColumn computedColumn(const std::string& field);

/// The order of a table's columns: fields as declared, then variables, then what rules compute, by their labels;
/// who may see it, which is the same in most rows, comes last.
bool standsBefore(const TableColumn& left, const TableColumn& right);

/// A total order of two values of a column: nothing first, numbers before texts, texts as names are sorted.
int compareValues(const Value& left, const Value& right);

} // namespace campaign
