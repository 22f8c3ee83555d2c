// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/transfer/csv/Csv.h"

#include "server/core/Text.h"

#include <algorithm>
#include <array>

namespace campaign::transfer::csv {

namespace {

constexpr std::size_t mostRows = 200'000;
constexpr std::size_t mostColumns = 1'000;
constexpr std::size_t guessingRecords = 20;
constexpr std::array delimiters{',', ';', '\t', '|'};

Error invalid(const std::string& message, int line = 0)
{
    return {ErrorCode::Invalid, message, line > 0 ? "line " + std::to_string(line) : std::string(), {}, {}};
}

std::string trimmed(const std::string& text)
{
    constexpr const char* blanks = " \t\r\n";
    const std::size_t first = text.find_first_not_of(blanks);
    return first == std::string::npos ? std::string() : text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

std::string fromUtf16(std::string_view bytes, bool isBigEndian)
{
    std::u16string units;
    for (std::size_t i = 0; i + 1 < bytes.size(); i += 2) {
        const auto first = static_cast<unsigned char>(bytes[i]);
        const auto second = static_cast<unsigned char>(bytes[i + 1]);
        units += static_cast<char16_t>(isBigEndian ? first << 8 | second : second << 8 | first);
    }
    return toUtf8(units);
}

std::string fromLatin1(std::string_view bytes)
{
    // https://encoding.spec.whatwg.org/index-windows-1252.txt, 0x80 to 0x9F
    constexpr char16_t specials[] = u"\u20AC\u0081\u201A\u0192\u201E\u2026\u2020\u2021\u02C6\u2030\u0160\u2039\u0152"
                                    u"\u008D\u017D\u008F\u0090\u2018\u2019\u201C\u201D\u2022\u2013\u2014\u02DC\u2122"
                                    u"\u0161\u203A\u0153\u009D\u017E\u0178";
    std::u16string units;
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        units += byte >= 0x80 && byte < 0xA0 ? specials[byte - 0x80] : static_cast<char16_t>(byte);
    }
    return toUtf8(units);
}

/// Splits text into records, one call each.
class Records
{
public:
    Records(std::string_view text, char delimiter)
        : m_text(text)
        , m_delimiter(delimiter)
    {
    }

    bool atEnd() const { return m_at >= m_text.size(); }
    int line() const { return m_line; }

    Result<std::vector<std::string>> next()
    {
        std::vector<std::string> cells;
        const int begin = m_line;
        for (;;) {
            std::string cell;
            if (!atEnd() && m_text[m_at] == '"') {
                if (!quoted(cell))
                    return invalid("A quotation mark is opened and never closed.", begin);
            }
            while (!atEnd() && m_text[m_at] != m_delimiter && m_text[m_at] != '\n' && m_text[m_at] != '\r')
                cell += m_text[m_at++];
            cells.push_back(std::move(cell));
            if (cells.size() > mostColumns)
                return Error{ErrorCode::Limit, "The file has more than 1,000 columns.", {}, {}, {}};
            if (atEnd() || m_text[m_at] != m_delimiter)
                break;
            ++m_at;
        }
        if (!atEnd() && m_text[m_at] == '\r')
            ++m_at;
        if (!atEnd() && m_text[m_at] == '\n')
            ++m_at;
        ++m_line;
        return cells;
    }

private:
    /// The cell at the opening mark; doubled marks stand for one. False when it never ends.
    bool quoted(std::string& cell)
    {
        for (++m_at; !atEnd(); ++m_at) {
            const char c = m_text[m_at];
            if (c == '\n')
                ++m_line;
            if (c != '"') {
                cell += c;
                continue;
            }
            ++m_at;
            if (atEnd() || m_text[m_at] != '"')
                return true;
            cell += '"';
        }
        return false;
    }

