// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/worker/CircuitBreaker.h"

namespace campaign::worker {

CircuitBreaker::CircuitBreaker(Settings settings)
    : m_settings(std::move(settings))
{
}

void CircuitBreaker::change(State to)
{
    const State from = m_state;
    m_state = to;
    ++m_turn;
    m_failures = 0;
    m_isProbing = false;
    if (to == State::Open)
        m_opened = m_settings.now();
    if (m_settings.changed && from != to)
        m_settings.changed(from, to);
}

std::optional<CircuitBreaker::Permit> CircuitBreaker::allow()
{
    const std::lock_guard lock(m_mutex);
    if (m_state == State::Open && m_settings.now() - m_opened >= m_settings.openFor)
        change(State::HalfOpen);
    if (m_state == State::Open || m_isProbing)
        return std::nullopt;
    m_isProbing = m_state == State::HalfOpen;
    return Permit{m_turn};
}

void CircuitBreaker::succeeded(Permit permit)
{
    const std::lock_guard lock(m_mutex);
    if (permit.turn != m_turn)
        return;
    m_failures = 0;
    if (m_state == State::HalfOpen)
        change(State::Closed);
}

void CircuitBreaker::failed(Permit permit)
{
    const std::lock_guard lock(m_mutex);
    if (permit.turn != m_turn)
        return;
    if (m_state == State::HalfOpen || ++m_failures >= m_settings.failures)
        change(State::Open);
}

void CircuitBreaker::abandoned(Permit permit)
{
    const std::lock_guard lock(m_mutex);
    if (permit.turn == m_turn)
        m_isProbing = false;
}

CircuitBreaker::State CircuitBreaker::state() const
{
    const std::lock_guard lock(m_mutex);
    return m_state;
}

int CircuitBreaker::failures() const
{
    const std::lock_guard lock(m_mutex);
    return m_failures;
}

std::string_view stateName(CircuitBreaker::State state)
{
    switch (state) {
    case CircuitBreaker::State::Closed:
        return "closed";
    case CircuitBreaker::State::Open:
        return "open";
    case CircuitBreaker::State::HalfOpen:
        break;
    }
    return "half-open";
}

} // namespace campaign::worker
