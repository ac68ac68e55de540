// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

// What an application does about the memory of its workers; the rest of it is in application.cpp.
#include "core/base/log.h"
#include "core/platform/procstat.h"
#include "core/pool/application.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace qilin {

namespace {

constexpr double kMegabyte = 1 << 20;

std::chrono::milliseconds now()
{
    return std::chrono::milliseconds(msSinceBoot());
}

} // namespace

void Application::limitMemory(const std::function<double(int key)> &held)
{
    if (!m_app.maxMemory || !willRun() || m_isStopped || m_reloads.isBusy())
        return;
    QList<WorkerSnapshot> snapshots;
    m_generations.serving()->appendSnapshots(snapshots);
    QList<MemoryGuard::Held> workers;
    for (const WorkerSnapshot &worker : std::as_const(snapshots)) {
        if (worker.state == WorkerState::Up)
            workers.append({worker.id, qint64(held(worker.id) * kMegabyte),
                            std::chrono::seconds(worker.uptime)});
    }
    const std::optional<MemoryGuard::Held> chosen
        = m_memory.choose(workers, m_app.maxMemory->bytes, now());
    if (!chosen)
        return;
    QString text = u"worker %1 of %2 holds %3 MB, more than max_memory (%4): it is replaced"_s
                       .arg(chosen->worker)
                       .arg(m_app.name)
                       .arg(double(chosen->bytes) / kMegabyte, 0, 'f', 1)
                       .arg(byteSizeText(*m_app.maxMemory));
    if (m_memory.pause() > 0ms)
        text += u"; one that grows as soon is let live for %1 s at least"_s.arg(
            m_memory.pause().count() / 1000);
    qCWarning(lcWorker).noquote() << text;
    restart(chosen->worker, [this](const Result<> &result) {
        m_memory.done(bool(result), now());
        if (!result)
            qCWarning(lcWorker).noquote() << m_app.name + ": next look at its memory in"_L1
                                          << m_memory.pause().count() / 1000 << "s";
    });
}

} // namespace qilin
