// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/effects/WorldClock.h"

#include "ui/client/Conversion.h"
#include "ui/client/Wording.h"
#include "ui/inspector/OutcomeLines.h"

#include <algorithm>
#include <limits>

namespace campaign {

using client::textOf;
using client::toQString;

namespace {

constexpr int typingDelay = 250; // ms
constexpr int mostDue = 40;      // shown
constexpr int mostLines = 4;     // of each

QString unitWord(calendar::Unit unit, std::int64_t count)
{
    using calendar::Unit;
    const QString word = unit == Unit::Second   ? "second"
                         : unit == Unit::Minute ? "minute"
                         : unit == Unit::Hour   ? "hour"
                         : unit == Unit::Day    ? "day"
                         : unit == Unit::Week   ? "week"
                         : unit == Unit::Month  ? "month"
                                                : "year";
    return count == 1 ? word : word + 's';
}

/// What one of them changes, in lines; the first of many.
QStringList linesOf(const Value& due, const client::EntityStore& store)
{
    const Value* result = due.find("result");
    const Value* resolution = due.find("resolution");
    QStringList lines = result && result->isObject() ? effectLines(*result, store)
                        : resolution                 ? resolutionLines(*resolution, store)
                                                     : QStringList();
    const int more = static_cast<int>(lines.size()) - mostLines;
    if (more <= 0)
        return lines;
    lines = lines.mid(0, mostLines);
    lines.append(more == 1 ? WorldClock::tr("and one more") : WorldClock::tr("and %L1 more").arg(more));
    return lines;
}

} // namespace

WorldClock::WorldClock(QObject* parent)
    : QObject(parent)
{
    m_preview.setSingleShot(true);
    m_preview.setInterval(typingDelay);
    connect(&m_preview, &QTimer::timeout, this, &WorldClock::preview);
}

QString WorldClock::example() const
{
    return m_session ? m_session->store().dates().example() : QString();
}

void WorldClock::setSession(Session* session)
{
    if (m_session == session)
        return;
    if (m_session)
        m_session->store().disconnect(this);
    m_session = session;
    if (session)
        connect(&session->store(), &client::EntityStore::datesChanged, this, &WorldClock::askPresent);
    emit edited();
    begin();
}

void WorldClock::begin()
{
    setText({});
    m_present.clear();
    m_now.reset();
    m_isKnown = false;
    emit tried();
    askPresent();
}

void WorldClock::askPresent()
{
    static const std::string query = "query Clock($campaign: ID!, $branch: ID) { now: getCurrentWorldTime(campaignId: "
                                     "$campaign, branchId: $branch) }";
    if (!m_session || !m_session->isReady())
        return;
    const Value::Object variables{{"campaign", m_session->place().campaignId}, {"branch", m_session->place().branch()}};
    m_session->client().execute(query, variables, this, [this, of = m_session](const client::Reply& reply) {
        if (of != m_session)
            return;
        const Value* now = reply.data.find("now");
        const Result<catalogue::WorldTime> time =
            now && now->isString() ? catalogue::fromIsoTime(now->asString()) : Result<catalogue::WorldTime>(Error{});
        m_isKnown = true;
        m_now = time ? std::optional(*time) : std::nullopt;
        m_present = m_now ? m_session->store().dates().shown(*m_now) : QString();
        readText(); // which may count from there
    });
}

QString WorldClock::plus(const QString& step) const
{
    // Whether the world has such units is said where the sum is read.
    const auto lengths = [](const QString& text) {
        return calendar::parseSpans(calendar::gregorian(), client::fromQString(text));
    };
    const Result<std::vector<calendar::Span>> more = lengths(step);
    Result<std::vector<calendar::Span>> all = lengths(m_text);
    if (!more || !all || !m_text.trimmed().startsWith('+'))
        return step;
    for (const calendar::Span& one : *more) {
        const auto same =
            std::find_if(all->begin(), all->end(), [&](const calendar::Span& other) { return other.unit == one.unit; });
        if (same == all->end())
            all->push_back(one);
        else if (same->count <= std::numeric_limits<std::int64_t>::max() - one.count)
            same->count += one.count;
    }
    QStringList parts;
    for (const calendar::Span& one : *all)
        parts.append(QString("%1 %2").arg(one.count).arg(unitWord(one.unit, one.count)));
    return '+' + parts.join(' ');
}

QVariantList WorldClock::steps() const
{
    if (!m_now)
        return {};
    QVariantList list{QVariantMap{{"text", "+1 hour"}, {"label", tr("+1 hour")}},
                      QVariantMap{{"text", "+8 hours"}, {"label", tr("+8 hours, a long rest")}},
                      QVariantMap{{"text", "+1 day"}, {"label", tr("+1 day")}}};
    if (m_session && m_session->store().dates().hasWeeks())
        list.append(QVariantMap{{"text", "+1 week"}, {"label", tr("+1 week")}});
    return list;
}

void WorldClock::setText(const QString& text)
{
    if (m_text == text)
        return;
    m_text = text;
    emit edited();
    readText();
}

void WorldClock::readText()
{
    ++m_asked;
    m_isReady = false;
    m_due.clear();
    m_moreDue = 0;
    m_goal.clear();
    m_problem.clear();
    m_preview.stop();
    if (m_isKnown && !m_text.trimmed().isEmpty()) {
        const Result<catalogue::WorldTime> read = m_session->store().dates().readFrom(m_now, m_text);
        if (read) {
            m_to = *read;
            m_goal = m_session->store().dates().shown(m_to);
            m_preview.start();
        } else {
            m_problem = wording::ofSentence(toQString(read.error().message));
        }
    }
    emit tried();
}

Value::Object WorldClock::input() const
{
    return {{"campaignId", m_session->place().campaignId},
            {"branchId", m_session->place().branch()},
            {"to", catalogue::toIsoTime(m_to)}};
}

void WorldClock::preview()
{
    static const std::string query = "query Preview($input: AdvanceWorldTimeInput!) { step: "
                                     "previewAdvanceWorldTime(input: $input) { due { name dueAt error result { " +
                                     targetsSelection + "} resolution { " + phasesSelection + "} } } }";
    m_session->client().execute(
        query, {{"input", input()}}, this, [this, asked = ++m_asked](const client::Reply& reply) {
            if (asked != m_asked)
                return;
            const Value* step = reply.data.find("step");
            m_isReady = step && step->isObject();
            m_problem = m_isReady
                            ? QString()
                            : m_session->store().dates().inWords(wording::ofSentence(toQString(reply.sentence())));
            if (m_isReady)
                take(*step);
            emit tried();
        });
}

void WorldClock::take(const Value& step)
{
    const client::EntityStore& store = m_session->store();
    const Value::Array& all = step.find("due")->asArray();
    m_due.clear();
    m_moreDue = std::max(0, static_cast<int>(all.size()) - mostDue);
    for (std::size_t i = 0; i < all.size() && i < mostDue; ++i) {
        const QString when = store.dates().inWords(textOf(all[i], "dueAt"));
        const QString name = textOf(all[i], "name");
        const QString title = when.isEmpty() ? name : tr("%1, %2").arg(name, when);
        const QString error = wording::ofSentence(textOf(all[i], "error"));
        m_due.append(QVariantMap{{"title", error.isEmpty() ? title : tr("%1: fails. %2").arg(title, error)},
                                 {"lines", linesOf(all[i], store)}});
    }
}

void WorldClock::set()
{
    static const std::string query = "mutation Set($input: AdvanceWorldTimeInput!) { step: advanceWorldTime(input: "
                                     "$input) { worldTime due { outcome } } }";
    if (!m_session || !m_isReady)
        return;
    Value::Object wanted = input();
    wanted.set("reason", "Set the clock to " + catalogue::toIsoTime(m_to));
    m_session->client().mutate(query, {{"input", std::move(wanted)}}, this, [this](const client::Reply& reply) {
        const Value* step = reply.data.find("step");
        if (m_session && reply.isGood() && step && step->isObject())
            tell(*step);
    });
}

/// In a toast that offers to take it back.
void WorldClock::tell(const Value& step) const
{
    const Value* due = step.find("due");
    const Value::Array all = due && due->isArray() ? due->asArray() : Value::Array();
    const auto failed =
        std::count_if(all.begin(), all.end(), [](const Value& one) { return one.stringOr("outcome", "") == "FAILED"; });
    const auto ran = static_cast<std::ptrdiff_t>(all.size()) - failed;
    QStringList sentences{tr("It is now %1.").arg(m_session->store().dates().inWords(textOf(step, "worldTime")))};
    if (ran > 0)
        sentences.append(ran == 1 ? tr("One effect ran.") : tr("%L1 effects ran.").arg(ran));
    if (failed > 0)
        sentences.append(failed == 1 ? tr("One failed.") : tr("%L1 failed.").arg(failed));
    emit m_session->commands().done(sentences.join(' '), 1);
}

} // namespace campaign
