// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QList>
#include <QtGlobal>

#include <chrono>
#include <optional>

namespace qilin {

// Decides which worker of an application is replaced for its memory, and when. One at a time; an
// application that needs more than it is allowed is replaced less and less often: a worker is let
// live for 10 s after one that grew too large soon, doubling up to 15 min. Pure.
class MemoryGuard final
{
public:
    struct Held
    {
        int worker = 0;
        qint64 bytes = 0; // of its process tree
        std::chrono::milliseconds lived{0};
    };

    // The one to be replaced now, which then is under way until done().
    [[nodiscard]] std::optional<Held> choose(const QList<Held> &workers, qint64 limit,
                                             std::chrono::milliseconds now);
    // hasChanged: a new worker is up. nowMs: as in choose().
    void done(bool hasChanged, std::chrono::milliseconds now);
    void reset(); // other code, or another limit

    // How long a worker is let live at least; 0: it is replaced as soon as it is seen.
    [[nodiscard]] std::chrono::milliseconds pause() const { return m_pause; }

private:
    void growPause();

    std::chrono::milliseconds m_pause{0};
    std::chrono::milliseconds m_notBefore{0};
    bool m_isUnderWay = false;
};

} // namespace qilin
