// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/rules/Path.h"

#include <array>
#include <bit>
#include <cstring>

namespace campaign::rules {

/// A set of up to 64 rows: bit i stands for row i.
using RowSet = std::uint64_t;

/// The set of the rows whose byte is 1, of eight.
inline RowSet bitsOf(const std::uint8_t (&bytes)[8])
{
    std::uint64_t word = 0;
    std::memcpy(&word, bytes, sizeof word);
    if constexpr (std::endian::native == std::endian::little)
        return word * 0x0102'0408'1020'4080 >> 56; // moves bit 0 of each byte to where its row is
    return word * 0x8040'2010'0804'0201 >> 56;
}

/// What the items of a list have under one path, side by side, in as few bytes as do for all of them. Only values that
/// are no lists and no objects; undefined is one like the others.
class Column
{
public:
    Column() = default;
    /// Of things that are left where they are.
    Column(std::string_view path, std::uint32_t mark);
    /// `values`: one a row; their texts stay where they are.
    Column(std::string_view path, std::uint32_t mark, std::span<const Operand> values);

    bool isOf(std::string_view path, std::uint32_t mark) const;
    /// Asks the memory for it ahead.
    void fetch() const
    {
        __builtin_prefetch(m_lines.get());
        __builtin_prefetch(m_lines.get() + 1);
    }

    /// Whether all that are there are numbers.
    bool isNumbers() const { return m_kind >= Kind::Byte; }
    /// Whether the values are few different ones and some no numbers.
    bool isFew() const { return m_kind == Kind::Few; }

    /// Of the rows [64 × word, …), as many as there are up to 64, and zeros up to a multiple of eight. Where nothing
    /// is, it writes 0. Only of numbers.
    void numbers(std::uint32_t rows, std::uint32_t word, double* out) const;
    /// The same where they lie; null where whole numbers are kept in fewer bytes.
    const double* doubles(std::uint32_t word) const
    {
        return m_kind == Kind::Double ? reinterpret_cast<const double*>(content()) + std::size_t{word} * 64 : nullptr;
    }
    /// Those of them whose number is less than the bound, a whole one or infinite. Only of whole numbers.
    RowSet below(double bound, std::uint32_t rows, std::uint32_t word) const;
    /// Those of them where nothing is. Only of numbers.
    RowSet missing(std::uint32_t rows, std::uint32_t word) const;
    /// Those of them for whose values `holds`, which is asked for each different value. Only of few.
    template <typename Holds>
    RowSet where(std::uint32_t rows, std::uint32_t word, const Holds& holds) const
    {
        const Operand* values = fewValues();
        const RowSet* sets = reinterpret_cast<const RowSet*>(values + m_few) + word;
        RowSet found = 0;
        for (std::uint32_t i = 0; i < m_few; ++i, sets += wordsOf(rows)) {
            if (*sets != 0 && holds(values[i]))
                found |= *sets;
        }
        return found;
    }

private:
    // Mixed: of many different values, some no numbers.
    enum class Kind : std::uint8_t { Mixed, Few, Byte, Short, Int, Double };
    static constexpr std::size_t mostFew = 16;
    static constexpr std::size_t mostLetters = 1'024;

    /// What the processor fetches at once.
    struct alignas(64) Line
    {
        std::byte bytes[64];
    };

    static std::uint32_t wordsOf(std::uint32_t rows) { return (rows + 63) / 64; }
    static std::uint32_t paddedOf(std::uint32_t rows) { return (rows + 7) / 8 * 8; }
    const std::byte* bytes() const { return reinterpret_cast<const std::byte*>(m_lines.get()); }
    const std::byte* content() const { return bytes() + std::size_t{m_start} * 8; }
    const Operand* fewValues() const { return reinterpret_cast<const Operand*>(content()); }
    std::byte* allocate(std::string_view path, std::size_t bytes);
    template <typename Number>
    void keepNumbers(std::string_view path, std::span<const Operand> values, Kind kind);
    void keepFew(std::string_view path, std::span<const Operand> values);
    /// Calls with the word's first number, whatever it is kept as.
    template <typename Work>
    auto asKept(std::uint32_t word, const Work& work) const;

    std::uint32_t m_mark = 0;
    Kind m_kind = Kind::Mixed;
    bool m_hasMissing = false;
    std::uint8_t m_few = 0;
    std::uint8_t m_start = 0; // where the content begins, behind the path, in steps of eight bytes
    std::unique_ptr<Line[]> m_lines;
};

/// The columns of one list, made when a body asks for a path.
class alignas(64) ListColumns
{
public:
    static constexpr std::size_t mostColumns = 10;

    explicit ListColumns(const Operand& list)
        : m_list(list)
        , m_rows(static_cast<std::uint32_t>(list.itemCount()))
    {
    }

    bool isOf(const Operand& list) const { return m_list.sameReference(list); }
    std::uint32_t rows() const { return m_rows; }
    void fetch() const
    {
        for (std::uint32_t i = 0; i < m_count; ++i)
            m_columns[i].fetch();
    }
    /// Null where the items have other things than plain values there, or cannot tell them without noting that they
    /// were read. `path` is null for the items themselves.
    const Column* find(const Path* path, Workspace& workspace);

private:
    friend class KeptColumns;
    const Column* make(const Path* path, Workspace& workspace);

    Operand m_list;
    std::uint32_t m_rows;
    std::uint32_t m_count = 0;
    std::unique_ptr<ListColumns> m_next;
    std::array<Column, mostColumns> m_columns;
};

/// Columns of lists that do not change while it lives: belongs to who owns the lists, one thread. Those of lists that
/// are short, or very long, or asked for seldom are not kept.
class KeptColumns
{
public:
    static constexpr std::size_t fewestRows = 8;
    static constexpr std::size_t mostRows = 4'096;
    static constexpr int mostLists = 4;
    /// How often lists are gone through item by item before columns are made of them.
    static constexpr std::uint32_t patience = 8;

    /// Null when none are kept.
    ListColumns* of(const Operand& list)
    {
        if (m_asked < patience) {
            ++m_asked;
            return nullptr;
        }
        for (ListColumns* known = m_first.get(); known; known = known->m_next.get()) {
            if (!known->isOf(list))
                continue;
            known->fetch();
            return known;
        }
        return make(list);
    }

private:
    ListColumns* make(const Operand& list);

    std::unique_ptr<ListColumns> m_first;
    std::uint32_t m_asked = 0;
    int m_count = 0;
};

} // namespace campaign::rules
