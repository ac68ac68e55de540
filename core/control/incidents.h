// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/control/gatelimits.h"

#include <QHash>
#include <QHostAddress>
#include <QTimer>

namespace qilin {

// Tells in the log what addresses have done, so that nobody fills a disk by doing it: at the first
// time, then once in limits.incidentTime with a count. Bounded.
class Incidents final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Incidents)

public:
    // what: "wrong credentials"
    Incidents(const QString &what, const GateLimits &limits);

    void add(const QHostAddress &address);

private:
    void tell();

    const QString m_what;
    const int m_most; // addresses that are told apart
    QHash<QHostAddress, int> m_untold;
    int m_others = 0; // of addresses beyond those
    QTimer m_clock;
};

} // namespace qilin
