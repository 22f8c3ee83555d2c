// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/api/OperationScope.h"
#include "server/api/SchemaAssembly.h"
#include "server/calendar/CalendarForm.h"
#include "server/catalogue/Time.h"
#include "server/graphql/execution/LeafWriter.h"

// World times as dates of the world's own calendar, and back.

namespace campaign::api {

using graphql::FieldCall;
using graphql::FieldResult;
using graphql::LeafWriter;
using graphql::ObjectRef;

namespace {

/// A date in words.
struct CalendarDate
{
    std::string calendar, text, timeText, month, weekday, era, season;
    calendar::Date date;
    std::int64_t shownYear = 0;
    std::vector<std::string> festivals;
    std::vector<calendar::MoonPhase> moons;
};

/// The world's calendar: the first of its `calendars`, the Gregorian one where it has none.
Result<calendar::Calendar> worldCalendar(const FieldCall& call)
{
    OperationScope& scope = scopeOf(call);
    const Result<const ReadView*> view = scope.viewFor(Home::World, call.arguments());
    const Result<history::Snapshot*> snapshot = scope.snapshot();
    if (!view || !snapshot)
        return view ? snapshot.error() : view.error();
    history::ListQuery query;
    query.first = 1; // a stream has one world
    const Result<history::Page> page =
        (*snapshot)->list(*scope.types().find("World"), query, (*view)->at, scope.viewer());
    if (!page)
        return page.error();
    Result<calendar::Calendar> made =
        calendar::calendarOf(page->entities.empty() ? Value() : page->entities.front()->field("calendars"));
    if (!made)
        return Error{ErrorCode::Invalid,
                     "The world's calendar cannot reckon: " + made.error().message,
                     "calendars[0]." + made.error().path,
                     {},
                     {}};
    return made;
}

CalendarDate describe(const calendar::Calendar& in, const calendar::Date& date, catalogue::WorldTime time)
{
    CalendarDate out;
    out.calendar = in.name();
    out.date = date;
    out.text = in.formatDate(date);
    out.timeText = in.formatTime(date);
    out.month = in.months()[static_cast<std::size_t>(date.month)].name;
    out.shownYear = in.shownYear(date);
    if (const std::optional<int> weekday = in.weekday(date))
        out.weekday = in.parts().weekdays[static_cast<std::size_t>(*weekday)];
    if (const calendar::Era* era = in.era(date))
        out.era = era->name;
    if (const calendar::Season* season = in.season(date))
        out.season = season->name;
    for (const calendar::Festival* festival : in.festivalsOn(date))
        out.festivals.push_back(festival->name);
    out.moons = in.moonPhases(time);
    return out;
}

Result<> calendarDate(const FieldCall& call, FieldResult& out)
{
    const Result<std::optional<catalogue::WorldTime>> time = timeOf(call.arguments(), "time");
    const Result<calendar::Calendar> in = worldCalendar(call);
    if (!time || !in)
        return time ? in.error() : time.error();
    const Result<calendar::Date> date = in->dateOf(**time);
    if (!date)
        return date.error();
    auto described = std::make_shared<CalendarDate>(describe(*in, *date, **time));
    out.setObject({call.context().keep(std::move(described)), nullptr});
    return {};
}

Result<> calendarTime(const FieldCall& call, FieldResult& out)
{
    const Result<calendar::Calendar> in = worldCalendar(call);
    if (!in)
        return in.error();
    const Result<calendar::Date> date = in->parse(textOf(call.arguments(), "text"));
    if (!date)
        return within("text", date.error());
    const Result<calendar::Seconds> time = in->timeOf(*date);
    if (!time)
        return time.error();
    out.setLeaf(catalogue::toIsoTime(*time));
    return {};
}

Result<> calendarForm(const FieldCall& call, FieldResult& out)
{
    const Result<calendar::Calendar> in = worldCalendar(call);
    if (!in)
        return in.error();
    out.setLeaf(calendar::toValue(in->parts()));
    return {};
}

const CalendarDate& dateOf(const void* object)
{
    return *static_cast<const CalendarDate*>(object);
}

void addTexts(graphql::Type& date)
{
    using Member = std::string CalendarDate::*;
    const std::tuple<const char*, Member, const char*> texts[] = {
        {"calendar", &CalendarDate::calendar, "The calendar's name."},
        {"text", &CalendarDate::text, "The date as the calendar writes it: \"12 Frost 1042\"."},
        {"timeText", &CalendarDate::timeText, "The time of day: \"14:05\"."},
        {"monthName", &CalendarDate::month, ""}};
    for (const auto& [name, member, words] : texts) {
        graphql::Field& field = date.field(name, "String!");
        if (*words)
            field.describe(words);
        field.read([member = member](const void* object, LeafWriter& out) { out.string(dateOf(object).*member); });
    }
    const std::pair<const char*, Member> mayLack[] = {
        {"weekday", &CalendarDate::weekday}, {"era", &CalendarDate::era}, {"season", &CalendarDate::season}};
    for (const auto& [name, member] : mayLack) {
        date.field(name, "String").read([member = member](const void* object, LeafWriter& out) {
            const std::string& text = dateOf(object).*member;
            text.empty() ? out.null() : out.string(text);
        });
    }
}

void addNumbers(graphql::Type& date)
{
    using Number = std::int64_t (*)(const CalendarDate&);
    const std::pair<const char*, Number> numbers[] = {
        {"year", [](const CalendarDate& one) { return one.shownYear; }},
        {"month", [](const CalendarDate& one) { return std::int64_t{one.date.month}; }},
        {"day", [](const CalendarDate& one) { return one.date.day; }},
        {"hour", [](const CalendarDate& one) { return one.date.hour; }},
        {"minute", [](const CalendarDate& one) { return one.date.minute; }},
        {"second", [](const CalendarDate& one) { return one.date.second; }}};
    for (const auto& [name, number] : numbers) {
        date.field(name, "Int!").read([number = number](const void* object, LeafWriter& out) {
            out.integer(number(dateOf(object)));
        });
    }
}

void addTypes(graphql::SchemaBuilder& schema)
{
    graphql::Type& date = schema.object("CalendarDate");
    date.describe("A world time as a date of the world's calendar. `month` is its place among the calendar's months, "
                  "from 0; `year` is the year as people count it.");
    addTexts(date);
    addNumbers(date);
    date.field("festivals", "JSON!")
        .describe("The names of the day's festivals.")
        .read([](const void* object, LeafWriter& out) {
            const std::vector<std::string>& names = dateOf(object).festivals;
            out.value(Value(Value::Array(names.begin(), names.end())));
        });
    date.field("moons", "JSON!")
        .describe("[{\"moon\", \"phase\", \"fraction\": of the cycle since new moon}, …]")
        .read([](const void* object, LeafWriter& out) {
            Value::Array moons;
            for (const calendar::MoonPhase& one : dateOf(object).moons)
                moons.push_back(
                    Value(Value::Object{{"moon", one.moon}, {"phase", one.name}, {"fraction", one.fraction}}));
            out.value(Value(std::move(moons)));
        });
}

using Operation = Result<> (*)(const FieldCall&, FieldResult&);

graphql::Resolver resolver(Operation operation)
{
    return [operation](const FieldCall& call, std::span<const ObjectRef>, std::span<FieldResult> out) {
        return operation(call, out[0]);
    };
}

} // namespace

void addCalendarOperations(graphql::SchemaBuilder& schema)
{
    addTypes(schema);
    graphql::Type& query = schema.object("Query");
    query.field("calendarDate", "CalendarDate!")
        .describe("A world time as a date of the world's calendar.")
        .argument("time", "DateTime!")
        .argument("branchId", "ID")
        .resolve(resolver(calendarDate));
    query.field("calendarTime", "DateTime!")
        .describe("The world time of a date as people write it: \"12 Frost 1042 14:05\".")
        .argument("text", "String!")
        .argument("branchId", "ID")
        .resolve(resolver(calendarTime));
    query.field("worldCalendar", "JSON!")
        .describe("The calendar in use: the first of the world's, the Gregorian one where it has none.")
        .argument("branchId", "ID")
        .resolve(resolver(calendarForm));
}

} // namespace campaign::api
