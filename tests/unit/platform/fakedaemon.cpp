// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

// fakedaemon GUARD CHILD TOKEN BEHAVIOUR…: keeps a tree for each BEHAVIOUR of CHILD and a guard
// beside itself, as the daemon does. Prints "ready PID-OF-GUARD" when all stand. A line on stdin
// ends it as a quit does: trees first, then the guard's goodbye.

#include "core/platform/childsetup.h"
#include "core/platform/guard.h"
#include "core/platform/treekeeper.h"

#include <QCoreApplication>
#include <QProcess>
#include <QSocketNotifier>
#include <QTimer>

#include <cstdio>
#include <memory>
#include <vector>

#include <unistd.h>

using namespace qilin;

namespace {

class FakeDaemon final : public QObject
{
    Q_OBJECT

public:
    FakeDaemon(const QStringList &arguments)
        : m_guard(m_trees, arguments.at(1))
        , m_stdin(0, QSocketNotifier::Read)
    {
        m_guard.start();
        for (qsizetype i = 4; i < arguments.size(); ++i)
            startTree(int(i), arguments.at(2), arguments.at(i), arguments.at(3));
        connect(&m_trees, &TreeKeeper::gone, this, &FakeDaemon::onGone);
        connect(&m_stdin, &QSocketNotifier::activated, this, &FakeDaemon::quit);
        connect(&m_poll, &QTimer::timeout, this, &FakeDaemon::look);
        m_poll.start(10);
    }

private:
    struct Tree
    {
        int key;
        std::unique_ptr<QProcess> leader;
        QByteArray output;
    };

    void startTree(int key, const QString &program, const QString &behaviour, const QString &token)
    {
        auto leader = std::make_unique<QProcess>();
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QString::fromLatin1(TreeKeeper::kMarkerName),
                           QString::fromLatin1(m_trees.marker(key)));
        leader->setProcessEnvironment(environment);
        useChildSetup(*leader, {});
        connect(leader.get(), &QProcess::finished, this, [this, key] { m_trees.leaderGone(key); });
        leader->start(program, {behaviour, token});
        m_trees.track(key, pid_t(leader->processId()));
        m_running.push_back({key, std::move(leader), {}});
    }

    void look()
    {
        m_trees.update(readProcesses());
        bool areReady = m_guard.processId() > 0;
        for (Tree &tree : m_running) {
            tree.output += tree.leader->readAllStandardOutput();
            areReady &= tree.output.contains("ready");
        }
        if (!areReady || m_said == m_guard.processId())
            return;
        m_said = m_guard.processId();
        std::printf("ready %lld\n", m_said);
        std::fflush(stdout);
    }

    void quit()
    {
        m_stdin.setEnabled(false);
        for (const Tree &tree : m_running)
            m_trees.endTree(tree.key, 0);
    }

    void onGone()
    {
        if (++m_gone < m_running.size())
            return;
        m_guard.goodbye();
        QCoreApplication::exit(0);
    }

    TreeKeeper m_trees;
    Guard m_guard;
    QSocketNotifier m_stdin;
    QTimer m_poll;
    std::vector<Tree> m_running;
    size_t m_gone = 0;
    qint64 m_said = 0;
};

} // namespace

int main(int argc, char **argv)
{
    prepareDescriptors();
    QCoreApplication app(argc, argv);
    FakeDaemon daemon(QCoreApplication::arguments());
    return QCoreApplication::exec();
}

#include "fakedaemon.moc"