    std::string_view m_text;
    char m_delimiter;
    std::size_t m_at = 0;
    int m_line = 1;
};

bool isBlank(const std::vector<std::string>& cells)
{
    return std::all_of(cells.begin(), cells.end(), [](const std::string& cell) { return trimmed(cell).empty(); });
}

/// How well a delimiter explains the beginning: records as wide as the first, times that width; 0 when it never occurs.
std::size_t fitOf(std::string_view text, char delimiter)
{
    Records records(text, delimiter);
    std::size_t width = 0;
    std::size_t alike = 0;
    for (std::size_t i = 0; i < guessingRecords && !records.atEnd(); ++i) {
        const auto cells = records.next();
        if (!cells)
            return 0;
        if (isBlank(*cells))
            continue;
        if (width == 0)
            width = cells->size();
        alike += cells->size() == width ? 1 : 0;
    }
    return width > 1 ? width * alike : 0;
}

/// One byte that is a character of its own and parts nothing else: half of a longer one would tear the cells.
bool canPart(char c)
{
    const bool isWord = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    return c == '\t' || (c >= ' ' && c <= '~' && c != '"' && !isWord);
}

char guessDelimiter(std::string_view text)
{
    // Excel says it in the first line where it may: sep=;
    if (text.starts_with("sep=") && text.size() > 4 && canPart(text[4]))
        return text[4];
    char best = ',';
    std::size_t bestFit = 0;
    for (const char delimiter : delimiters) {
        const std::size_t fit = fitOf(text, delimiter);
        if (fit > bestFit) {
            best = delimiter;
            bestFit = fit;
        }
    }
    return best;
}

Result<std::vector<std::string>> readHeader(Records& records)
{
    while (!records.atEnd()) {
        Result<std::vector<std::string>> cells = records.next();
        if (!cells)
            return cells;
        if (isBlank(*cells) || (cells->size() <= 2 && cells->front().starts_with("sep=")))
            continue;
        for (std::string& cell : *cells)
            cell = trimmed(cell);
        while (cells->size() > 1 && cells->back().empty())
            cells->pop_back();
        return cells;
    }
    return invalid("The file is empty: it has no line with column names.");
}

} // namespace

Result<std::string> decode(std::string_view bytes, const Reading& how, std::string& encoding)
{
    encoding = how.encoding.value_or("");
    const bool isLittle = bytes.starts_with("\xFF\xFE");
    const bool isBig = bytes.starts_with("\xFE\xFF");
    if (encoding.empty())
        encoding = isLittle || isBig ? "UTF-16" : isValidUtf8(bytes) ? "UTF-8" : "Latin-1";
    std::string text;
    if (encoding == "UTF-16") {
        text = fromUtf16(bytes.substr(isLittle || isBig ? 2 : 0), isBig);
    } else if (encoding == "Latin-1") {
        text = fromLatin1(bytes);
    } else if (encoding != "UTF-8") {
        return invalid("Encodings are UTF-8, UTF-16 and Latin-1, not \"" + encoding + "\".");
    } else if (!isValidUtf8(bytes)) {
        return invalid("The file is not UTF-8.");
    } else {
        text = bytes;
    }
    if (text.find('\0') != std::string::npos)
        return invalid("This is no text: it holds zero bytes.");
    std::string_view rest = text;
    while (rest.starts_with("\xEF\xBB\xBF")) // programs that mark each time they write
        rest.remove_prefix(3);
    return std::string(rest);
}

Result<Table> readTable(std::string_view bytes, const Reading& how)
{
    Table table;
    const Result<std::string> text = decode(bytes, how, table.encoding);
    if (!text)
        return text.error();
    table.delimiter = how.delimiter ? *how.delimiter : guessDelimiter(*text);
    if (table.delimiter == '"' || table.delimiter == '\n' || table.delimiter == '\r')
        return invalid("A quotation mark or line break cannot separate columns.");
    Records records(*text, table.delimiter);
    Result<std::vector<std::string>> header = readHeader(records);
    if (!header)
        return header.error();
    table.columns = std::move(header).value();
    while (!records.atEnd()) {
        const int line = records.line();
        Result<std::vector<std::string>> cells = records.next();
        if (!cells)
            return cells.error();
        if (isBlank(*cells))
            continue;
        while (cells->size() > table.columns.size() && trimmed(cells->back()).empty())
            cells->pop_back();
        if (cells->size() > table.columns.size())
            return invalid("The row has " + std::to_string(cells->size()) + " cells, but there are " +
                               std::to_string(table.columns.size()) + " columns.",
                           line);
        if (table.rows.size() == mostRows)
            return Error{ErrorCode::Limit, "The file has more than 200,000 rows.", {}, {}, {}};
        table.rows.push_back({line, std::move(cells).value()});
    }
    return table;
}

std::string writeRecord(const std::vector<std::string>& cells)
{
    std::string record;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        record += i == 0 ? "" : ",";
        if (cells[i].find_first_of(",;\t\"\r\n") == std::string::npos) {
            record += cells[i];
            continue;
        }
        record += '"';
        for (const char c : cells[i])
            record.append(c == '"' ? 2 : 1, c);
        record += '"';
    }
    return record + "\r\n";
}

namespace {
constexpr const char* formulaStarts = "=+-@\t\r\n";
}

std::string guarded(std::string text)
{
    // A text that starts with an apostrophe and such a sign is guarded, too, so that unguarding gives it back.
    const std::size_t first = text.find_first_not_of('\'');
    const bool isFormula =
        first != std::string::npos && std::string_view(formulaStarts).find(text[first]) != std::string_view::npos;
    return isFormula ? "'" + text : text;
}

std::string unguarded(std::string text)
{
    const std::size_t first = text.find_first_not_of('\'');
    const bool isGuarded = first != std::string::npos && first > 0 &&
                           std::string_view(formulaStarts).find(text[first]) != std::string_view::npos;
    return isGuarded ? text.substr(1) : text;
}

} // namespace campaign::transfer::csv
