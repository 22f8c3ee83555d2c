// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/core/Clock.h"

#include <array>
#include <mutex>
#include <string>

namespace campaign {

/// An entity's identity: a ULID (https://github.com/ulid/spec), 26 characters, time-ordered, never reused.
/// Imported entities may bring other texts of up to 64 characters from [A-Za-z0-9_-].
using Id = std::string;

bool isValidId(std::string_view text);

/// Makes ids that rise even within one millisecond. Safe to use from any thread.
class IdGenerator
{
public:
    explicit IdGenerator(const Clock& clock);
    Id next();

private:
    const Clock& m_clock;
    std::mutex m_mutex; // guards the two below
    std::int64_t m_lastMillisecond = -1;
    std::array<unsigned char, 10> m_random{};
};

} // namespace campaign
