// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/calendar/CalendarForm.h"

#include <cmath>

namespace campaign::calendar {

namespace {

Error invalid(std::string message, std::string path)
{
    return {ErrorCode::Invalid, std::move(message), std::move(path), {}, {}};
}

/// Reads members of one object; the first that is of another kind is remembered.
class Members
{
public:
    Members(const Value& object, std::string path)
        : m_object(object)
        , m_path(std::move(path))
    {
        if (!object.isObject())
            m_error = invalid("It must be an object.", m_path);
    }

    void read(const char* name, std::string& into)
    {
        const Value* value = m_object.find(name);
        if (!value || value->isNull())
            return;
        constexpr std::size_t longest = 10'000;
        if (!value->isString() || value->asString().size() > longest)
            return refuse(name, "It must be a text.");
        into = value->asString();
    }
    void read(const char* name, std::int64_t& into)
    {
        const Value* value = m_object.find(name);
        if (!value || value->isNull())
            return;
        const bool isWhole = value->isNumber() && std::floor(value->asNumber()) == value->asNumber() &&
                             std::fabs(value->asNumber()) < 9e18;
        if (!isWhole)
            return refuse(name, "It must be a whole number.");
        into = value->isInteger() ? value->asInteger() : static_cast<std::int64_t>(value->asNumber());
    }
    void read(const char* name, int& into)
    {
        std::int64_t wide = into;
        read(name, wide);
        if (wide > 1'000'000 || wide < -1'000'000)
            return refuse(name, "It is too large.");
        into = static_cast<int>(wide);
    }
    void read(const char* name, double& into)
    {
        const Value* value = m_object.find(name);
        if (!value || value->isNull())
            return;
        if (!value->isNumber())
            return refuse(name, "It must be a number.");
        into = value->asNumber();
    }
    void read(const char* name, bool& into)
    {
        const Value* value = m_object.find(name);
        if (!value || value->isNull())
            return;
        if (!value->isBoolean())
            return refuse(name, "It must be true or false.");
        into = value->asBoolean();
    }
    bool has(const char* name) const
    {
        const Value* value = m_object.find(name);
        return value && !value->isNull();
    }
    /// Reads each entry of a list by `readOne(Members&, entry)`.
    template <typename T, typename F>
    void list(const char* name, std::vector<T>& into, F&& readOne)
    {
        const Value* value = m_object.find(name);
        if (!value || value->isNull())
            return;
        constexpr std::size_t most = 1000;
        if (!value->isArray() || value->asArray().size() > most)
            return refuse(name, "It must be a list of at most 1,000 entries.");
        for (std::size_t i = 0; i < value->asArray().size() && !m_error; ++i) {
            Members members(value->asArray()[i], pathOf(name) + "[" + std::to_string(i) + "]");
            T entry;
            readOne(members, entry);
            if (entry.name.empty() && members.m_needsName)
                members.refuse("name", "It needs a name.");
            if (members.m_error && !m_error)
                m_error = members.m_error;
            into.push_back(std::move(entry));
        }
    }
    void texts(const char* name, std::vector<std::string>& into)
    {
        const Value* value = m_object.find(name);
        if (!value || value->isNull())
            return;
        if (!value->isArray())
            return refuse(name, "It must be a list of texts.");
        for (const Value& one : value->asArray()) {
            if (!one.isString())
                return refuse(name, "It must be a list of texts.");
            into.push_back(one.asString());
        }
    }
    void mayBeNameless() { m_needsName = false; }
    const std::optional<Error>& error() const { return m_error; }

private:
    std::string pathOf(const char* name) const { return m_path.empty() ? name : m_path + "." + name; }
    void refuse(const char* name, const char* sentence)
    {
        if (!m_error)
            m_error = invalid(sentence, pathOf(name));
    }

