// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/core/Error.h"

#include <type_traits>
#include <utility>
#include <variant>

namespace campaign {

/// A value or an Error, with the spelling of C++23's std::expected so that it can become an alias one day.
template <typename T = void>
class [[nodiscard]] Result
{
public:
    using value_type = T;

    Result(T value)
        : m_content(std::in_place_index<0>, std::move(value))
    {
    }
    Result(Error error)
        : m_content(std::in_place_index<1>, std::move(error))
    {
    }

    bool has_value() const { return m_content.index() == 0; }
    explicit operator bool() const { return has_value(); }
    T& value() & { return *std::get_if<0>(&m_content); }
    const T& value() const& { return *std::get_if<0>(&m_content); }
    T&& value() && { return std::move(*std::get_if<0>(&m_content)); }
    T& operator*() & { return value(); }
    const T& operator*() const& { return value(); }
    T&& operator*() && { return std::move(*this).value(); }
    T* operator->() { return std::get_if<0>(&m_content); }
    const T* operator->() const { return std::get_if<0>(&m_content); }
    const Error& error() const& { return *std::get_if<1>(&m_content); }
    Error&& error() && { return std::move(*std::get_if<1>(&m_content)); }
    T value_or(T other) const { return has_value() ? value() : std::move(other); }

    template <typename F>
    auto and_then(F&& next) const -> std::invoke_result_t<F, const T&>
    {
        if (!has_value())
            return error();
        return std::forward<F>(next)(value());
    }
    template <typename F>
    auto transform(F&& map) const -> Result<std::invoke_result_t<F, const T&>>
    {
        if (!has_value())
            return error();
        return std::forward<F>(map)(value());
    }

private:
    std::variant<T, Error> m_content;
};

template <>
class [[nodiscard]] Result<void>
{
public:
    using value_type = void;

    Result() = default;
    Result(Error error)
        : m_error(std::make_shared<Error>(std::move(error)))
    {
    }

    bool has_value() const { return !m_error; }
    explicit operator bool() const { return has_value(); }
    const Error& error() const { return *m_error; }

    template <typename F>
    auto and_then(F&& next) const -> std::invoke_result_t<F>
    {
        if (!has_value())
            return error();
        return std::forward<F>(next)();
    }

private:
    std::shared_ptr<const Error> m_error;
};

} // namespace campaign
