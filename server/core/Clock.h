// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace campaign {

/// The real time, injected so that tests decide it.
class Clock
{
public:
    virtual ~Clock() = default;
    /// Microseconds since 1970-01-01T00:00:00Z.
    virtual std::int64_t nowMicroseconds() const = 0;
};

class SystemClock : public Clock
{
public:
    std::int64_t nowMicroseconds() const override;
};

} // namespace campaign
