// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "tests/integration/daemon/appconfig.h"
#include "tests/integration/daemon/infoview.h"
#include "tests/integration/daemon/shortrun.h"
#include "tests/support/appfile.h"
#include "tests/support/daemonprocess.h"
#include "tests/support/nodes.h"
#include "tests/support/ports.h"
#include "tests/support/processes.h"

#include <QCoreApplication>
#include <QFile>
#include <QLocalServer>
#include <QTest>

#include <memory>

using namespace Qt::StringLiterals;
using namespace qilin::test;

namespace {

constexpr int kResourceMissing = 71;

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

// Something of the system's that the daemon needs is taken: exit code 71, nothing started, and what
// is there stays. What an application needs is the application's affair: the daemon tries on.
class tst_DaemonResources final : public QObject
{
    Q_OBJECT

private slots:
    void controlPortTaken();
    void addressIsNotOurs();
    void controlSocketAnswered();
    void controlSocketIsAFile();
    void pidfileOfALiveProcess_data();
    void pidfileOfALiveProcess();
    void secondDaemonOnOneConfig();
    void watchedPathIsMissing();
    void applicationPortTaken();
};

void tst_DaemonResources::controlPortTaken()
{
    const quint16 port = freePort();
    const OccupiedPort taken(port);
    DaemonProcess daemon;
    QJsonObject config = childApp({u"hang"_s});
    config.insert("daemon_port"_L1, port);
    config.insert("pidfile"_L1, "daemon.pid"_L1);
    daemon.writeConfig(config);
    QVERIFY(daemon.start());
    QCOMPARE(daemon.waitForExit(), kResourceMissing);
    const QStringList lines = daemon.logLines();
    QVERIFY2(lines.size() == 1, daemon.log());
    const QString wanted = u"- error: control port 127.0.0.1:%1 is in use; choose another "
                           "daemon_port"_s;
    QVERIFY2(lines.first().contains(wanted.arg(port)), daemon.log());
    QVERIFY(!QFile::exists(daemon.path(u"daemon.pid"_s)));
    QVERIFY(!QFile::exists(daemon.path(u"control.sock"_s)));
    QCOMPARE(describe(daemon.processes()), QString());
}

void tst_DaemonResources::addressIsNotOurs()
{
    DaemonProcess daemon;
    QJsonObject config = childApp({u"hang"_s});
    config.insert("daemon_port"_L1, freePort());
    config.insert("daemon_host"_L1, "203.0.113.7"_L1); // RFC 5737: nobody's
    config.insert("auth_username"_L1, "foo"_L1);
    config.insert("auth_password"_L1, "bar"_L1);
    daemon.writeConfig(config);
    QVERIFY(daemon.start());
    QCOMPARE(daemon.waitForExit(), kResourceMissing);
    const QStringList lines = daemon.logLines();
    QVERIFY2(lines.size() == 2 && lines[0].contains("set \"tls_certificate\""_L1), daemon.log());
    QVERIFY2(lines[1].contains("this machine has no such address; correct daemon_host"_L1),
             daemon.log());
}

void tst_DaemonResources::controlSocketAnswered()
{
    DaemonProcess daemon;
    const QString path = daemon.path(u"taken.sock"_s);
    QLocalServer other;
    QVERIFY(other.listen(path));
    QJsonObject config = with(childApp({u"hang"_s}), u"control_socket"_s, u"taken.sock"_s);
    config.insert("pidfile"_L1, "daemon.pid"_L1);
    daemon.writeConfig(config);
    QVERIFY(daemon.start());
    QCOMPARE(daemon.waitForExit(), kResourceMissing);
    QVERIFY2(daemon.logLines().size() == 1, daemon.log());
    QVERIFY2(daemon.log().contains("another daemon answers on " + path.toUtf8() + "; end it"),
             daemon.log());
    QVERIFY(QFile::exists(path));
    QVERIFY(!QFile::exists(daemon.path(u"daemon.pid"_s)));
    QCOMPARE(describe(daemon.processes()), QString());
}

void tst_DaemonResources::controlSocketIsAFile()
{
    DaemonProcess daemon;
    const QString path = daemon.path(u"notes.txt"_s);
    writeFile(path, "keep me");
    daemon.writeConfig(with(childApp({u"hang"_s}), u"control_socket"_s, u"notes.txt"_s));
    QVERIFY(daemon.start());
    QCOMPARE(daemon.waitForExit(), kResourceMissing);
    QVERIFY2(daemon.log().contains(path.toUtf8() + " exists and is no socket"), daemon.log());
    QCOMPARE(contentOf(path), QByteArray("keep me"));
}

void tst_DaemonResources::pidfileOfALiveProcess_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("hint");
    const QString pid = QString::number(QCoreApplication::applicationPid());
    QTest::newRow("live") << pid.toUtf8() + '\n'
                          << u"belongs to process %1, which is running; stop it first"_s.arg(pid);
    QTest::newRow("no pid") << QByteArray("my diary\n") << u"exists and is no pidfile"_s;
}

