// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/config/config.h"
#include "core/worker/lifecycle.h"
#include "core/worker/workerprocess.h"

#include <QElapsedTimer>
#include <QObject>
#include <QStringList>
#include <QTimer>

#include <deque>
#include <memory>

namespace qilin {

// When a worker counts as up, and how long it may take for what.
struct WorkerRules
{
    Ready ready = Ready::Auto;
    bool expectListen = false; // with Ready::Auto: earlier workers have listened, so this one will
    std::chrono::milliseconds readyTimeout{30000};
    std::chrono::milliseconds minUptime{1000};
    std::chrono::milliseconds disconnectTimeout{5000};
};

// One worker from its start until its process tree is gone. Owns its WorkerProcess and the only
// deadline of its phase; apply() is the only caller of step(), setPhase() the only writer.
class Worker final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Worker)

public:
    Worker(int id, int generation, const WorkerRules &rules, std::unique_ptr<WorkerProcess> process,
           QObject *parent = nullptr);
    ~Worker() override;

    int id() const { return m_id; }
    int generation() const { return m_generation; }
    Phase phase() const { return m_phase; }
    qint64 pid() const { return m_process->pid(); }
    std::optional<int> connections() const { return m_process->connections(); }
    qint64 uptimeMs() const; // since start(), until its exit
    bool isSeasoned() const; // has lived for minUptime
    bool wasUp() const { return m_wasUp; }
    // It listens, or has had readyTimeout to do so.
    bool hadTimeToListen() const;
    bool isWanted() const { return m_wanted; } // nobody has asked it to go
    bool leaderGone() const { return m_leaderGone; }
    bool stoppedAccepting() const;
    // "exited with code 1 after 0.2 s", "was not up after 30 s"; empty before its end.
    QString endReason() const;
    bool hasSucceeded() const; // exited with 0, and we were not the reason
    const ExitStatus &exitStatus() const { return m_exit; }
    QString statusText() const { return m_status; } // what it says of itself
    QStringList lastOutput() const;                 // at most 40 lines of at most 500 characters

    void start();   // once
    void release(); // lets a parked worker go; later ones pass at once
    void stop();    // gracefully
    void kill();    // at once, the whole tree

signals:
    void phaseChanged(qilin::Phase phase);
    void seasoned(); // lived for minUptime
    void asked();    // wants a socket from us
    void listening(const QString &address);
    void statusChanged();
    void accepting(bool yes); // false: after stop(), nothing new reaches it
    void ended();             // its main process is gone, or never was: time to replace it
    void gone();              // phase Exited; last signal

private:
    void apply(Event event);
    void setPhase(Phase phase);
    void perform(Action action);
    void enterDeadline();
    void timedOut();
    void becomeReadyByUptime();
    void onListening(const QString &address);
    void onAsked();
    void onReady();
    void onSilence();
    void onExited(const ExitStatus &status);
    void onStartFailed(const QString &reason);
    void onPrinted(Stream stream, const OutputChunk &chunk);
    bool waitsForListen() const;
    bool waitsForWord() const;
    QString whatIsMissing() const;
    void reportEnd();

    const int m_id;
    const int m_generation;
    const WorkerRules m_rules;
    std::unique_ptr<WorkerProcess> m_process;
    QTimer m_deadline;
    QTimer m_seasoning;
    QTimer m_watchdog; // runs while it is up
    QElapsedTimer m_clock;
    qint64 m_livedMs = 0;
    Phase m_phase = Phase::Starting;
    ExitStatus m_exit;
    QString m_status;
    QString m_cause; // why we ended it, or it never started
    std::deque<QByteArray> m_output;
    bool m_hasAsked = false;
    bool m_wanted = true;
    bool m_wasUp = false;
    bool m_hasListened = false;
    bool m_saidReady = false;
    bool m_leaderGone = false;
    bool m_stoppedAccepting = false;
};

} // namespace qilin
