// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/client/WorldDates.h"

#include "server/calendar/CalendarForm.h"
#include "ui/client/Conversion.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QStringList>

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

/// "3 days", "1 day".
QString spanWords(const calendar::Span& span)
{
    using calendar::Unit;
    struct Forms
    {
        Unit unit;
        const char* one;
        const char* many;
    };
    static constexpr Forms all[] = {{Unit::Second, QT_TRANSLATE_NOOP("campaign::client::WorldDates", "1 second"),
                                     QT_TRANSLATE_NOOP("campaign::client::WorldDates", "%L1 seconds")},
                                    {Unit::Minute, QT_TRANSLATE_NOOP("campaign::client::WorldDates", "1 minute"),
                                     QT_TRANSLATE_NOOP("campaign::client::WorldDates", "%L1 minutes")},
                                    {Unit::Hour, QT_TRANSLATE_NOOP("campaign::client::WorldDates", "1 hour"),
                                     QT_TRANSLATE_NOOP("campaign::client::WorldDates", "%L1 hours")},
                                    {Unit::Day, QT_TRANSLATE_NOOP("campaign::client::WorldDates", "1 day"),
                                     QT_TRANSLATE_NOOP("campaign::client::WorldDates", "%L1 days")},
                                    {Unit::Week, QT_TRANSLATE_NOOP("campaign::client::WorldDates", "1 week"),
                                     QT_TRANSLATE_NOOP("campaign::client::WorldDates", "%L1 weeks")}};
    for (const Forms& forms : all) {
        if (forms.unit == span.unit)
            return span.count == 1 ? Words::tr(forms.one) : Words::tr(forms.many).arg(qlonglong{span.count});
    }
    return {};
}

Error invalid(const QString& sentence)
{
    return {ErrorCode::Invalid, fromQString(sentence), {}, {}, {}};
}

Result<catalogue::WorldTime> readIn(const calendar::Calendar& calendar, const QString& text, bool isOwn)
{
    if (const std::optional<calendar::Date> plain = isOwn ? std::nullopt : readPlain(text)) {
        if (plain->month >= static_cast<int>(calendar.months().size()))
            return invalid(Words::tr("A year has twelve months."));
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
    const calendar::Calendar& used = calendarFor(catalogue::Duration::InWorld);
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
        readIn(calendarFor(catalogue::Duration::InWorld), text, m_calendar.has_value());
    if (time)
        return *time;
    return invalid(Words::tr("%1 Write it like this: %2.").arg(toQString(time.error().message), example()));
}

Result<catalogue::WorldTime> WorldDates::readFrom(const std::optional<catalogue::WorldTime>& present,
                                                  const QString& text) const
{
    const Result<catalogue::WorldTime> date = read(text);
    if (date)
        return *date;
    if (!calendar::looksLikeSpans(fromQString(text))) {
        const QString sentence = toQString(date.error().message);
        return invalid(present ? Words::tr("%1 Or how much later: +3 days.").arg(sentence) : sentence);
    }
    if (!present)
        return invalid(
            Words::tr("The world has no date to count from. Write its first one, like this: %1.").arg(example()));
    const calendar::Calendar& used = calendarFor(catalogue::Duration::InWorld);
    const Result<std::vector<calendar::Span>> spans = calendar::parseSpans(used, fromQString(text));
    const Result<catalogue::WorldTime> time =
        spans ? calendar::after(used, *present, *spans) : Result<catalogue::WorldTime>(spans.error());
    if (time)
        return *time;
    return invalid(Words::tr("%1 Write it like this: +3 days, +2 hours 30 minutes or +1 month; or a date such as %2.")
                       .arg(toQString(time.error().message), example()));
}

const calendar::Calendar& WorldDates::calendarFor(catalogue::Duration of) const
{
    return m_calendar && of != catalogue::Duration::Real ? *m_calendar : calendar::gregorian();
}

QString WorldDates::duration(std::int64_t seconds, catalogue::Duration of) const
{
    QStringList parts;
    for (const calendar::Span& span : calendar::spansOf(calendarFor(of), seconds))
        parts.append(spanWords(span));
    return parts.join(Words::tr(", ", "between 1 day and 3 hours"));
}

Result<std::int64_t> WorldDates::readDuration(const QString& text, catalogue::Duration of) const
{
    const calendar::Calendar& used = calendarFor(of);
    const Result<std::vector<calendar::Span>> spans = calendar::parseSpans(used, fromQString(text));
    const Result<std::int64_t> seconds =
        spans ? calendar::secondsOf(used, *spans) : Result<std::int64_t>(spans.error());
    if (seconds)
        return *seconds;
    return invalid(
        Words::tr("%1 Write it like this: 3 days, or 2 hours 30 minutes.").arg(toQString(seconds.error().message)));
}

std::int64_t WorldDates::lengthOf(calendar::Unit unit, catalogue::Duration of) const
{
    constexpr std::int64_t usualWeek = 7;
    const calendar::Calendar& used = calendarFor(of);
    return calendar::lengthOf(used, unit).value_or(usualWeek * used.secondsPerDay());
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
