// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QtGlobal>

#include <chrono>
#include <functional>
#include <utility>

namespace qilin {

// Trailing debounce: calls back once, when nothing was touched for the whole interval.
// Timer is QTimer, or what a test puts in its place.
template <typename Timer>
class Debouncer final
{
    Q_DISABLE_COPY_MOVE(Debouncer)

public:
    explicit Debouncer(std::function<void()> callback)
    {
        m_timer.setSingleShot(true);
        m_timer.callOnTimeout(&m_timer, std::move(callback));
    }

    // A running one begins anew with the new interval.
    void setInterval(std::chrono::milliseconds interval) { m_timer.setInterval(interval); }

    void touch() { m_timer.start(); }
    void cancel() { m_timer.stop(); }
    [[nodiscard]] bool isActive() const { return m_timer.isActive(); }
    [[nodiscard]] Timer &timer() { return m_timer; }

private:
    Timer m_timer;
};

} // namespace qilin
