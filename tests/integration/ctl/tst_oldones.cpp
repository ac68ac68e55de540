// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "tests/integration/ctl/ctlscene.h"
#include "tests/support/appfile.h"

#include <QProcess>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace qilin::test;

namespace {

constexpr auto kGate = "gate"_L1;

// Asked to end, it waits until there is the file "gate".
QJsonObject clinging()
{
    QJsonObject app = childApp(
        {u"-c"_s, u"trap 'while ! test -e gate; do sleep 0.05; done; exit 0' TERM; echo ready; "
                  "while :; do sleep 0.05; done"_s});
    app.insert("exec"_L1, "/bin/sh"_L1);
    app.insert("worker_disconnect_timeout"_L1, 3'600'000);
    return app;
}

qsizetype olderThan(const QJsonObject &info, int generation)
{
    const QList<QJsonObject> workers = workersIn(info);
    return std::count_if(workers.begin(), workers.end(), [generation](const QJsonObject &worker) {
        return number(worker, "generation") < generation;
    });
}

} // namespace

// qilinctl, and workers that are not those of today.
class tst_CtlOldOnes final : public QObject
{
    Q_OBJECT

private slots:
    void reloadAndWait();
    void logsOfOneWorker();
};

void tst_CtlOldOnes::reloadAndWait()
{
    CtlScene scene;
    scene.daemon.writeConfig(clinging());
    QVERIFY(scene.daemon.startAndWaitUntilUp());
    const auto ready = [&] { return scene.daemon.standardOutput().count("ready"); };
    QVERIFY(waitFor([&] { return ready() == 1; }));
    const ShortRun run = scene.run({u"reload"_s});
    QVERIFY2(run.code == 0, run.text());
    QCOMPARE(olderThan(scene.daemon.info(), 2), 1);
    QVERIFY(waitFor([&] { return ready() == 2; }));

    QProcess waiting;
    waiting.setWorkingDirectory(scene.daemon.directory());
    waiting.setProcessEnvironment(scene.environment);
    waiting.start(QStringLiteral(QILINCTL_PATH), {u"reload"_s, u"--wait"_s});
    QVERIFY(scene.daemon.waitForInfo([](const QJsonObject &info) {
        return number(appIn(info), "generation") == 3 && text(appIn(info), "state") == "up"_L1;
    }));
    QCOMPARE(olderThan(scene.daemon.info(), 3), 2);
    // A whole reload later it would have returned.
    QVERIFY(waitFor([&] { return ready() == 3; }));
    QCOMPARE(scene.run({u"reload"_s}).code, 0);
    QCOMPARE(waiting.state(), QProcess::Running);
    writeFile(scene.daemon.path(kGate), "");
    QVERIFY(waitFor([&] { return waiting.state() == QProcess::NotRunning; }));
    QCOMPARE(waiting.exitCode(), 0);
    QCOMPARE(olderThan(scene.daemon.info(), 3), 0);
    QCOMPARE(scene.daemon.quit(), 0);
}

void tst_CtlOldOnes::logsOfOneWorker()
{
    CtlScene scene;
    scene.daemon.writeConfig(childApp({u"ids"_s, u"print=hello"_s, u"hang"_s}, 2));
    QVERIFY(scene.daemon.startAndWaitUntilUp());
    QVERIFY(waitFor([&] { return scene.daemon.standardOutput().count("hello") == 2; }));
    const QList<QJsonObject> workers = workersIn(scene.daemon.info());
    QCOMPARE(workers.size(), 2);
    for (const QJsonObject &worker : workers) {
        const QString id = QString::number(number(worker, "id"));
        const ShortRun run = scene.run({u"logs"_s, u"--worker"_s, id});
        QVERIFY2(run.code == 0, run.text());
        QCOMPARE(run.out.count('\n'), 2);
        const QByteArray pid = QByteArray::number(number(worker, "pid"));
        QVERIFY2(run.out.contains("pid " + pid + ' ') && run.out.contains("hello"), run.text());
    }
    const ShortRun nobody = scene.run({u"logs"_s, u"--worker"_s, u"99"_s});
    QVERIFY2(nobody.code != 0 && nobody.err.contains("99"), nobody.text());
    QCOMPARE(scene.daemon.quit(), 0);
}

QTEST_GUILESS_MAIN(tst_CtlOldOnes)
#include "tst_oldones.moc"
