// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/pool/hookrun.h"

#include "core/base/log.h"

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace qilin {

namespace {

constexpr std::chrono::milliseconds kTermGrace = 1s;
constexpr qsizetype kKeptLines = 10;
constexpr qsizetype kKeptLineLength = 500;

QString seconds(qint64 ms)
{
    return u"%1 s"_s.arg(double(ms) / 1000, 0, 'f', 1);
}

} // namespace

HookRun::HookRun(const QString &title, int key, Result<Launch> launch, TreeKeeper &trees,
                 Outlets &outlets)
    : m_title(title)
    , m_nowhere(outlets)
    , m_process(key, std::move(launch), trees, m_nowhere, [] { return u"SIGTERM"_s; })
{
    AppOutput::Plan silent;
    silent.isSilent = true;
    m_nowhere.setPlan(silent);
    m_deadline.setSingleShot(true);
    connect(&m_deadline, &QTimer::timeout, this, &HookRun::onDeadline);
    connect(&m_process, &WorkerProcess::printed, this, [this](Stream, const OutputChunk &chunk) {
        const QByteArrayView lines = chunk.asLines();
        forEachLine(lines, lines.size(), [this](QByteArrayView line) { onLine(line); });
    });
    connect(&m_process, &WorkerProcess::exited, this, &HookRun::onExited);
    connect(&m_process, &WorkerProcess::treeGone, this, &HookRun::gone);
    connect(&m_process, &WorkerProcess::failedToStart, this, [this](const QString &reason) {
        warn(u"could not start: "_s + reason);
        m_deadline.stop();
        QTimer::singleShot(0, this, &HookRun::gone); // whoever called start() counts us first
    });
}

HookRun::~HookRun() = default;

void HookRun::start(const QByteArray &input, std::chrono::milliseconds deadline)
{
    m_clock.start();
    m_deadline.start(deadline);
    m_process.setInput(input);
    m_process.start();
    qCDebug(lcWorker).noquote() << m_title << "has started:" << m_process.pid();
}

void HookRun::end()
{
    m_isEnding = true;
    m_deadline.stop();
    m_process.endTree(kTermGrace);
}

void HookRun::kill()
{
    m_isEnding = true;
    m_process.endTree(0ms);
}

void HookRun::onLine(QByteArrayView text)
{
    const QString line = QString::fromUtf8(text.first(std::min(text.size(), kKeptLineLength)));
    qCDebug(lcWorker).noquote() << m_title + u':' << line;
    m_output.append(line);
    if (m_output.size() > kKeptLines)
        m_output.removeFirst();
}

void HookRun::onExited(const ExitStatus &status)
{
    m_deadline.stop();
    const QString what = exitText(status) + u" after "_s + seconds(m_clock.elapsed());
    if (status.code == 0 || m_isEnding)
        qCDebug(lcWorker).noquote() << m_title << what;
    else
        warn(what);
    m_process.endTree(kTermGrace); // what it has left behind
}

void HookRun::onDeadline()
{
    warn(u"was not done after %1: it is ended"_s.arg(seconds(m_clock.elapsed())));
    end();
}

void HookRun::warn(const QString &what)
{
    qCWarning(lcWorker).noquote() << m_title << what;
    for (const QString &line : std::as_const(m_output))
        qCWarning(lcWorker).noquote() << m_title + u':' << line;
}

} // namespace qilin
