// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/core/Clock.h"

#include <atomic>

namespace campaign::support {

/// A clock that stands still until the test moves it.
class FakeClock : public Clock
{
public:
    std::int64_t nowMicroseconds() const override { return m_now; }
    void advance(std::int64_t microseconds) { m_now += microseconds; }

private:
    std::atomic<std::int64_t> m_now{1'700'000'000'000'000};
};

} // namespace campaign::support
