// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/rules/ListColumns.h"

#include "server/rules/ComparisonTests.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace campaign::rules {

namespace {

constexpr std::size_t longestPath = 255;

/// Undefined for what is not there, nothing for what is no plain value or made for the occasion.
std::optional<Operand> plainBelow(Operand from, std::span<const Path::Step> steps)
{
    for (const Path::Step& step : steps) {
        if (from.isArray() || from.isString())
            return std::nullopt; // "length", and what a number leads to
        const Value::Object* members = from.isObject() ? from.members() : nullptr;
        if (from.isObject() && !members)
            return std::nullopt;
        const Value* found = members ? step.findIn(*members) : nullptr;
        if (!found)
            return Operand();
        from = Operand::of(*found);
    }
    return from.isArray() || from.isObject() ? std::nullopt : std::optional(from);
}

/// What begins in the record's own row is read without noting anything; what is not there may have a default.
std::optional<Operand> plainIn(const Record& record, std::span<const Path::Step> steps, Workspace& workspace)
{
    const Value* member = steps.empty() ? nullptr : record.noted(steps.front());
    if (!member)
        return std::nullopt;
    const std::optional<Operand> found = plainBelow(Operand::of(*member), steps.subspan(1));
    if (!found || !found->isUndefined())
        return found;
    return steps.size() > 2 ? std::nullopt : plainBelow(record.read(steps, workspace), {});
}

bool isSame(const Operand& one, const Operand& other)
{
    if (one.kind() != other.kind())
        return false;
    if (one.isString())
        return one.asString() == other.asString();
    if (one.isNumber())
        return one.asNumber() == other.asNumber() && std::signbit(one.asNumber()) == std::signbit(other.asNumber());
    return one.isNullish() || one.asBoolean() == other.asBoolean();
}

/// The bounds of whole numbers; the widest when there are others.
struct Extent
{
    explicit Extent(std::span<const Operand> values)
    {
        for (const Operand& value : values) {
            if (value.isUndefined())
                continue;
            const double number = value.asNumber();
            const bool isWhole = std::trunc(number) == number && !(number == 0 && std::signbit(number));
            least = isWhole ? std::min(least, number) : -std::numeric_limits<double>::infinity();
            greatest = std::max(greatest, number);
        }
    }
    template <typename Number>
    bool fits() const
    {
        return least >= std::numeric_limits<Number>::min() && greatest <= std::numeric_limits<Number>::max();
    }

    double least = 0;
    double greatest = 0;
};

// Eight at a time, and counted so that the compiler sees where they end: then it makes use of what the processor can do
// with several numbers at once.

template <std::size_t some, typename Number>
void loadSome(const Number* __restrict from, double* __restrict out)
{
    // Bytes become doubles in two steps, or it is done one by one.
    std::conditional_t<sizeof(Number) == 1, std::int16_t, Number> wide[some];
    for (std::size_t k = 0; k < some; ++k)
        wide[k] = from[k];
    for (std::size_t k = 0; k < some; ++k)
        out[k] = static_cast<double>(wide[k]);
}

template <typename Number>
void load(const Number* from, std::size_t count, double* out)
{
    std::size_t i = 0;
    for (; i + 16 <= count; i += 16)
        loadSome<16>(from + i, out + i);
    for (; i < count; i += 8)
        loadSome<8>(from + i, out + i);
}

template <typename Number>
RowSet belowBound(const Number* __restrict numbers, std::size_t count, double bound)
{
    if (bound > std::numeric_limits<Number>::max())
        return ~RowSet{0};
    if (!(bound > std::numeric_limits<Number>::min()))
        return 0;
    const auto exact = static_cast<Number>(bound);
    RowSet found = 0;
    for (std::size_t i = 0; i < count; i += 8) {
        Number wide[8];
        std::uint8_t bytes[8];
        for (std::size_t k = 0; k < 8; ++k)
            wide[k] = numbers[i + k] < exact;
        for (std::size_t k = 0; k < 8; ++k)
            bytes[k] = static_cast<std::uint8_t>(wide[k]);
        found |= bitsOf(bytes) << i;
    }
    return found;
}

} // namespace

