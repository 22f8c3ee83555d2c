// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/FieldPresentation.h"

#include "server/catalogue/Check.h"
#include "server/catalogue/Mentions.h"
#include "server/catalogue/Offering.h"
#include "server/catalogue/Time.h"
#include "ui/client/Conversion.h"
#include "ui/client/Wording.h"
#include "ui/rules/RuleSentence.h"

#include <QCoreApplication>

#include <algorithm>
#include <set>

namespace campaign::presentation {

using catalogue::Field;
using catalogue::FieldType;
using client::toQString;

namespace {

class Words
{
    Q_DECLARE_TR_FUNCTIONS(campaign::FieldPresentation)
};

template <std::size_t count>
int placeIn(const char* const (&names)[count], const std::string& name)
{
    const auto found = std::find_if(std::begin(names), std::end(names), [&](const char* one) { return name == one; });
    return found == std::end(names) ? -1 : static_cast<int>(found - std::begin(names));
}

} // namespace

const char* controlOf(const Field& field)
{
    if (field.readOnly || catalogue::isSetByOperation(field))
        return "fact";
    if (field.name == "color")
        return "colour";
    if (catalogue::durationOf(field) != catalogue::Duration::None)
        return "text"; // in words
    switch (field.type) {
    case FieldType::Text:
    case FieldType::WorldTime: // as a date in words
        return "text";
    case FieldType::LongText:
        return "longText";
    case FieldType::Integer:
    case FieldType::Number:
        return "number";
    case FieldType::Boolean:
        return "switch";
    case FieldType::Enum:
    case FieldType::TypeName:
    case FieldType::Audience:
        return "choice";
    case FieldType::Reference:
    case FieldType::AnyId:
        return "reference";
    case FieldType::Tags:
        return "tags";
    default:
        return "fact";
    }
}

const char* controlOf(const Field& field, const client::Record& record)
{
    const std::string_view kindField = catalogue::kindFieldOf(field);
    const Value* kind = kindField.empty() ? nullptr : record.field(kindField);
    const std::string name = kind && kind->isString() ? kind->asString() : std::string();
    if (name == "STRING")
        return "text";
    if (name == "INTEGER" || name == "FLOAT")
        return "number";
    return name == "BOOLEAN" ? "switch" : controlOf(field);
}

const char* controlOfDeclared(const std::string& type)
{
    if (type == "number")
        return "number";
    if (type == "boolean")
        return "switch";
    return type == "enum" ? "choice" : "text";
}

const char* controlOfValue(const Value& value)
{
    if (value.isBoolean())
        return "switch";
    if (value.isNumber())
        return "number";
    return value.isString() || value.isNull() ? "text" : "fact";
}

QVariantList yesAndNo()
{
    return {QVariantMap{{"value", true}, {"label", Words::tr("Yes")}},
            QVariantMap{{"value", false}, {"label", Words::tr("No")}}};
}

bool isForPeople(const Field& field)
{
    static const char* const elsewhere[] = {"icon", "variables", "sourceId", "aboutType", "entityType"};
    return placeIn(elsewhere, field.name) < 0 &&
           (field.type != FieldType::Json || !catalogue::kindFieldOf(field).empty()) &&
           field.type != FieldType::RealTime;
}

bool isToldInWords(const catalogue::Type& type, const Field& field, const client::Record& record)
{
    const auto namesType = [&](const Field& one) {
        const Value* named =
            one.type == FieldType::AnyId && one.target == field.name ? record.field(one.name) : nullptr;
        return named && named->isString();
    };
    if (field.type == FieldType::TypeName && std::any_of(type.fields.begin(), type.fields.end(), namesType))
        return true; // what is named says which type it is of
    return catalogue::isToldBySentence(type, field);
}

int rankOf(const Field& field)
{
    static const char* const common[] = {"description", "tags", "color", "visibility"};
    return 1 + placeIn(common, field.name);
}

QVariantList choicesOf(const Field& field)
{
    if (field.type == FieldType::Audience)
        return {QVariantMap{{"value", 0}, {"label", Words::tr("Game master only")}},
                QVariantMap{{"value", 1}, {"label", Words::tr("Everyone")}}};
    QVariantList choices;
    for (const std::string& value : field.values)
        choices.append(
            QVariantMap{{"value", toQString(value)}, {"label", wording::ofChoice(field.enumName, toQString(value))}});
    return choices;
}

Value valueOf(const Field& field, const client::Record& record)
{
    const Value* value = record.field(field.name);
    if (value && value->isInteger() && field.type == FieldType::WorldTime)
        return Value(catalogue::toIsoTime(value->asInteger()));
    return value ? *value : Value();
}

QString labelOf(const catalogue::Type& type, const std::string& path)
{
    constexpr std::string_view variables = "variables.";
    if (path.starts_with(variables))
        return wording::ofName(toQString(std::string_view(path).substr(variables.size())));
    constexpr std::string_view stateVariables = "var.";
    if (path.starts_with(stateVariables))
        return wording::ofName(toQString(std::string_view(path).substr(stateVariables.size())));
    const Field* field = type.field(path);
    return field ? toQString(field->label) : wording::ofName(toQString(path));
}

QString shown(const Field& field, const Value& value, const client::EntityStore& store)
{
    if (value.isNull())
        return {};
    if (field.type == FieldType::Reference || field.type == FieldType::AnyId)
        return value.isString() ? toQString(store.nameOf(value.asString())) : QString();
    if (field.type == FieldType::WorldTime)
        return store.dates().shown(value);
    if (catalogue::durationOf(field) != catalogue::Duration::None && value.isInteger())
        return store.dates().duration(value.asInteger(), catalogue::durationOf(field));
    if (field.type == FieldType::Geometry)
        return wording::ofGeometry(value);
    if (field.type == FieldType::LongText)
        return value.isString() ? toQString(catalogue::withoutMentions(value.asString())) : QString();
    if (field.type == FieldType::Rule) // whose rule it is, is not known here: with whole paths
        return rulesentence::of(value, {nullptr, &store.types()}).value_or(Words::tr("A rule"));
    if (value.isObject() || (value.isArray() && field.type == FieldType::Json))
        return Words::tr("Set");
    for (const QVariant& choice : choicesOf(field)) {
        if (choice.toMap().value("value") == client::toVariant(value))
            return choice.toMap().value("label").toString();
    }
    return wording::ofValue(value);
}

std::string targetOf(const Field& field, const client::Record* record)
{
    if (field.type != FieldType::AnyId)
        return field.target;
    const Value* type = record ? record->field(field.target) : nullptr;
    return type && type->isString() ? type->asString() : std::string();
}

bool takesAnyType(const catalogue::Type& type, const Field& field)
{
    const Field* naming = field.type == FieldType::AnyId ? type.field(field.target) : nullptr;
    return naming && !naming->required && !isForPeople(*naming);
}

Value tagsOf(const QString& text)
{
    std::set<std::string> tags;
    for (const QString& tag : text.split(',', Qt::SkipEmptyParts)) {
        if (!tag.trimmed().isEmpty())
            tags.insert(client::fromQString(tag.trimmed()));
    }
    return Value(Value::Array(tags.begin(), tags.end()));
}

QString exampleOf(const Field& field, const client::EntityStore& store)
{
    if (catalogue::durationOf(field) != catalogue::Duration::None && !field.readOnly)
        return Words::tr("Such as 3 days");
    return field.type == FieldType::WorldTime && !field.readOnly ? Words::tr("Such as %1").arg(store.dates().example())
                                                                 : QString();
}

Result<Value> edited(const Field& field, const QVariant& value, const client::EntityStore& store)
{
    if (field.readOnly)
        return Error{ErrorCode::Invalid, field.label + " is set by the program.", field.name, {}, {}};
    Value wanted = client::fromVariant(value);
    if (field.type == FieldType::Tags && wanted.isString())
        wanted = tagsOf(value.toString());
    if (wanted.isString() && wanted.asString().empty() &&
        catalogue::kindFieldOf(field).empty()) // an empty text is a value there
        wanted = Value();
    if (catalogue::durationOf(field) != catalogue::Duration::None && wanted.isString()) {
        const Result<std::int64_t> seconds = store.dates().readDuration(value.toString(), catalogue::durationOf(field));
        if (!seconds)
            return seconds.error();
        wanted = Value(*seconds);
    }
    const bool isNumber = field.type == FieldType::Integer || field.type == FieldType::Number;
    if (isNumber && wanted.isString())
        wanted = wording::fromText(value.toString()); // "1,200.5" as the locale writes it
    if (field.type == FieldType::WorldTime && wanted.isString()) {
        const Result<catalogue::WorldTime> time = store.dates().read(value.toString());
        if (!time)
            return time.error();
        wanted = Value(catalogue::toIsoTime(*time));
    }
    Result<Value> checked = catalogue::checkField(field, wanted);
    return checked && field.type == FieldType::WorldTime ? Result<Value>(wanted) : checked;
}

} // namespace campaign::presentation
