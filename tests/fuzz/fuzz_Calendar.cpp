// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/calendar/CalendarForm.h"
#include "server/calendar/Span.h"
#include "server/transfer/calendars/CalendarImport.h"

#include <cstdint>
#include <cstdlib>

using namespace campaign;

/// Any bytes are a calendar or a sentence about why not; a calendar reckons there and back and survives being stored.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size)
{
    const std::string_view text(reinterpret_cast<const char*>(bytes), size);
    (void)calendar::gregorian().parse(text);
    (void)calendar::LeapRule::parse(text, 3);
    (void)calendar::looksLikeSpans(text);
    if (const auto spans = calendar::parseSpans(calendar::gregorian(), text))
        (void)calendar::after(calendar::gregorian(), 0, *spans);
    (void)transfer::calendars::looksLikeCalendar(text);
    const auto read = transfer::calendars::readCalendar(text, "file");
    if (!read)
        return 0;
    const auto made = calendar::Calendar::make(read->parts);
    const auto stored = calendar::fromValue(calendar::toValue(read->parts));
    if (!made || !stored)
        std::abort();
    for (const calendar::Seconds time :
         {INT64_MIN, INT64_C(-62167219200), INT64_C(-1), INT64_C(0), INT64_C(1), INT64_C(31'000'000'000), INT64_MAX}) {
        const auto date = made->dateOf(time);
        if (!date)
            continue;
        const auto back = made->timeOf(*date);
        if (back ? *back != time : back.error().code != ErrorCode::Limit)
            std::abort();
        (void)made->parse(made->formatDate(*date) + " " + made->formatTime(*date));
        (void)made->weekday(*date);
        (void)made->moonPhases(time);
        (void)made->season(*date);
        (void)made->festivalsOn(*date);
    }
    return 0;
}
