// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/client/WorldDates.h"

#include "server/calendar/CalendarForm.h"
#include "ui/client/Conversion.h"

#include <QCoreApplication>
#include <QRegularExpression>

namespace campaign::client {

namespace {

constexpr catalogue::WorldTime usualExample = -29'254'971'600; // 1042-12-12T19:00:00Z, where there is no present

class Words
{
    Q_DECLARE_TR_FUNCTIONS(campaign::client::WorldDates)
};

std::optional<catalogue::WorldTime> timeOf(const Value& value)
{
    if (value.isInteger())
        return value.asInteger();
    const Result<catalogue::WorldTime> read =
        value.isString() ? catalogue::fromIsoTime(value.asString()) : Result<catalogue::WorldTime>(Error{});
    return read ? std::optional(*read) : std::nullopt;
}

/// "30.10.1042", of a world without a calendar of its own.
QString plainDate(const calendar::Date& date)
{
    return QString("%1.%2.%3").arg(date.day, 2, 10, QChar('0')).arg(date.month + 1, 2, 10, QChar('0')).arg(date.year);
}

/// The same and a time of day, and nothing else; nothing when the text is written otherwise.
std::optional<calendar::Date> readPlain(const QString& text)
{
    static const QRegularExpression form(
        R"(^\s*(\d{1,2})\.\s?(\d{1,2})\.\s?(-?\d{1,7})(?:[,\s]+(\d{1,2}):(\d{2})(?::(\d{2}))?)?\s*$)");
    const QRegularExpressionMatch found = form.match(text);
    if (!found.hasMatch() || found.captured(2).toInt() == 0)
        return std::nullopt;
    return calendar::Date{found.captured(3).toLongLong(), found.captured(2).toInt() - 1,
                          found.captured(1).toLongLong(), found.captured(4).toLongLong(),
                          found.captured(5).toLongLong(), found.captured(6).toLongLong()};
}

Result<catalogue::WorldTime> readIn(const calendar::Calendar& calendar, const QString& text, bool isOwn)
{
    if (const std::optional<calendar::Date> plain = isOwn ? std::nullopt : readPlain(text)) {
        if (plain->month >= static_cast<int>(calendar.months().size()))
            return Error{ErrorCode::Invalid, fromQString(Words::tr("A year has twelve months.")), {}, {}, {}};
        return calendar.timeOf(*plain);
    }
    const Result<calendar::Date> date = calendar.parse(fromQString(text));
    return date ? calendar.timeOf(*date) : Result<catalogue::WorldTime>(date.error());
}

} // namespace

WorldDates WorldDates::from(const Value& data)
{
    const auto member = [&data](const char* object, const char* name) {
        const Value* holder = data.find(object);
        const Value* value = holder && holder->isObject() ? holder->find(name) : nullptr;
        return value ? *value : Value();
    };
    WorldDates dates;
    dates.setCalendars(member("world", "calendars"));
    dates.setNow(member("campaign", "currentWorldTime"));
    return dates;
}

void WorldDates::setCalendars(const Value& calendars)
{
    m_calendar.reset();
    if (!calendars.isArray() || calendars.asArray().empty())
        return;
    if (Result<calendar::Calendar> made = calendar::calendarOf(calendars))
        m_calendar = std::move(made).value();
}

void WorldDates::setNow(const Value& isoTime)
{
    m_now = timeOf(isoTime);
}

QString WorldDates::shown(catalogue::WorldTime time) const
{
    if (time == catalogue::always)
        return Words::tr("always");
    if (time == catalogue::endOfTime)
        return Words::tr("the end of time");
    const calendar::Calendar& used = m_calendar ? *m_calendar : calendar::gregorian();
    const Result<calendar::Date> date = used.dateOf(time);
    if (!date)
        return toQString(catalogue::toIsoTime(time));
    const QString day = m_calendar ? toQString(used.formatDate(*date)) : plainDate(*date);
    const bool isWholeDay = date->hour == 0 && date->minute == 0 && date->second == 0;
    return isWholeDay ? day
                      : Words::tr("%1, %2", "a date and a time of day").arg(day, toQString(used.formatTime(*date)));
}

QString WorldDates::shown(const Value& time) const
{
    const std::optional<catalogue::WorldTime> seconds = timeOf(time);
    return seconds ? shown(*seconds) : toQString(time.isString() ? time.asString() : std::string());
}

Result<catalogue::WorldTime> WorldDates::read(const QString& text) const
{
    // "1042-10-30" is a date of the world's own calendar where there is one, a "T" makes it the API's.
    const Result<catalogue::WorldTime> iso = catalogue::fromIsoTime(fromQString(text.trimmed()));
    if (iso && (!m_calendar || text.contains('T')))
        return *iso;
    const Result<catalogue::WorldTime> time =
        readIn(m_calendar ? *m_calendar : calendar::gregorian(), text, m_calendar.has_value());
    if (time)
        return *time;
    const QString sentence = Words::tr("%1 Write it like this: %2.").arg(toQString(time.error().message), example());
    return Error{ErrorCode::Invalid, fromQString(sentence), {}, {}, {}};
}

QString WorldDates::inWords(const QString& text) const
{
    static const QRegularExpression iso(R"([+-]?\d{4,7}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z)");
    QString words;
    qsizetype from = 0;
    for (QRegularExpressionMatchIterator found = iso.globalMatch(text); found.hasNext();) {
        const QRegularExpressionMatch time = found.next();
        words += text.mid(from, time.capturedStart() - from) + shown(Value(fromQString(time.captured())));
        from = time.capturedEnd();
    }
    return words + text.mid(from);
}

QString WorldDates::example() const
{
    return shown(m_now.value_or(usualExample));
}

} // namespace campaign::client
