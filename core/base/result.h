// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QString>

#include <functional>
#include <optional>
#include <utility>
#include <variant>

namespace qilin {

// What went wrong, in one sentence for whoever must act on it: what, where (key, file, address),
// what would be right.
struct Error
{
    QString text;
    int code = 0; // errno where the system gave one, else 0
};

// A value or the Error that stood in its way. (std::expected comes with C++23.)
template <typename T = void>
class [[nodiscard]] Result
{
public:
    Result(T value)
        : m_state(std::in_place_index<0>, std::move(value))
    {}
    Result(Error error)
        : m_state(std::in_place_index<1>, std::move(error))
    {}

    explicit operator bool() const { return m_state.index() == 0; }
    T &value() { return std::get<0>(m_state); }
    const T &value() const { return std::get<0>(m_state); }
    T *operator->() { return &value(); }
    const T *operator->() const { return &value(); }
    T &operator*() { return value(); }
    const T &operator*() const { return value(); }
    const Error &error() const { return std::get<1>(m_state); }

private:
    std::variant<T, Error> m_state;
};

template <>
class [[nodiscard]] Result<void>
{
public:
    Result() = default;
    Result(Error error)
        : m_error(std::move(error))
    {}

    explicit operator bool() const { return !m_error; }
    const Error &error() const { return *m_error; }

private:
    std::optional<Error> m_error;
};

// Called once, when an operation has come to its end; maybe before the call that began it returns.
using Reply = std::function<void(const Result<> &)>;

} // namespace qilin
