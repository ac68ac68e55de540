// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArray>
#include <QList>
#include <QProcess>
#include <QTemporaryDir>

namespace qilin::test {

// What ill-behaved clients do, all in one process of the lowest priority.
struct Attack
{
    int connections = 50;     // at once
    QList<QByteArray> first;  // each begins with one of these, in turn
    QByteArray more = {};     // then this follows again and again, as fast as it is taken…
    int dripMs = 0;           // …or one byte of it each
    int againMs = -1;         // after which a connection that has ended is opened anew; < 0: never
    bool isDeaf = false;      // takes nothing of what it is sent
    bool endsSending = false; // after its first words
    bool speaksTls = false;   // else its bytes go out as they are
};

// Where it goes.
struct Target
{
    quint16 port = 0;
    QString unixPath;   // instead of the port
    bool isTls = false; // to those who behave
};

// What the attackers have come to so far.
struct AttackReport
{
    qint64 opened = 0;
    qint64 open = 0; // now
    qint64 ended = 0;
    qint64 sent = 0;                   // bytes
    QList<QPair<int, qint64>> answers; // by status

    [[nodiscard]] qint64 answered() const;
};

// The running attack. Ended at the latest by destruction.
class Attackers final
{
public:
    Attackers(const Attack &attack, const Target &target);
    ~Attackers();
    Q_DISABLE_COPY_MOVE(Attackers)

    [[nodiscard]] AttackReport report(); // of the last 100 ms
    [[nodiscard]] bool isRunning() const { return m_process.state() != QProcess::NotRunning; }
    void stop();

private:
    QTemporaryDir m_directory;
    QProcess m_process;
    QByteArray m_output;
};

} // namespace qilin::test