void tst_DaemonResources::pidfileOfALiveProcess()
{
    QFETCH(QByteArray, content);
    QFETCH(QString, hint);
    DaemonProcess daemon;
    const QString path = daemon.path(u"daemon.pid"_s);
    writeFile(path, content);
    daemon.writeConfig(with(childApp({u"hang"_s}), u"pidfile"_s, u"daemon.pid"_s));
    QVERIFY(daemon.start());
    QCOMPARE(daemon.waitForExit(), kResourceMissing);
    QVERIFY2(daemon.logLines().size() == 1, daemon.log());
    QVERIFY2(daemon.log().contains("pidfile " + path.toUtf8() + ' ' + hint.toUtf8()), daemon.log());
    QCOMPARE(contentOf(path), content);
    QVERIFY(!QFile::exists(daemon.path(u"control.sock"_s)));
    QCOMPARE(describe(daemon.processes()), QString());
}

void tst_DaemonResources::secondDaemonOnOneConfig()
{
    DaemonProcess daemon;
    daemon.writeConfig(with(childApp({u"hang"_s}), u"pidfile"_s, u"daemon.pid"_s));
    QVERIFY(daemon.startAndWaitUntilUp());
    const QString pidfile = daemon.path(u"daemon.pid"_s);
    const QByteArray pid = contentOf(pidfile);
    QCOMPARE(pid.trimmed().toLongLong(), daemon.pid());
    const QList<qint64> workers = daemon.workerPids();

    const QString config = daemon.path(u"qilin-daemon.json"_s);
    ShortRun second = runDaemon({u"--headless"_s, config});
    QVERIFY2(second.code == kResourceMissing && second.leftBehind.isEmpty(), second.text());
    QVERIFY2(second.err.contains("belongs to process " + pid.trimmed()), second.text());
    // The control socket alone tells them apart, too.
    second = runDaemon({u"--headless"_s, u"--pidfile=other.pid"_s, config});
    QVERIFY2(second.code == kResourceMissing && second.leftBehind.isEmpty(), second.text());
    QVERIFY2(second.err.contains("another daemon answers on"), second.text());
    QVERIFY(!QFile::exists(daemon.path(u"other.pid"_s)));

    QCOMPARE(contentOf(pidfile), pid);
    QCOMPARE(daemon.workerPids(), workers);
    QCOMPARE(daemon.quit(), 0);
    QVERIFY(!QFile::exists(pidfile));
}

void tst_DaemonResources::watchedPathIsMissing()
{
    DaemonProcess daemon;
    daemon.writeConfig(with(childApp({u"hang"_s}), u"watch"_s, QJsonArray{u"later"_s}));
    QVERIFY(daemon.startAndWaitUntilUp());
    const QString later = daemon.path(u"later"_s);
    const QString config = daemon.path(u"qilin-daemon.json"_s);
    QVERIFY2(daemon.logLines().first().startsWith(config + u':'), daemon.log());
    QVERIFY2(daemon.logLines().first().endsWith(
                 u": watch: %1 does not exist yet; it is watched for"_s.arg(later)),
             daemon.log());
    writeFile(later, "now");
    QVERIFY2(daemon.waitForInfo([](const QJsonObject &info) {
        return number(appIn(info), "generation") == 2 && text(appIn(info), "state") == "up"_L1;
    }),
             daemon.log());
    QCOMPARE(daemon.quit(), 0);
}

void tst_DaemonResources::applicationPortTaken()
{
    NEED(!nodeBinaries().isEmpty(), "Node is not installed");
    const quint16 port = freePort();
    auto taken = std::make_unique<OccupiedPort>(port);
    DaemonProcess daemon;
    daemon.writeConfig(nodeApp(u"hello.js"_s, port));
    QVERIFY(daemon.start());
    QVERIFY2(daemon.waitForLog(u"EADDRINUSE"_s), daemon.log()); // the application's own words
    // It goes on trying, less and less often, and says so.
    QVERIFY2(daemon.waitForLog(u"; it is started again at once"_s), daemon.log());
    QVERIFY2(daemon.waitForLog(u"; next try in 0."_s), daemon.log());
    QVERIFY2(daemon.waitForInfo([](const QJsonObject &info) {
        const QJsonObject failure = appIn(info).value("failure"_L1).toObject();
        const QJsonArray output = failure.value("output"_L1).toArray();
        for (const QJsonValue &line : output) {
            if (line.toString().contains("EADDRINUSE"_L1))
                return failure.value("code"_L1) == 1;
        }
        return false;
    }),
             daemon.log());
    QCOMPARE(daemon.get("/readyz").status, 503);
    QCOMPARE(daemon.get("/healthz").status, 200);

    taken.reset();
    QVERIFY2(daemon.waitUntilUp(), daemon.log());
    QCOMPARE(HttpClient::tcp(port).get("/").status, 200);
    QCOMPARE(daemon.get("/readyz").status, 200);
    QCOMPARE(daemon.quit(), 0);
}

QTEST_GUILESS_MAIN(tst_DaemonResources)
#include "tst_resources.moc"