Column::Column(std::string_view path, std::uint32_t mark)
    : m_mark(mark)
{
    allocate(path, 0);
}

Column::Column(std::string_view path, std::uint32_t mark, std::span<const Operand> values)
    : m_mark(mark)
{
    m_hasMissing = std::any_of(values.begin(), values.end(), [](const Operand& value) { return value.isUndefined(); });
    const bool isNumbers = std::all_of(values.begin(), values.end(),
                                       [](const Operand& value) { return value.isUndefined() || value.isNumber(); });
    if (!isNumbers) {
        keepFew(path, values);
        return;
    }
    const Extent extent(values);
    if (extent.fits<std::int8_t>())
        keepNumbers<std::int8_t>(path, values, Kind::Byte);
    else if (extent.fits<std::int16_t>())
        keepNumbers<std::int16_t>(path, values, Kind::Short);
    else if (extent.fits<std::int32_t>())
        keepNumbers<std::int32_t>(path, values, Kind::Int);
    else
        keepNumbers<double>(path, values, Kind::Double);
}

inline bool Column::isOf(std::string_view path, std::uint32_t mark) const
{
    const auto* known = reinterpret_cast<const char*>(bytes());
    return mark == m_mark && sameBytes({known + 1, static_cast<unsigned char>(*known)}, path);
}

/// The path first: its length and its bytes. All else is 0.
std::byte* Column::allocate(std::string_view path, std::size_t bytes)
{
    m_start = static_cast<std::uint8_t>((1 + path.size() + 7) / 8);
    const std::size_t needed = std::size_t{m_start} * 8 + bytes;
    m_lines = std::make_unique<Line[]>((needed + sizeof(Line) - 1) / sizeof(Line));
    std::byte* begin = m_lines[0].bytes;
    begin[0] = static_cast<std::byte>(path.size());
    std::copy(path.begin(), path.end(), reinterpret_cast<char*>(begin) + 1);
    return begin + std::size_t{m_start} * 8;
}

/// A row each, then the sets of those that are missing, if any are.
template <typename Number>
void Column::keepNumbers(std::string_view path, std::span<const Operand> values, Kind kind)
{
    m_kind = kind;
    const auto rows = static_cast<std::uint32_t>(values.size());
    const std::size_t bytes = paddedOf(rows) * sizeof(Number);
    std::byte* room = allocate(path, bytes + (m_hasMissing ? wordsOf(rows) * sizeof(RowSet) : 0));
    Number* numbers = reinterpret_cast<Number*>(room);
    RowSet* sets = reinterpret_cast<RowSet*>(room + bytes);
    for (std::uint32_t i = 0; i < rows; ++i) {
        if (values[i].isUndefined())
            sets[i / 64] |= RowSet{1} << i % 64;
        else
            numbers[i] = static_cast<Number>(values[i].asNumber());
    }
}

/// The different values, the set of the rows of each, and their texts, as the original ones are far apart.
void Column::keepFew(std::string_view path, std::span<const Operand> values)
{
    std::array<Operand, mostFew> different;
    std::size_t letters = 0;
    std::vector<std::uint8_t> which;
    which.reserve(values.size());
    for (const Operand& value : values) {
        const auto end = different.begin() + m_few;
        const auto found = std::find_if(different.begin(), end, [&](const Operand& one) { return isSame(one, value); });
        letters += found == end && value.isString() ? value.asString().size() : 0;
        if (found == different.end() || letters > mostLetters) {
            m_few = 0;
            allocate(path, 0);
            return;
        }
        if (found == end) {
            *found = value;
            ++m_few;
        }
        which.push_back(static_cast<std::uint8_t>(found - different.begin()));
    }
    m_kind = Kind::Few;
    const auto rows = static_cast<std::uint32_t>(values.size());
    const std::size_t textsAt = m_few * (sizeof(Operand) + wordsOf(rows) * sizeof(RowSet));
    std::byte* room = allocate(path, textsAt + letters);
    char* texts = reinterpret_cast<char*>(room + textsAt);
    for (Operand& value : std::span(different.data(), m_few)) {
        if (!value.isString())
            continue;
        const std::string_view text = value.asString();
        value = Operand::string({texts, text.size()});
        texts = std::copy(text.begin(), text.end(), texts);
    }
    std::uninitialized_copy_n(different.begin(), m_few, reinterpret_cast<Operand*>(room));
    RowSet* sets = reinterpret_cast<RowSet*>(room + m_few * sizeof(Operand));
    for (std::uint32_t i = 0; i < rows; ++i)
        sets[which[i] * wordsOf(rows) + i / 64] |= RowSet{1} << i % 64;
}

