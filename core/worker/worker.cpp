// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/worker/worker.h"

#include "core/base/log.h"

#include <QMetaEnum>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace qilin {

namespace {

// What Node says of an uncaught error: place, message, ten frames, the error's properties, where it
// was emitted. The message comes early, so fewer lines would lose it.
constexpr qsizetype kKeptLines = 40;
constexpr qsizetype kKeptLineLength = 500;
// After its deadline a draining worker closes what is left; only then is it ended.
constexpr std::chrono::milliseconds kClosingTime = 500ms;
constexpr std::chrono::milliseconds kTermGrace = 1s;

QString seconds(qint64 ms)
{
    return u"%1 s"_s.arg(double(ms) / 1000, 0, 'f', 1);
}

} // namespace

Worker::Worker(int id, int generation, const WorkerRules &rules,
               std::unique_ptr<WorkerProcess> process, QObject *parent)
    : QObject(parent)
    , m_id(id)
    , m_generation(generation)
    , m_rules(rules)
    , m_process(std::move(process))
{
    m_deadline.setSingleShot(true);
    m_seasoning.setSingleShot(true);
    m_seasoning.setTimerType(Qt::PreciseTimer); // a coarse one may fire before minUptime has passed
    connect(&m_deadline, &QTimer::timeout, this, &Worker::timedOut);
    connect(&m_seasoning, &QTimer::timeout, this, [this] {
        becomeReadyByUptime();
        emit seasoned();
    });
    m_watchdog.setSingleShot(true);
    m_watchdog.setInterval(m_process->watchdog());
    connect(&m_watchdog, &QTimer::timeout, this, &Worker::onSilence);
    WorkerProcess *process_ = m_process.get();
    connect(process_, &WorkerProcess::failedToStart, this, &Worker::onStartFailed);
    connect(process_, &WorkerProcess::asked, this, &Worker::onAsked);
    connect(process_, &WorkerProcess::parked, this, [this] { apply(Event::Park); });
    connect(process_, &WorkerProcess::listening, this, &Worker::onListening);
    connect(process_, &WorkerProcess::ready, this, &Worker::onReady);
    connect(process_, &WorkerProcess::alive, this, [this] {
        if (m_watchdog.isActive())
            m_watchdog.start();
    });
    connect(process_, &WorkerProcess::status, this, [this](const QString &text) {
        m_status = text;
        emit statusChanged();
    });
    connect(process_, &WorkerProcess::stopping, this, [this] { apply(Event::Leave); });
    connect(process_, &WorkerProcess::exited, this, &Worker::onExited);
    connect(process_, &WorkerProcess::treeGone, this, [this] { apply(Event::TreeGone); });
    connect(process_, &WorkerProcess::lost, this, [this](const QString &reason) {
        m_cause = reason;
        apply(Event::TimedOut);
    });
    connect(process_, &WorkerProcess::stoppedAccepting, this, [this] {
        m_stoppedAccepting = true;
        emit accepting(false);
    });
    connect(process_, &WorkerProcess::printed, this, &Worker::onPrinted);
}

Worker::~Worker() = default;

qint64 Worker::uptimeMs() const
{
    return m_leaderGone || !m_clock.isValid() ? m_livedMs : m_clock.elapsed();
}

bool Worker::isSeasoned() const
{
    return uptimeMs() >= m_rules.minUptime.count();
}

bool Worker::hadTimeToListen() const
{
    return m_hasListened || uptimeMs() >= m_rules.readyTimeout.count();
}

bool Worker::stoppedAccepting() const
{
    return m_stoppedAccepting || m_leaderGone || m_phase == Phase::Exited;
}

QString Worker::endReason() const
{
    if (!m_cause.isEmpty())
        return m_cause;
    if (!m_leaderGone)
        return {};
    return u"%1 after %2"_s.arg(exitText(m_exit), seconds(m_livedMs));
}

bool Worker::hasSucceeded() const
{
    return m_leaderGone && m_cause.isEmpty() && m_exit.code == 0;
}

QStringList Worker::lastOutput() const
{
    QStringList lines;
    for (const QByteArray &text : m_output)
        lines.append(QString::fromUtf8(text));
    return lines;
}

void Worker::start()
{
    m_clock.start();
    enterDeadline();
    m_seasoning.start(m_rules.minUptime);
    m_process->start();
}

void Worker::release()
{
    if (m_phase == Phase::Parked)
        apply(Event::Release);
    else
        m_process->release(); // should it listen only later, it is not held up
}

void Worker::stop()
{
    m_wanted = false;
    apply(Event::Stop);
}

void Worker::kill()
{
    m_wanted = false;
    apply(Event::Kill);
}

void Worker::apply(Event event)
{
    const std::optional<Step> next = step(m_phase, event);
    if (!next)
        return;
    setPhase(next->next);
    perform(next->action);
}

