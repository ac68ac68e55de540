// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/platform/childsetup.h"
#include "core/platform/treekeeper.h"
#include "tests/unit/platform/processhelp.h"

#include <QProcess>
#include <QTest>

#include <unistd.h>

namespace qilin {

constexpr int kPatience = 60'000;

// A leader as a worker is one: its owner tells the keeper when it was reaped.
class Leader final
{
public:
    Leader(TreeKeeper &trees, int key, const QString &behaviour, const QByteArray &token)
        : m_trees(trees)
        , m_key(key)
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QString::fromLatin1(TreeKeeper::kMarkerName),
                           QString::fromLatin1(trees.marker(key)));
        m_process.setProcessEnvironment(environment);
        ChildSetup setup;
        setup.attributes.tag = trees.tag(key);
        useChildSetup(m_process, setup);
        QObject::connect(&m_process, &QProcess::finished, &m_process,
                         [this] { m_trees.leaderGone(m_key); });
        m_process.start(QStringLiteral(TREECHILD), {behaviour, QString::fromLatin1(token)});
        m_trees.track(key, pid_t(m_process.processId()));
    }
    ~Leader()
    {
        m_process.disconnect();
        m_process.kill();
        m_process.waitForFinished();
        m_trees.release(m_key);
    }

    bool isReady()
    {
        m_output += m_process.readAllStandardOutput();
        return m_output.contains("ready");
    }
    bool hasEnded() const { return m_process.state() == QProcess::NotRunning; }
    int exitCode() const { return m_process.exitCode(); }
    QProcess::ExitStatus exitStatus() const { return m_process.exitStatus(); }
    pid_t pid() const { return pid_t(m_process.processId()); }

private:
    TreeKeeper &m_trees;
    const int m_key;
    QProcess m_process;
    QByteArray m_output;
};

inline QList<pid_t> zombiesOfOurs()
{
    QList<pid_t> zombies;
    for (const ProcessInfo &process : readProcesses()) {
        if (process.parent == ::getpid() && process.state == 'Z')
            zombies.append(process.pid);
    }
    return zombies;
}

} // namespace qilin
