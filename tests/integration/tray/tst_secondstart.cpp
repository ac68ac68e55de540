// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "tests/integration/daemon/appconfig.h"
#include "tests/integration/tray/trayscene.h"
#include "tests/support/appfile.h"
#include "tests/support/processes.h"

#include <QLocalServer>
#include <QLocalSocket>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace qilin::test;

// The daemon of a configuration is started a second time.
class tst_SecondStart final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void onADesktop();
    void refused_data();
    void refused();
    void whereAnotherProgramListens_data();
    void whereAnotherProgramListens();

private:
    struct Run
    {
        std::optional<int> code;
        QByteArray err;
    };
    Run again(const QStringList &options, const QString &display, bool withTray = true);

    std::unique_ptr<DaemonProcess> m_daemon;
    std::unique_ptr<FakeTray> m_tray;
};

void tst_SecondStart::init()
{
    m_tray.reset();
    m_daemon = std::make_unique<DaemonProcess>();
    m_tray = std::make_unique<FakeTray>(*m_daemon, "exec sleep 3600");
    m_daemon->writeConfig(childApp({u"hang"_s}));
}

tst_SecondStart::Run tst_SecondStart::again(const QStringList &options, const QString &display,
                                            bool withTray)
{
    if (!withTray)
        QFile::remove(m_daemon->path(u"bin/qilin-tray"_s));
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"DISPLAY"_s, display);
    environment.remove(u"WAYLAND_DISPLAY"_s);
    environment.insert(u"PLACE"_s, m_daemon->directory());
    QProcess process;
    process.setProcessEnvironment(environment);
    process.start(m_daemon->path(u"bin/qilin-daemon"_s),
                  options + QStringList{m_daemon->path(u"qilin-daemon.json"_s)});
    if (!waitFor([&] { return process.state() == QProcess::NotRunning; })) {
        process.kill();
        process.waitForFinished();
        return {};
    }
    return {process.exitCode(), process.readAllStandardError()};
}

void tst_SecondStart::onADesktop()
{
    QVERIFY(m_daemon->startAndWaitUntilUp());
    QVERIFY(m_tray->waitForStarts(1));
    const QList<qint64> workers = m_daemon->workerPids();
    const qint64 companion = m_tray->pid();
    const Run run = again({}, u":4711"_s);
    QCOMPARE(run.code, 0);
    const QByteArray config = m_daemon->path(u"qilin-daemon.json"_s).toUtf8();
    QCOMPARE(run.err, "[daemon] " + config + " is being run already: its window is shown\n");
    QVERIFY(m_tray->waitForStarts(2));
    const qint64 raiser = m_tray->pid();
    const KilledAtTheEnd guarded(raiser);
    QCOMPARE(m_tray->starts().last().section(u' ', 1),
             u"--config %1 --raise"_s.arg(QString::fromUtf8(config)));
    // It is nobody's child, and not touched by the first daemon's end.
    QCOMPARE(m_daemon->workerPids(), workers);
    QCOMPARE(m_daemon->quit(), 0);
    QVERIFY(!isAlive(companion));
    QVERIFY(isAlive(raiser));
}

void tst_SecondStart::refused_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<QString>("display");
    QTest::addColumn<bool>("withTray");
    QTest::newRow("headless") << QStringList{u"--headless"_s} << u":4711"_s << true;
    QTest::newRow("no display") << QStringList() << QString() << true;
    QTest::newRow("no tray") << QStringList() << u":4711"_s << false;
}

void tst_SecondStart::refused()
{
    QFETCH(QStringList, options);
    QFETCH(QString, display);
    QFETCH(bool, withTray);
    QVERIFY(m_daemon->startAndWaitUntilUp());
    QVERIFY(m_tray->waitForStarts(1));
    const Run run = again(options, display, withTray);
    QCOMPARE(run.code, 71);
    QVERIFY2(run.err.contains("another daemon answers on"), run.err);
    QCOMPARE(m_tray->starts().size(), 1);
    QCOMPARE(m_daemon->quit(), 0);
}

void tst_SecondStart::whereAnotherProgramListens_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::newRow("says nothing") << QByteArray();
    QTest::newRow("something else") << "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"_ba;
}

// The control socket's path is another program's: nothing is shown, the fault is named.
void tst_SecondStart::whereAnotherProgramListens()
{
    QFETCH(QByteArray, answer);
    QLocalServer other;
    QVERIFY(other.listen(m_daemon->path(u"control.sock"_s)));
    connect(&other, &QLocalServer::newConnection, this, [&] {
        QLocalSocket *client = other.nextPendingConnection();
        connect(client, &QLocalSocket::readyRead, client, [client, answer] {
            client->write(answer);
            if (!answer.isEmpty())
                client->disconnectFromServer();
        });
    });
    const Run run = again({}, u":4711"_s);
    QCOMPARE(run.code, 71);
    QVERIFY2(run.err.contains("another daemon answers on"), run.err);
    QCOMPARE(m_tray->starts(), QStringList());
}

QTEST_GUILESS_MAIN(tst_SecondStart)
#include "tst_secondstart.moc"
