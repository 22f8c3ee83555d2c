// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/Id.h"

#include <openssl/rand.h>

#include <algorithm>

namespace campaign {

namespace {

constexpr char crockford[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

std::string encode(std::int64_t millisecond, const std::array<unsigned char, 10>& random)
{
    std::string text(26, '0');
    for (std::size_t i = 10; i-- > 0;) {
        text[i] = crockford[millisecond & 31];
        millisecond >>= 5;
    }
    for (std::size_t bit = 0; bit < 80; bit += 5) { // 16 characters of five bits
        const std::size_t byte = bit / 8;
        const unsigned pair = static_cast<unsigned>(random[byte]) << 8 | (byte + 1 < 10 ? random[byte + 1] : 0u);
        text[10 + bit / 5] = crockford[(pair >> (11 - bit % 8)) & 31];
    }
    return text;
}

} // namespace

bool isValidId(std::string_view text)
{
    const auto allowed = [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_' || c == '-';
    };
    return !text.empty() && text.size() <= 64 && std::all_of(text.begin(), text.end(), allowed);
}

IdGenerator::IdGenerator(const Clock& clock)
    : m_clock(clock)
{
}

Id IdGenerator::next()
{
    const std::int64_t now = m_clock.nowMicroseconds() / 1000;
    const std::lock_guard lock(m_mutex);
    if (now > m_lastMillisecond) {
        m_lastMillisecond = now;
        RAND_bytes(m_random.data(), static_cast<int>(m_random.size()));
        m_random[0] &= 0x7f; // room to count up within the millisecond
    } else {
        for (std::size_t i = m_random.size(); i-- > 0 && ++m_random[i] == 0;) {
        }
    }
    return encode(m_lastMillisecond, m_random);
}

} // namespace campaign
