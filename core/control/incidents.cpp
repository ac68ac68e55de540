// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/control/incidents.h"

#include "core/base/log.h"
#include "core/control/neighbourhood.h"

using namespace Qt::StringLiterals;

namespace qilin {

Incidents::Incidents(const QString &what, const GateLimits &limits)
    : m_what(what)
    , m_most(limits.refusedAddresses)
{
    m_clock.setInterval(limits.incidentTime);
    connect(&m_clock, &QTimer::timeout, this, &Incidents::tell);
}

void Incidents::add(const QHostAddress &address)
{
    const QHostAddress key = neighbourhoodOf(address);
    const auto known = m_untold.find(key);
    if (known != m_untold.end()) {
        ++*known;
    } else if (m_untold.size() < m_most) {
        m_untold.insert(key, 0);
        qCWarning(lcControl).noquote()
            << u"%1 from %2; more of it is counted and told once in %3 s"_s.arg(
                   m_what, neighbourhoodText(address),
                   QString::number(
                       std::chrono::ceil<std::chrono::seconds>(m_clock.intervalAsDuration())
                           .count()));
    } else {
        ++m_others;
    }
    if (!m_clock.isActive())
        m_clock.start();
}

void Incidents::tell()
{
    for (auto it = m_untold.begin(); it != m_untold.end();) {
        if (*it == 0) {
            it = m_untold.erase(it);
            continue;
        }
        qCWarning(lcControl).noquote()
            << u"%1 from %2: %3 more"_s.arg(m_what, neighbourhoodText(it.key())).arg(*it);
        *it++ = 0;
    }
    if (m_others > 0) {
        qCWarning(lcControl).noquote()
            << u"%1 from other addresses: %2 more"_s.arg(m_what).arg(std::exchange(m_others, 0));
    }
    if (m_untold.isEmpty())
        m_clock.stop();
}

} // namespace qilin
