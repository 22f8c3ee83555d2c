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

/// Stands for a text. Two texts of a run share one with a chance of 2^-128: the numbers it is made with are drawn when
/// the process starts, so nobody can look for such texts beforehand. Not for what leaves the process.
struct Fingerprint
{
    std::uint64_t low = 0, high = 0;

    bool operator==(const Fingerprint&) const = default;
};
Fingerprint fingerprintOf(std::string_view text);

/// A key with its fingerprint, by which it is found; the text, for those who pass it on, must outlive it.
struct Key
{
    Fingerprint fingerprint;
    std::string_view text;
    Kind kind = Kind::Other;

    Key(Kind theKind, std::string_view theText);
    Key(Kind theKind, const Fingerprint& theFingerprint, std::string_view theText);
};

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
