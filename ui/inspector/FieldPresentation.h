// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/core/Result.h"
#include "ui/client/EntityStore.h"

#include <QVariant>

/// How a declared field is shown and edited; forms, tables and edits of many share it.
namespace campaign::presentation {

/// text, longText, number, switch, choice, reference, tags, colour or fact (read only).
const char* controlOf(const catalogue::Field& field);
/// The same where the entity itself says what a field holds (the value of a state variable).
const char* controlOf(const catalogue::Field& field, const client::Record& record);
/// The same of a variable: as its declaration has it ("number", "boolean", "enum", "string"), or as its value suggests.
const char* controlOfDeclared(const std::string& type);
const char* controlOfValue(const Value& value);
/// Of a choice between yes and no.
QVariantList yesAndNo();
/// Fields a person has no use for, or that are shown elsewhere than among rows and columns.
bool isForPeople(const catalogue::Field& field);
/// Of an entity whose form begins with a sentence of what it is (effects, rules, links): fields that say the same. Of
/// everything, the type of something that is named.
bool isToldInWords(const catalogue::Type& type, const catalogue::Field& field, const client::Record& record);
/// What a type is about comes before the fields that every type has.
int rankOf(const catalogue::Field& field);
/// Of a choice: a list of {value, label}.
QVariantList choicesOf(const catalogue::Field& field);
/// A field of an entity as replies carry it: world times as ISO 8601, though changes have them in seconds. Null when
/// unset.
Value valueOf(const catalogue::Field& field, const client::Record& record);
/// What people call the field, "variables.<key>" or "var.<key>" (a state variable), of the type.
QString labelOf(const catalogue::Type& type, const std::string& path);
/// A value in words; references by the name the store knows, world times as dates of the world's calendar.
QString shown(const catalogue::Field& field, const Value& value, const client::EntityStore& store);
/// The type a reference of this entity points to, "" when that is open.
std::string targetOf(const catalogue::Field& field, const client::Record* record);
/// Whether the reference may point to whatever there is, its type field only following it.
bool takesAnyType(const catalogue::Type& type, const catalogue::Field& field);
/// What an editor gives as a value of the field, checked against the declaration: empty texts are null, tags are split
/// at commas, dates are read in the world's calendar.
Result<Value> edited(const catalogue::Field& field, const QVariant& value, const client::EntityStore& store);
/// What may stand in the field, for as long as it is empty; "" where that goes without saying.
QString exampleOf(const catalogue::Field& field, const client::EntityStore& store);
/// Texts separated by commas, without blanks, each once.
Value tagsOf(const QString& text);

} // namespace campaign::presentation