template <typename Work>
auto Column::asKept(std::uint32_t word, const Work& work) const
{
    const std::size_t first = std::size_t{word} * 64;
    switch (m_kind) {
    case Kind::Byte:
        return work(reinterpret_cast<const std::int8_t*>(content()) + first);
    case Kind::Short:
        return work(reinterpret_cast<const std::int16_t*>(content()) + first);
    case Kind::Int:
        return work(reinterpret_cast<const std::int32_t*>(content()) + first);
    default:
        return work(reinterpret_cast<const double*>(content()) + first);
    }
}

void Column::numbers(std::uint32_t rows, std::uint32_t word, double* out) const
{
    const std::uint32_t count = std::min(rows - word * 64, 64u);
    asKept(word, [&](const auto* numbers) { load(numbers, count, out); });
}

RowSet Column::below(double bound, std::uint32_t rows, std::uint32_t word) const
{
    const std::uint32_t count = std::min(rows - word * 64, 64u);
    return asKept(word, [&](const auto* numbers) { return belowBound(numbers, count, bound); });
}

RowSet Column::missing(std::uint32_t rows, std::uint32_t word) const
{
    if (!m_hasMissing)
        return 0;
    return asKept(0,
                  [&](const auto* numbers) { return reinterpret_cast<const RowSet*>(numbers + paddedOf(rows)); })[word];
}

const Column* ListColumns::find(const Path* path, Workspace& workspace)
{
    const std::string_view text = path ? std::string_view(path->text()) : std::string_view();
    const std::uint32_t mark = path ? path->mark() : 0;
    for (std::uint32_t i = 0; i < m_count; ++i) {
        if (m_columns[i].isOf(text, mark))
            return m_columns[i].isNumbers() || m_columns[i].isFew() ? &m_columns[i] : nullptr;
    }
    return m_count < mostColumns ? make(path, workspace) : nullptr;
}

const Column* ListColumns::make(const Path* path, Workspace& workspace)
{
    const std::string_view text = path ? std::string_view(path->text()) : std::string_view();
    const std::span<const Path::Step> steps = path ? path->steps() : std::span<const Path::Step>();
    if (text.size() > longestPath)
        return nullptr;
    std::vector<Operand> values;
    values.reserve(m_rows);
    for (std::uint32_t i = 0; i < m_rows; ++i) {
        const Operand item = m_list.item(i);
        const Record* record = item.isObject() ? item.record() : nullptr;
        const std::optional<Operand> value = record ? plainIn(*record, steps, workspace) : plainBelow(item, steps);
        if (!value && record)
            return nullptr; // it may be noted later on where the key leads
        if (!value)
            break;
        values.push_back(*value);
    }
    Column& made = m_columns[m_count++];
    const std::uint32_t mark = path ? path->mark() : 0;
    made = values.size() == m_rows ? Column(text, mark, values) : Column(text, mark);
    return made.isNumbers() || made.isFew() ? &made : nullptr;
}

ListColumns* KeptColumns::make(const Operand& list)
{
    const std::size_t rows = list.itemCount();
    if (rows < fewestRows || rows > mostRows || m_count >= mostLists)
        return nullptr;
    ++m_count;
    auto made = std::make_unique<ListColumns>(list);
    made->m_next = std::move(m_first);
    m_first = std::move(made);
    return m_first.get();
}

} // namespace campaign::rules
