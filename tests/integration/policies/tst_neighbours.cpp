// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "tests/integration/daemon/appconfig.h"
#include "tests/integration/daemon/infoview.h"
#include "tests/support/appfile.h"
#include "tests/support/daemonprocess.h"
#include "tests/support/loadrun.h"
#include "tests/support/nodes.h"
#include "tests/support/ports.h"
#include "tests/support/processes.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTest>

#include <csignal>

using namespace Qt::StringLiterals;
using namespace qilin::test;

namespace {

qint64 generationOf(const QJsonObject &info, const QString &app)
{
    return number(appIn(info, app), "generation");
}

// What a process has written so far, in bytes; see proc_pid_io(5).
qint64 writtenBy(qint64 pid)
{
    QFile file(u"/proc/%1/io"_s.arg(pid));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray &line : file.readAll().split('\n')) {
        if (line.startsWith("wchar:"))
            return line.mid(7).toLongLong();
    }
    return 0;
}

} // namespace

// What one application does or is told is no matter of the others.
class tst_PoliciesNeighbours final : public QObject
{
    Q_OBJECT

private slots:
    void filesOfOne();
    void logFloods();
};

void tst_PoliciesNeighbours::filesOfOne()
{
    DaemonProcess daemon;
    const QDir directory(QFileInfo(daemon.directory()).canonicalFilePath());
    for (const QString &name : {u"mine"_s, u"ours"_s}) {
        QVERIFY(directory.mkdir(name));
        writeFile(directory.filePath(name + "/file"_L1), "1");
    }
    const QJsonObject app = childApp({u"hang"_s});
    const QJsonValue mine(QJsonArray{u"mine"_s});
    const QJsonValue ours(QJsonArray{u"ours"_s});
    daemon.writeConfig(
        severalApps({{u"one"_s, with(app, u"watch"_s, mine)},
                     {u"two"_s, with(app, u"watch"_s, ours)},
                     {u"deaf"_s, with(with(app, u"watch"_s, ours), u"reload_on"_s, u"never"_s)}}));
    QVERIFY2(daemon.startAndWaitUntilUp(), daemon.log());

    // The order tells: a wrong reload would have come with the right one.
    writeFile(directory.filePath(u"mine/file"_s), "2");
    QVERIFY2(daemon.waitForInfo([](const QJsonObject &info) {
        return generationOf(info, u"one"_s) == 2 && text(appIn(info, u"one"_s), "state") == "up"_L1;
    }),
             daemon.log());
    writeFile(directory.filePath(u"ours/file"_s), "2");
    QVERIFY2(daemon.waitForInfo([](const QJsonObject &info) {
        return generationOf(info, u"two"_s) >= 2 && text(appIn(info, u"two"_s), "state") == "up"_L1;
    }),
             daemon.log());
    writeFile(directory.filePath(u"mine/file"_s), "3");
    QVERIFY2(daemon.waitForInfo([](const QJsonObject &info) {
        return generationOf(info, u"one"_s) >= 3 && text(appIn(info, u"one"_s), "state") == "up"_L1;
    }),
             daemon.log());

    const QJsonObject info = daemon.info();
    QCOMPARE(generationOf(info, u"one"_s), 3);
    QCOMPARE(generationOf(info, u"two"_s), 2);
    QCOMPARE(generationOf(info, u"deaf"_s), 1);
    const QJsonObject last = appIn(info, u"two"_s).value("last_reload"_L1).toObject();
    QCOMPARE(text(last, "reason"), u"file"_s);
    QCOMPARE(last.value("files"_L1).toArray(), QJsonArray{directory.filePath(u"ours/file"_s)});
    QCOMPARE(daemon.quit(), 0);
}

// Two that print as fast as they can, into a file and on the daemon's stdout.
void tst_PoliciesNeighbours::logFloods()
{
    NEED_NODE();
    DaemonProcess daemon;
    const quint16 port = freePort();
    const QJsonObject loud = with(childApp({u"flood=1000000000000"_s, u"hang"_s}), u"nice"_s, 10);
    QJsonObject filed = loud;
    filed.insert("log_file"_L1, "log"_L1);
    filed.insert("log_max_size"_L1, "1M"_L1);
    filed.insert("log_keep"_L1, 1);
    daemon.writeConfig(severalApps({{u"filed"_s, filed},
                                    {u"json"_s, with(loud, u"log_format"_s, u"json"_s)},
                                    {u"good"_s, nodeApp(u"hello.js"_s, port, 2)}}));
    daemon.setWrapper({u"sh"_s, u"-c"_s, u"exec \"$@\" >/dev/null"_s, u"sh"_s});
    QVERIFY2(daemon.startAndWaitUntilUp(), daemon.log());
    LoadRun load(port, {u"--connections"_s, u"4"_s, u"--pause"_s, u"5"_s});
    const auto goesOn = [&] {
        constexpr qint64 kMuch = 10'000'000;
        const qint64 before = writtenBy(daemon.pid());
        return waitFor([&] { return writtenBy(daemon.pid()) > before + kMuch; })
               && load.waitForAnswers(load.answers() + 20);
    };
    for (int generation = 2; generation <= 4; ++generation) {
        QVERIFY(goesOn());
        // For a moment of each rotation it is not there.
        QVERIFY(waitFor([&] { return QFileInfo::exists(daemon.path(u"log.1"_s)); }));
        QCOMPARE(daemon.post("/reload?app=good").status, 200);
        QCOMPARE(generationOf(daemon.info(), u"good"_s), generation);
    }
    QVERIFY(goesOn());
    const QJsonObject result = load.stop();
    QVERIFY(result.value("answered"_L1).toInteger() > 0);
    QCOMPARE(result.value("failed"_L1).toInteger(-1), 0);

    const qint64 killed = pidsUp(daemon.info(), u"good"_s).value(0);
    sendSignal(killed, SIGKILL);
    QVERIFY2(daemon.waitForInfo([killed](const QJsonObject &info) {
        return isFilled(info, killed, 2, u"good"_s);
    }),
             daemon.log());
    QCOMPARE(pidsUp(daemon.info(), u"filed"_s).size(), 1);
    QCOMPARE(pidsUp(daemon.info(), u"json"_s).size(), 1);
    QCOMPARE(daemon.quit(), 0);
}

QTEST_GUILESS_MAIN(tst_PoliciesNeighbours)
#include "tst_neighbours.moc"
