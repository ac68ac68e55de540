// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/output/console.h"
#include "core/output/outlets.h"
#include "core/platform/treekeeper.h"
#include "core/pool/hookrunner.h"
#include "tests/support/processes.h"
#include "tests/support/waitfor.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace qilin;
using namespace qilin::test;
using namespace std::chrono_literals;

namespace {

WorkerEvent died(int worker)
{
    WorkerEvent event;
    event.app = u"web"_s;
    event.worker = worker;
    event.failure = Failure{u"exited with code 1"_s, 1, {}, 0, {}};
    return event;
}

} // namespace

// Hooks with the real programs that they run.
class TestHookRunner final : public QObject
{
    Q_OBJECT

private slots:
    void init();

    void takesTooLong();
    void leavesChildrenBehind();
    void readsNothing();
    void cannotStart();
    void endedInTheMiddle();
    void waitingOnesFollow();

private:
    void plan(const QStringList &words);
    QList<qint64> pids() const; // as they wrote them into the file "pids"

    std::optional<QTemporaryDir> m_directory;
    Config m_config;
    int m_key = 0;
    Console m_console;
    Outlets m_outlets{m_console};
    std::unique_ptr<TreeKeeper> m_trees;
    std::unique_ptr<HookRunner> m_runner;
};

void TestHookRunner::init()
{
    m_runner.reset();
    m_directory.emplace();
    m_config.directory = m_directory->path();
    m_trees = std::make_unique<TreeKeeper>();
    const auto nextKey = [this] { return ++m_key; };
    m_runner = std::make_unique<HookRunner>(*m_trees, nextKey, m_outlets);
}

void TestHookRunner::plan(const QStringList &words)
{
    AppConfig app;
    app.name = u"web"_s;
    app.hooks[u"worker_failed"_s] = words;
    m_runner->setPlan(m_config, app);
}

QList<qint64> TestHookRunner::pids() const
{
    QFile file(m_directory->filePath(u"pids"_s));
    QList<qint64> pids;
    if (file.open(QIODevice::ReadOnly)) {
        for (const QByteArray &line : file.readAll().split('\n')) {
            if (!line.isEmpty())
                pids.append(line.toLongLong());
        }
    }
    return pids;
}

// Its whole tree is ended, also what ignores SIGTERM.
void TestHookRunner::takesTooLong()
{
    plan({u"/bin/sh"_s, u"-c"_s,
          u"trap '' TERM; echo $$ >>pids; sleep 3600 & echo $! >>pids; wait; sleep 3600"_s});
    // Again with more time, should it have been ended before it stood.
    for (auto deadline = 1s; pids().size() < 2 && deadline < 1min; deadline *= 2) {
        QFile::remove(m_directory->filePath(u"pids"_s));
        m_runner->setDeadline(deadline);
        m_runner->onWorker(died(1));
        QVERIFY(!m_runner->isIdle());
        TRY_VERIFY(m_runner->isIdle());
    }
    QCOMPARE(pids().size(), 2);
    for (const qint64 pid : pids())
        QVERIFY(!isAlive(pid));
}

void TestHookRunner::leavesChildrenBehind()
{
    plan({u"/bin/sh"_s, u"-c"_s, u"setsid sleep 3600 & echo $! >>pids"_s});
    m_runner->onWorker(died(1));
    QTRY_VERIFY_WITH_TIMEOUT(m_runner->isIdle(), kPatienceMs);
    QCOMPARE(pids().size(), 1);
    QVERIFY(!isAlive(pids().first()));
}

void TestHookRunner::readsNothing()
{
    WorkerEvent event = died(1);
    for (int i = 0; i < 40; ++i)
        event.failure->output.append(QString(5000, u'ü')); // more than a pipe holds
    plan({u"/bin/sh"_s, u"-c"_s, u"exec <&-; echo $$ >>pids; exit 0"_s});
    m_runner->onWorker(event);
    QTRY_VERIFY_WITH_TIMEOUT(m_runner->isIdle(), kPatienceMs);
    QCOMPARE(pids().size(), 1);
}

void TestHookRunner::cannotStart()
{
    plan({u"gone.sh"_s});
    QTest::ignoreMessage(QtWarningMsg,
                         QRegularExpression(u"^hook worker_failed of web could not start: "_s));
    m_runner->onWorker(died(1));
    QTRY_VERIFY_WITH_TIMEOUT(m_runner->isIdle(), kPatienceMs);
    plan({u"/bin/true"_s});
    m_runner->onWorker(died(1));
    QTRY_VERIFY_WITH_TIMEOUT(m_runner->isIdle(), kPatienceMs);
}

void TestHookRunner::endedInTheMiddle()
{
    plan({u"/bin/sh"_s, u"-c"_s, u"echo $$ >>pids; sleep 3600 & wait"_s});
    for (int i = 0; i < 10; ++i)
        m_runner->onWorker(died(i));
    QTRY_COMPARE_WITH_TIMEOUT(pids().size(), qsizetype(HookRunner::kAtOnce), kPatienceMs);
    m_runner->end();
    m_runner->onWorker(died(11)); // too late
    QTRY_VERIFY_WITH_TIMEOUT(m_runner->isIdle(), kPatienceMs);
    QCOMPARE(pids().size(), qsizetype(HookRunner::kAtOnce));
    for (const qint64 pid : pids())
        QVERIFY(!isAlive(pid));
}

// In the order of the events, and none is lost while there is room.
void TestHookRunner::waitingOnesFollow()
{
    plan({u"/bin/sh"_s, u"-c"_s, u"cat >>all"_s});
    constexpr int kMany = int(HookRunner::kAtOnce + HookRunner::kWaiting);
    for (int i = 1; i <= kMany; ++i)
        m_runner->onWorker(died(i));
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"^hooks of web take longer"_s));
    m_runner->onWorker(died(kMany + 1));
    m_runner->onWorker(died(kMany + 2));
    QTest::ignoreMessage(QtWarningMsg, "hooks of web were not run for 2 events");
    QTRY_VERIFY_WITH_TIMEOUT(m_runner->isIdle(), kPatienceMs);
    QFile file(m_directory->filePath(u"all"_s));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray text = file.readAll();
    QCOMPARE(text.count('\n'), kMany);
    for (int i = 1; i <= kMany; ++i)
        QVERIFY(text.contains("\"worker\":" + QByteArray::number(i) + '}')
                || text.contains("\"worker\":" + QByteArray::number(i) + ','));
}

QTEST_GUILESS_MAIN(TestHookRunner)
#include "tst_hookrunner.moc"
