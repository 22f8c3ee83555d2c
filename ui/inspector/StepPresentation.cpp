// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/StepPresentation.h"

#include "server/catalogue/Offering.h"
#include "ui/client/ColourWords.h"
#include "ui/client/Conversion.h"
#include "ui/client/Wording.h"
#include "ui/inspector/FieldPresentation.h"

namespace campaign::presentation {

using client::toQString;

namespace {

QString sideOf(const catalogue::Type& type, const Value& setting, const char* side, const client::EntityStore& store)
{
    const Value* value = setting.find(side);
    if (!value)
        return {};
    const std::string path = setting.stringOr("path", "");
    const catalogue::Field* field = type.field(path);
    if (path == "color" && value->isString())
        return wording::ofColour(toQString(value->asString()));
    if (field && value->isString() && catalogue::isIdentifier(type, *field))
        return wording::ofName(toQString(value->asString()));
    const QString words = field ? shown(*field, *value, store) : wording::ofValue(*value);
    const bool isOther =
        field && (field->type == catalogue::FieldType::Reference || field->type == catalogue::FieldType::AnyId);
    if (isOther && value->isString() && words.isEmpty())
        return "…"; // something whose name is not at hand
    constexpr qsizetype longest = 160;
    return words.size() > longest ? words.left(longest) + "…" : words;
}

} // namespace

QVariantList settingsOf(const catalogue::Type& type, const Value& version, const client::EntityStore& store)
{
    QVariantList list;
    const Value* fields = version.find("fields");
    const bool isCreation = version.stringOr("operation", "") == "CREATE";
    for (const Value& one : fields && fields->isArray() ? fields->asArray() : Value::Array()) {
        const std::string path = one.stringOr("path", "");
        const catalogue::Field* field = type.field(path);
        if (path == "sourceId" || path == "archivedAt" ||
            (isCreation && field && field->type == catalogue::FieldType::Reference))
            continue;
        list.append(QVariantMap{{"label", labelOf(type, path)},
                                {"before", sideOf(type, one, "before", store)},
                                {"after", sideOf(type, one, "after", store)}});
    }
    return list;
}

} // namespace campaign::presentation
