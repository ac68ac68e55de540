// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "tests/integration/attack/attack.h"

#include <QStringList>
#include <QTimer>

namespace qilin::test {

// A well-behaved client with an address of its own: asks for /healthz each 100 ms, on another
// connection each time, over port and control socket in turn.
class HealthProbe final
{
public:
    HealthProbe(const Target &port, const Target &socket);

    [[nodiscard]] int answers() const { return m_answers; }
    [[nodiscard]] qint64 slowestMs() const { return m_slowestMs; }
    [[nodiscard]] QStringList failures() const { return m_failures; }

private:
    void ask();

    const Target m_targets[2];
    QTimer m_timer;
    int m_asked = 0;
    int m_answers = 0;
    qint64 m_slowestMs = 0;
    QStringList m_failures;
};

} // namespace qilin::test
