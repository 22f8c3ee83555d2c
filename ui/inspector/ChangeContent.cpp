// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/ChangeContent.h"

#include "ui/client/Conversion.h"
#include "ui/client/Wording.h"
#include "ui/inspector/StepPresentation.h"

namespace campaign {

using client::textOf;
using client::toQString;

namespace {
constexpr int mostShown = 30;

/// What a field became, "" when it did not change.
QString became(const Value& thing, const std::string& path)
{
    const Value* fields = thing.find("fields");
    for (const Value& one : fields && fields->isArray() ? fields->asArray() : Value::Array()) {
        if (one.stringOr("path", "") == path)
            return one.find("after") ? wording::ofValue(*one.find("after")) : QString();
    }
    return {};
}

/// Effects put off and effects that ran are no things that anybody makes: what happened to them, "" for all else.
QString toldOfEffect(const Value& thing, const QString& name)
{
    const std::string type = thing.stringOr("type", "");
    const std::string operation = thing.stringOr("operation", "");
    if (type == "EffectExecution" && operation == "CREATE")
        return became(thing, "error").isEmpty() ? ChangeContent::tr("%1 ran").arg(name)
                                                : ChangeContent::tr("%1 failed").arg(name);
    if (type != "ScheduledEffect")
        return {};
    const QString status = became(thing, "status");
    return operation == "CREATE"   ? ChangeContent::tr("%1 was put off").arg(name)
           : status == "CANCELLED" ? ChangeContent::tr("%1 was called off").arg(name)
           : status == "DONE"      ? ChangeContent::tr("%1 is not put off any more").arg(name)
                                   : QString();
}

} // namespace

void ChangeContent::setChange(double change)
{
    const auto number = static_cast<std::int64_t>(change);
    if (m_change == number)
        return;
    m_change = number;
    m_things.clear();
    m_more = 0;
    emit asked();
    emit changed();
    if (m_change > 0 && m_session)
        ask();
}

void ChangeContent::ask()
{
    static const std::string query =
        "query Content($change: Int!, $campaign: ID, $first: Int) { things: changeContent(change: $change, "
        "campaignId: $campaign, first: $first) { total entities { type entityId name operation "
        "fields { path before after } } } }";
    const Value::Object variables{
        {"change", m_change}, {"campaign", m_session->place().campaignId}, {"first", mostShown}};
    m_session->client().execute(query, variables, this, [this, of = m_change](const client::Reply& reply) {
        const Value* things = reply.data.find("things");
        if (of == m_change && things && things->isObject())
            take(*things);
    });
}

void ChangeContent::take(const Value& things)
{
    m_things.clear();
    for (const Value& thing : things.find("entities")->asArray()) {
        if (const QVariantMap shown = thingOf(thing); !shown.isEmpty())
            m_things.append(shown);
    }
    const Value* total = things.find("total");
    m_more = total && total->isInteger() ? std::max(0, static_cast<int>(total->asInteger()) - mostShown) : 0;
    emit changed();
}

QVariantMap ChangeContent::thingOf(const Value& thing) const
{
    const catalogue::Type* type = m_session->store().types().find(thing.stringOr("type", ""));
    if (!type)
        return {};
    const std::string operation = thing.stringOr("operation", "");
    const QString name = textOf(thing, "name");
    const QString label = toQString(type->label);
    const QString what = operation == "CREATE"    ? tr("made")
                         : operation == "DELETE"  ? tr("deleted")
                         : operation == "ARCHIVE" ? tr("archived")
                         : operation == "RESTORE" ? tr("brought back")
                                                  : QString();
    QStringList lines;
    for (const QVariant& one : presentation::settingsOf(*type, thing, m_session->store())) {
        const QVariantMap setting = one.toMap();
        const QString after = setting["after"].toString().isEmpty() ? tr("nothing") : setting["after"].toString();
        const QString before = setting["before"].toString();
        lines.append(before.isEmpty() ? tr("%1: %2").arg(setting["label"].toString(), after)
                                      : tr("%1: %2 → %3").arg(setting["label"].toString(), before, after));
    }
    // What is gone needs no account of what it held, nor does a record that the server keeps for itself.
    if (operation == "DELETE" || (operation == "CREATE" && !type->writable))
        lines.clear();
    QString title = name.isEmpty() || name == label ? label : tr("%1 · %2").arg(name, label);
    if (!what.isEmpty())
        title = tr("%1, %2").arg(title, what);
    if (const QString told = toldOfEffect(thing, name.isEmpty() ? label : name); !told.isEmpty()) {
        title = told;
        if (operation == "UPDATE" && thing.stringOr("type", "") == "ScheduledEffect")
            lines.clear(); // the title says it
    }
    return {{"title", title}, {"icon", m_session->iconOf(toQString(type->name))}, {"lines", lines}};
}

} // namespace campaign
