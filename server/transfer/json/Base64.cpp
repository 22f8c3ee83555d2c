// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/transfer/json/Base64.h"

#include <cstdint>

namespace campaign::transfer {

namespace {

constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

} // namespace

std::string toBase64(std::string_view bytes)
{
    std::string out;
    out.reserve((bytes.size() + 2) / 3 * 4);
    for (std::size_t at = 0; at < bytes.size(); at += 3) {
        const std::size_t count = std::min<std::size_t>(3, bytes.size() - at);
        std::uint32_t group = 0;
        for (std::size_t i = 0; i < 3; ++i)
            group = group << 8 | (i < count ? static_cast<unsigned char>(bytes[at + i]) : 0u);
        for (std::size_t i = 0; i < 4; ++i)
            out += i <= count ? alphabet[group >> (18 - 6 * i) & 63] : '=';
    }
    return out;
}

std::optional<std::string> fromBase64(std::string_view text)
{
    if (text.size() % 4 != 0)
        return std::nullopt;
    std::string out;
    out.reserve(text.size() / 4 * 3);
    for (std::size_t at = 0; at < text.size(); at += 4) {
        const bool isLast = at + 4 == text.size();
        const std::size_t padding = !isLast || text[at + 3] != '=' ? 0u : text[at + 2] == '=' ? 2u : 1u;
        std::uint32_t group = 0;
        for (std::size_t i = 0; i < 4; ++i) {
            const std::size_t digit = i < 4 - padding ? alphabet.find(text[at + i]) : 0;
            if (digit == std::string_view::npos)
                return std::nullopt;
            group = group << 6 | static_cast<std::uint32_t>(digit);
        }
        // Bits that no byte takes must be zero, or one content would have several texts.
        if ((padding == 1 && (group & 0xFF)) || (padding == 2 && (group & 0xFFFF)))
            return std::nullopt;
        for (std::size_t i = 0; i < 3 - padding; ++i)
            out += static_cast<char>(group >> (16 - 8 * i) & 0xFF);
    }
    return out;
}

} // namespace campaign::transfer
