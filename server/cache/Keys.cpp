// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/cache/Keys.h"

#include <array>
#include <cstring>
#include <random>

namespace campaign::cache {

namespace {

struct Declared
{
    std::string_view name;
    std::chrono::seconds timeToLive;
};

constexpr std::array<Declared, kindCount> kinds{{{"computed-fields", std::chrono::seconds(300)},
                                                 {"lists", std::chrono::seconds(600)},
                                                 {"spatial", std::chrono::seconds(300)},
                                                 {"rules", std::chrono::seconds(600)},
                                                 {"other", std::chrono::seconds(300)}}};

__extension__ using Wide = unsigned __int128;

/// The two halves of a 128-bit product: every bit of either number reaches every bit of the result.
std::uint64_t fold(std::uint64_t left, std::uint64_t right)
{
    const Wide product = static_cast<Wide>(left) * right;
    return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
}

std::uint64_t load(const char* from, std::size_t count = 8)
{
    std::uint64_t word = 0;
    std::memcpy(&word, from, count);
    return word;
}

/// Different in each run, so that nobody can prepare names that collide.
struct Secrets
{
    std::array<std::uint64_t, 4> words;

    Secrets()
    {
        std::random_device device;
        for (std::uint64_t& word : words)
            word = (std::uint64_t{device()} << 32) | device();
    }
};

} // namespace

std::string_view nameOf(Kind kind)
{
    return kinds[static_cast<std::size_t>(kind)].name;
}

std::chrono::seconds timeToLive(Kind kind)
{
    return kinds[static_cast<std::size_t>(kind)].timeToLive;
}

Fingerprint fingerprintOf(std::string_view text)
{
    static const Secrets secrets;
    const auto& words = secrets.words;
    // Two sums of their own over the same words, each fed back into both factors.
    Fingerprint sum{words[0] ^ text.size(), words[2] ^ text.size()};
    const auto take = [&](std::uint64_t first, std::uint64_t second) {
        sum.low = fold(first ^ sum.low, second ^ words[1] ^ (sum.low >> 32));
        sum.high = fold(second ^ sum.high, first ^ words[3] ^ (sum.high >> 32));
    };
    const char* at = text.data();
    std::size_t left = text.size();
    for (; left >= 16; at += 16, left -= 16)
        take(load(at), load(at + 8));
    take(left >= 8 ? load(at) : load(at, left), left >= 8 ? load(at + 8, left - 8) : 0);
    return {fold(sum.low ^ words[1], sum.high ^ words[0]), fold(sum.high ^ words[3], sum.low ^ words[2])};
}

Key::Key(Kind theKind, std::string_view theText)
    : Key(theKind, fingerprintOf(theText), theText)
{
}

Key::Key(Kind theKind, const Fingerprint& theFingerprint, std::string_view theText)
    : fingerprint(theFingerprint)
    , text(theText)
    , kind(theKind)
{
}

KeyBuilder::KeyBuilder(Kind kind, std::initializer_list<std::string_view> before,
                       std::initializer_list<std::string_view> after)
    : m_kind(kind)
    , m_text(nameOf(kind))
{
    for (const std::string_view part : before)
        m_text.append(":").append(part);
    m_text += ':';
    m_prefix = m_text.size();
    for (const std::string_view part : after)
        m_suffix.append(":").append(part);
}

Key KeyBuilder::key(std::string_view part)
{
    m_text.resize(m_prefix);
    m_text.append(part).append(m_suffix);
    return {m_kind, m_text};
}

} // namespace campaign::cache
