// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/client/Wording.h"

#include "server/core/Json.h"
#include "ui/client/Conversion.h"

#include <QCoreApplication>
#include <QLocale>
#include <QRegularExpression>
#include <QStringList>

#include <array>

namespace campaign::wording {

namespace {

QString tr(const char* text, int count = -1)
{
    return QCoreApplication::translate("Wording", text, nullptr, count);
}

/// Corners; a ring's last position is its first once more.
int positionsIn(const Value& coordinates, bool isClosed)
{
    if (!coordinates.isArray())
        return 0;
    if (!coordinates.asArray().empty() && coordinates.asArray().front().isNumber())
        return 1;
    int sum = 0;
    for (const Value& part : coordinates.asArray())
        sum += positionsIn(part, isClosed);
    const bool isRing = isClosed && !coordinates.asArray().empty() && coordinates.asArray().front().isArray() &&
                        !coordinates.asArray().front().asArray().empty() &&
                        coordinates.asArray().front().asArray().front().isNumber();
    return isRing ? sum - 1 : sum;
}

} // namespace

QString ofName(const QString& identifier)
{
    constexpr qsizetype longestAcronym = 3;
    QString words;
    // ON_RESOLVE is a word of the API, not a shout.
    const bool isShouted = identifier.size() > longestAcronym && identifier == identifier.toUpper();
    for (const QChar letter : isShouted ? identifier.toLower() : identifier) {
        if (letter == '_' || letter == '-')
            words += ' ';
        else if (letter.isUpper() && !words.isEmpty() && words.back().isLower())
            words += QString(' ') + letter.toLower();
        else
            words += letter;
    }
    return words.isEmpty() ? words : words.at(0).toUpper() + words.mid(1);
}

QString ofChoice(const std::string& enumeration, const QString& choice)
{
    struct Choice
    {
        const char* enumeration;
        const char* choice;
        const char* words;
    };
    static constexpr std::array choices{
        Choice{"EffectTiming", "PRE", QT_TRANSLATE_NOOP("Wording", "Before it happens")},
        Choice{"EffectTiming", "ON_RESOLVE", QT_TRANSLATE_NOOP("Wording", "When it happens")},
        Choice{"EffectTiming", "POST", QT_TRANSLATE_NOOP("Wording", "Afterwards")},
        Choice{"EffectAction", "patch", QT_TRANSLATE_NOOP("Wording", "Changes something")},
        Choice{"EffectAction", "create", QT_TRANSLATE_NOOP("Wording", "Makes something")},
        Choice{"EffectAction", "advanceLevel", QT_TRANSLATE_NOOP("Wording", "Raises or lowers a level")},
        Choice{"EffectAction", "log", QT_TRANSLATE_NOOP("Wording", "Writes into the session log")},
        Choice{"EffectTarget", "self", QT_TRANSLATE_NOOP("Wording", "What happens itself")},
        Choice{"EffectTarget", "settlement", QT_TRANSLATE_NOOP("Wording", "The settlement where it happens")},
        Choice{"EffectTarget", "kingdom", QT_TRANSLATE_NOOP("Wording", "The kingdom where it happens")},
        Choice{"EffectTarget", "entity", QT_TRANSLATE_NOOP("Wording", "One thing")},
        Choice{"EffectTarget", "tag", QT_TRANSLATE_NOOP("Wording", "Everything with a tag")},
        Choice{"LinkType", "prerequisite", QT_TRANSLATE_NOOP("Wording", "Is needed for")},
        Choice{"LinkType", "blocks", QT_TRANSLATE_NOOP("Wording", "Blocks")},
        Choice{"LinkType", "triggers", QT_TRANSLATE_NOOP("Wording", "Triggers")},
        Choice{"LinkType", "related", QT_TRANSLATE_NOOP("Wording", "Is related to")},
        Choice{"TriggerMode", "schedule", QT_TRANSLATE_NOOP("Wording", "The second is planned")},
        Choice{"TriggerMode", "resolve", QT_TRANSLATE_NOOP("Wording", "The second happens, too")}};
    for (const Choice& one : choices) {
        if (enumeration == one.enumeration && choice == QLatin1String(one.choice))
            return tr(one.words);
    }
    return ofName(choice);
}

QString ofMany(const catalogue::Type& type)
{
    const QString words = ofName(client::toQString(type.plural));
    // What a type is called on screen may differ from its name in the API.
    const QString label = client::toQString(type.label);
    const bool isSameWord = QString::compare(QString(words).remove(' ').left(4), QString(label).remove(' ').left(4),
                                             Qt::CaseInsensitive) == 0;
    return isSameWord ? words : QCoreApplication::translate("Wording", "%1s", "plural of a type of entity").arg(label);
}

QString ofSentence(const QString& sentence)
{
    static const QRegularExpression quoted("\"([^\"]*)\"");
    return QString(sentence).replace(quoted, tr("“%1”").arg("\\1"));
}

QString ofValue(const Value& value)
{
    switch (value.kind()) {
    case Value::Kind::Null:
        return {};
    case Value::Kind::Boolean:
        return value.asBoolean() ? tr("Yes") : tr("No");
    case Value::Kind::Integer:
        return QLocale().toString(qlonglong{value.asInteger()});
    case Value::Kind::Number:
        return QLocale().toString(value.asNumber(), 'f', QLocale::FloatingPointShortest);
    case Value::Kind::String:
        return client::toQString(value.asString());
    case Value::Kind::Array: {
        QStringList parts;
        for (const Value& element : value.asArray())
            parts.append(ofValue(element));
        return parts.join(", ");
    }
    case Value::Kind::Object:
        return client::toQString(toJson(value));
    }
    return {};
}

Value fromText(const QString& text)
{
    const QString trimmed = text.trimmed();
    if (trimmed.isEmpty())
        return {};
    bool isNumber = false;
    const double number = QLocale().toDouble(trimmed, &isNumber);
    if (isNumber)
        return client::fromVariant(number);
    const QString word = trimmed.toLower();
    if (word == tr("Yes").toLower() || word == tr("No").toLower())
        return Value(word == tr("Yes").toLower());
    return Value(client::fromQString(text));
}

QString ofGeometry(const Value& geometry)
{
    const Value* coordinates = geometry.find("coordinates");
    const std::string type = geometry.stringOr("type", "");
    if (!coordinates || !coordinates->isArray())
        return geometry.isNull() ? QString() : tr("Several shapes");
    if (type == "Point" && coordinates->asArray().size() >= 2 && positionsIn(*coordinates, false) == 1) {
        const auto number = [&](std::size_t at) {
            return QLocale().toString(coordinates->asArray()[at].asNumber(), 'f', 1);
        };
        return tr("Point at %1, %2").arg(number(0), number(1));
    }
    const bool isLine = type.find("Line") != std::string::npos;
    const QString points = QLocale().toString(positionsIn(*coordinates, !isLine));
    return isLine ? tr("Line of %1 points").arg(points) : tr("Area of %1 points").arg(points);
}

} // namespace campaign::wording
