// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

// What an application counts of what becomes of it; the rest of it is in application.cpp.
#include "core/pool/application.h"

namespace qilin {

void Application::startCounting()
{
    m_crew.restarted = [this] { ++m_totals.restarts; };
    connect(this, &Application::workerEvent, this, [this](const WorkerEvent &event) {
        if (event.failure)
            ++m_totals.failures;
    });
    connect(&m_output, &AppOutput::linesLost, this,
            [this](qint64 lines) { m_totals.dropped += lines; });
    connect(&m_reloads, &Reloads::finished, this, &Application::countReload);
}

// However it came about.
void Application::countReload(const Result<> &result)
{
    if (!result && (m_isLeaving || m_isStopped)) {
        ++m_totals.reloadsCancelled;
        return;
    }
    const ReloadSnapshot &reload = *m_reloads.last();
    m_totals.lastReload = {reload.at, bool(result)};
    if (result) {
        ++m_totals.reloadsOk;
        m_totals.reloadTook.add(std::chrono::milliseconds(reload.tookMs));
    } else {
        ++m_totals.reloadsFailed;
    }
}

} // namespace qilin