    const Value& m_object;
    std::string m_path;
    std::optional<Error> m_error;
    bool m_needsName = true;
};

void readLists(Members& members, CalendarParts& parts)
{
    members.list("months", parts.months, [](Members& one, Month& month) {
        one.read("name", month.name);
        one.read("abbreviation", month.abbreviation);
        one.read("days", month.days);
        one.read("intercalary", month.isIntercalary);
        one.read("interval", month.interval);
        one.read("offset", month.offset);
    });
    members.list("leapDays", parts.leapDays, [](Members& one, LeapDays& leap) {
        one.mayBeNameless();
        one.read("name", leap.name);
        one.read("month", leap.month);
        one.read("days", leap.days);
        one.read("intercalary", leap.isIntercalary);
        one.read("interval", leap.interval);
        one.read("offset", leap.offset);
    });
    members.list("eras", parts.eras, [](Members& one, Era& era) {
        one.read("name", era.name);
        one.read("abbreviation", era.abbreviation);
        era.isFromTheBeginning = !one.has("year");
        one.read("year", era.year);
        one.read("month", era.month);
        one.read("day", era.day);
        one.read("restarts", era.restarts);
        one.read("backward", era.isBackward);
    });
    members.list("moons", parts.moons, [](Members& one, Moon& moon) {
        one.read("name", moon.name);
        one.read("color", moon.color);
        one.read("cycle", moon.cycle);
        one.read("shift", moon.shift);
    });
    members.list("seasons", parts.seasons, [](Members& one, Season& season) {
        one.read("name", season.name);
        one.read("color", season.color);
        one.read("month", season.month);
        one.read("day", season.day);
    });
    members.list("festivals", parts.festivals, [](Members& one, Festival& festival) {
        one.read("name", festival.name);
        one.read("description", festival.description);
        one.read("month", festival.month);
        one.read("day", festival.day);
        std::int64_t year = 0;
        one.read("year", year);
        if (one.has("year"))
            festival.year = year;
    });
}

/// Leaves out what the reader would fill in by itself.
class Writing
{
public:
    template <typename T>
    Writing& add(const char* name, const T& value, const T& usual)
    {
        if (!(value == usual))
            m_object.append(name, Value(value));
        return *this;
    }
    Writing& text(const char* name, const std::string& value) { return add(name, value, std::string()); }
    Writing& always(const char* name, Value value)
    {
        m_object.append(name, std::move(value));
        return *this;
    }
    template <typename T, typename F>
    Writing& list(const char* name, const std::vector<T>& entries, F&& write)
    {
        if (entries.empty())
            return *this;
        Value::Array all;
        for (const T& entry : entries)
            all.push_back(write(entry));
        return always(name, Value(std::move(all)));
    }
    Value value() { return Value(std::move(m_object)); }

private:
    Value::Object m_object;
};

void writeLists(const CalendarParts& parts, Writing& out)
{
    out.list("months", parts.months, [](const Month& month) {
        return Writing()
            .text("name", month.name)
            .text("abbreviation", month.abbreviation)
            .always("days", Value(month.days))
            .add("intercalary", month.isIntercalary, false)
            .text("interval", month.interval)
            .add("offset", month.offset, std::int64_t{0})
            .value();
    });
    out.list("leapDays", parts.leapDays, [](const LeapDays& leap) {
        return Writing()
            .text("name", leap.name)
            .always("month", Value(leap.month))
            .add("days", leap.days, std::int64_t{1})
            .add("intercalary", leap.isIntercalary, false)
            .text("interval", leap.interval)
            .add("offset", leap.offset, std::int64_t{0})
            .value();
    });
    out.list("eras", parts.eras, [](const Era& era) {
        Writing one;
        one.text("name", era.name).text("abbreviation", era.abbreviation);
        if (!era.isFromTheBeginning)
            one.always("year", Value(era.year)).add("month", era.month, 0).add("day", era.day, std::int64_t{1});
        return one.add("restarts", era.restarts, false).add("backward", era.isBackward, false).value();
    });
    out.list("moons", parts.moons, [](const Moon& moon) {
        return Writing()
            .text("name", moon.name)
            .always("cycle", Value(moon.cycle))
            .add("shift", moon.shift, 0.0)
            .text("color", moon.color)
            .value();
    });
    out.list("seasons", parts.seasons, [](const Season& season) {
        return Writing()
            .text("name", season.name)
            .always("month", Value(season.month))
            .always("day", Value(season.day))
            .text("color", season.color)
            .value();
    });
    out.list("festivals", parts.festivals, [](const Festival& festival) {
        Writing one;
        one.text("name", festival.name).always("month", Value(festival.month)).always("day", Value(festival.day));
        if (festival.year)
            one.always("year", Value(*festival.year));
        return one.text("description", festival.description).value();
    });
}

} // namespace

Result<CalendarParts> partsFromValue(const Value& value)
{
    CalendarParts parts;
    Members members(value, "");
    members.read("name", parts.name);
    members.read("description", parts.description);
    members.read("start", parts.start);
    members.read("hoursPerDay", parts.hoursPerDay);
    members.read("minutesPerHour", parts.minutesPerHour);
    members.read("secondsPerMinute", parts.secondsPerMinute);
    members.read("hasYearZero", parts.hasYearZero);
    members.texts("weekdays", parts.weekdays);
    members.read("firstWeekday", parts.firstWeekday);
    members.read("weekRestarts", parts.weekRestarts);
    members.read("datePattern", parts.datePattern);
    if (!members.error())
        readLists(members, parts);
    if (members.error())
        return *members.error();
    return parts;
}

Result<Calendar> fromValue(const Value& value)
{
    Result<CalendarParts> parts = partsFromValue(value);
    return parts ? Calendar::make(std::move(parts).value()) : parts.error();
}

Value toValue(const CalendarParts& parts)
{
    const CalendarParts usual;
    Writing out;
    out.text("name", parts.name)
        .text("description", parts.description)
        .add("start", parts.start, usual.start)
        .add("hoursPerDay", parts.hoursPerDay, usual.hoursPerDay)
        .add("minutesPerHour", parts.minutesPerHour, usual.minutesPerHour)
        .add("secondsPerMinute", parts.secondsPerMinute, usual.secondsPerMinute)
        .add("hasYearZero", parts.hasYearZero, true)
        .list("weekdays", parts.weekdays, [](const std::string& name) { return Value(name); })
        .add("firstWeekday", parts.firstWeekday, 0)
        .add("weekRestarts", parts.weekRestarts, false)
        .text("datePattern", parts.datePattern);
    writeLists(parts, out);
    return out.value();
}

Result<Calendar> calendarOf(const Value& calendars)
{
    if (!calendars.isArray() || calendars.asArray().empty())
        return gregorian();
    return fromValue(calendars.asArray().front());
}

} // namespace campaign::calendar
