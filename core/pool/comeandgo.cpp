// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

// How an application comes and goes, and for whom it waits; the rest of it is in application.cpp.
#include "core/base/log.h"
#include "core/pool/application.h"

#include <utility>

using namespace Qt::StringLiterals;

namespace qilin {

void Application::launch()
{
    const QStringList awaited = m_services.awaited(m_app);
    if (awaited.isEmpty()) {
        serve();
        return;
    }
    m_isStopped = true;
    announce(u"%1 waits until %2 is up"_s.arg(m_app.name, awaited.join(u", "_s)));
    m_agenda.add({Intent::Kind::Start}, {});
}

void Application::advance()
{
    m_agenda.advance();
    if (m_isLeaving && !m_isHalted && m_services.mayStop(m_app)) {
        m_isHalted = true;
        halt(stoppedText());
        onChanged();
    }
}

// It serves on, and nothing changes any more.
void Application::quiesce(const QString &why)
{
    m_watcher.setPlan({});
    m_schedule.setTimes({});
    m_reloads.cancelAll(why);
}

void Application::halt(const QString &why)
{
    quiesce(why);
    m_primary.setHold(false);
    m_generations.stop();
}

void Application::leave()
{
    if (std::exchange(m_isLeaving, true))
        return;
    const QString why = u"%1 is being stopped"_s.arg(m_app.name);
    m_agenda.drop({}, why);
    quiesce(why);
    advance();
    onChanged();
}

void Application::kill()
{
    leave();
    if (!std::exchange(m_isHalted, true))
        halt(stoppedText());
    m_hooks.kill();
    m_generations.kill();
}

// What its last events have set off may end as long as workers do.
void Application::leaveIfLast()
{
    if (!m_isLeaving || !m_generations.isGone())
        return;
    m_hooks.end();
    if (m_hooks.isIdle() && !std::exchange(m_isGone, true))
        emit gone();
}

} // namespace qilin
