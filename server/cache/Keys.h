// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

namespace campaign::cache {

/// What a key stands for; statistics and times to live go by it.
enum class Kind : std::uint8_t { ComputedFields, Lists, Spatial, Rules, Other };
inline constexpr std::size_t kindCount = 5;

std::string_view nameOf(Kind kind); ///< "computed-fields"
/// How long such a value is kept at most.
std::chrono::seconds timeToLive(Kind kind);

/// A key with its hash; the text must outlive it.
struct Key
{
    Kind kind = Kind::Other;
    std::uint64_t hash = 0;
    std::string_view text;

    Key(Kind theKind, std::string_view theText);
};

/// Not for keys that leave the process: the seed differs from run to run.
std::uint64_t hashOf(std::string_view text);

/// Keys that differ in one part: "computed-fields:settlement:" ID ":BRANCH:CLASS". Reuses its buffer.
class KeyBuilder
{
public:
    KeyBuilder(Kind kind, std::initializer_list<std::string_view> before,
               std::initializer_list<std::string_view> after);
    /// Good until the next call.
    Key key(std::string_view part);

private:
    Kind m_kind;
    std::string m_text;
    std::size_t m_prefix;
    std::string m_suffix;
};

} // namespace campaign::cache
