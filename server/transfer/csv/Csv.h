// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/core/Result.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace campaign::transfer::csv {

/// A file of separated values as read: RFC 4180 with any of , ; tab | between and LF, CR or CRLF behind.
struct Table
{
    std::vector<std::string> columns; ///< the first record, trimmed
    struct Row
    {
        int line = 1; ///< where it begins in the file, from 1
        std::vector<std::string> cells;
    };
    std::vector<Row> rows; ///< blank lines left out; as many cells as columns or fewer
    char delimiter = ',';
    std::string encoding; ///< "UTF-8", "UTF-16" or "Latin-1"
};

struct Reading
{
    std::optional<char> delimiter;       ///< guessed from the first records when not given
    std::optional<std::string> encoding; ///< the same; one of those above
};

/// Text in UTF-8 from bytes with or without a byte order mark; what is not UTF-8 is taken as Latin-1 (in the form of
/// Windows-1252, which puts quotes and dashes where Latin-1 has control characters). Sets `encoding`.
Result<std::string> decode(std::string_view bytes, const Reading& how, std::string& encoding);

/// Errors: Invalid (empty, a quote that never ends, a row with more cells than columns, no text at all), with the line;
/// Limit over 200,000 rows or 1,000 columns.
Result<Table> readTable(std::string_view bytes, const Reading& how = {});

/// One record with CRLF behind it, quoted where RFC 4180 asks.
std::string writeRecord(const std::vector<std::string>& cells);
/// A spreadsheet takes a text that starts with = + - @ (or a tab or line break) for a formula; an apostrophe before it
/// keeps it a text (https://owasp.org/www-community/attacks/CSV_Injection).
std::string guarded(std::string text);
/// The text without that apostrophe.
std::string unguarded(std::string text);

} // namespace campaign::transfer::csv