void Worker::setPhase(Phase phase)
{
    if (m_phase == phase)
        return;
    qCDebug(lcWorker).noquote().nospace()
        << "worker " << m_id << ": "
        << QMetaEnum::fromType<WorkerState>().valueToKey(int(publicState(phase)));
    m_phase = phase;
    enterDeadline();
    if (phase == Phase::Up) {
        if (!m_wasUp)
            qCInfo(lcWorker).noquote().nospace() << "Worker[" << m_id << "] is up: " << pid();
        m_wasUp = true;
    }
    emit phaseChanged(phase);
    if (phase == Phase::Exited)
        emit gone();
}

void Worker::perform(Action action)
{
    switch (action) {
    case Action::None:
        break;
    case Action::Release:
        m_process->release();
        becomeReadyByUptime();
        if (m_saidReady) // before it was parked
            onReady();
        break;
    case Action::Retire:
        m_process->retire(m_rules.disconnectTimeout);
        break;
    case Action::EndTree:
        m_process->endTree(kTermGrace);
        break;
    case Action::KillTree:
        m_process->endTree(0ms);
        break;
    }
}

void Worker::enterDeadline()
{
    if (m_phase == Phase::Up && m_process->watchdog() > 0ms)
        m_watchdog.start();
    else
        m_watchdog.stop();
    switch (m_phase) {
    case Phase::Starting:
        m_deadline.start(m_rules.readyTimeout);
        break;
    case Phase::Retiring:
        m_deadline.start(m_rules.disconnectTimeout + kClosingTime);
        break;
    case Phase::Parked:
    case Phase::Up:
    case Phase::Ending:
    case Phase::Exited:
        m_deadline.stop();
        break;
    }
}

void Worker::timedOut()
{
    if (m_phase == Phase::Starting && m_wanted)
        m_cause
            = u"was not up after %1"_s.arg(seconds(m_rules.readyTimeout.count())) + whatIsMissing();
    apply(Event::TimedOut);
}

bool Worker::waitsForListen() const
{
    switch (m_rules.ready) {
    case Ready::Listening:
        return true;
    case Ready::Notify:
    case Ready::Uptime:
    case Ready::Http:
        return false;
    case Ready::Auto:
        return m_rules.expectListen || m_hasAsked;
    }
    return false;
}

bool Worker::waitsForWord() const
{
    return m_rules.ready == Ready::Notify || m_rules.ready == Ready::Http;
}

QString Worker::whatIsMissing() const
{
    if (m_rules.ready == Ready::Notify)
        return u" (it never sent READY=1)"_s;
    if (m_rules.ready == Ready::Http)
        return u" (%1)"_s.arg(m_process->lastCheck());
    if (m_rules.ready == Ready::Auto && m_rules.expectListen && !m_hasAsked)
        return u" (it never listened, as workers before it did; if it is not to, set \"ready\" to "
               "\"uptime\")"_s;
    return waitsForListen() ? u" (it never listened)"_s : QString();
}

void Worker::becomeReadyByUptime()
{
    if (!waitsForListen() && !waitsForWord() && isSeasoned() && m_phase == Phase::Starting)
        apply(Event::Ready);
}

void Worker::onAsked()
{
    m_hasAsked = true;
    emit asked();
}

void Worker::onListening(const QString &address)
{
    m_hasListened = true;
    emit listening(address);
    if (waitsForListen() && m_phase == Phase::Starting)
        apply(Event::Ready);
}

void Worker::onReady()
{
    m_saidReady = true;
    if (waitsForWord() && m_phase == Phase::Starting)
        apply(Event::Ready);
}

void Worker::onSilence()
{
    m_cause
        = u"gave no sign of life (WATCHDOG=1) for %1"_s.arg(seconds(m_process->watchdog().count()));
    qCWarning(lcWorker).noquote().nospace()
        << "worker " << m_id << " " << m_cause << "; it is ended";
    apply(Event::TimedOut);
}

void Worker::onExited(const ExitStatus &status)
{
    qCInfo(lcWorker).noquote().nospace() << "Worker[" << m_id << "] died: " << pid();
    m_exit = status;
    reportEnd();
    apply(Event::LeaderGone);
}

void Worker::onStartFailed(const QString &reason)
{
    m_cause = u"could not start: "_s + reason;
    reportEnd();
    apply(Event::StartFailed);
}

// Before the phase moves on, so that whoever replaces the worker hears of it first.
void Worker::reportEnd()
{
    m_livedMs = m_clock.elapsed();
    m_leaderGone = true;
    m_seasoning.stop();
    emit ended();
}

void Worker::onPrinted(Stream, const OutputChunk &chunk)
{
    const QByteArrayView lines = lastLines(chunk.asLines(), kKeptLines).bytes;
    forEachLine(lines, lines.size(), [this](QByteArrayView line) {
        m_output.push_back(line.first(std::min(line.size(), kKeptLineLength)).toByteArray());
        if (m_output.size() > size_t(kKeptLines))
            m_output.pop_front();
    });
}

} // namespace qilin
