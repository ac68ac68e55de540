// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "tests/integration/deploy/deployment.h"
#include "tests/integration/tray/trayscene.h"
#include "tests/support/loadrun.h"
#include "tests/support/processes.h"

#include <QDir>
#include <QTest>

#include <csignal>

using namespace Qt::StringLiterals;
using namespace qilin::test;

// The real tray on a real X server, a real application under load: whatever happens to the desktop,
// no request and no worker notices.
class tst_Display final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void displayDies();
    void trayDies();
    void daemonDies();
    void secondStart();

private:
    bool begin();
    bool waitForTray(qint64 otherThan = 0);
    qint64 tray() const;

    std::unique_ptr<Display> m_display;
    std::unique_ptr<Deployment> m_deployment;
};

void tst_Display::init()
{
    NEED_NODE();
    NEED_XVFB();
    m_deployment.reset();
    m_display = std::make_unique<Display>();
    QVERIFY(m_display->start());
    m_deployment = std::make_unique<Deployment>(u"hello.js"_s);
    DaemonProcess &daemon = m_deployment->daemon();
    putOnStage(daemon);
    daemon.setEnvironment(u"DISPLAY"_s, m_display->name());
    QVERIFY(m_deployment->start());
    QVERIFY2(waitForTray(), daemon.log());
}

qint64 tst_Display::tray() const
{
    return traysOf(m_deployment->daemon()).value(0);
}

// One that has opened the display: it is the one its socket belongs to.
bool tst_Display::waitForTray(qint64 otherThan)
{
    const QDir place(m_deployment->daemon().path(u"run/qilin-daemon"_s));
    return waitFor([&] {
        const QList<qint64> trays = traysOf(m_deployment->daemon());
        return trays.size() == 1 && trays.first() != otherThan
               && readFile(u"/proc/%1/maps"_s.arg(trays.first())).contains("libqxcb")
               && !place.entryList({u"*.tray"_s}, QDir::System).isEmpty();
    });
}

void tst_Display::displayDies()
{
    DaemonProcess &daemon = m_deployment->daemon();
    const QList<qint64> workers = daemon.workerPids();
    const qint64 first = tray();
    // The daemon itself knows no display.
    const QByteArray maps = readFile(u"/proc/%1/maps"_s.arg(daemon.pid()));
    QVERIFY(maps.contains("libQt6Core"));
    for (const char *library : {"libQt6Gui", "libQt6Widgets", "libQt6DBus", "libxcb", "libX11"})
        QVERIFY2(!maps.contains(library), library);

    LoadRun load(m_deployment->port(), {u"--connections"_s, u"4"_s, u"--pause"_s, u"5"_s});
    QVERIFY(load.waitForAnswers(100));
    m_display->kill();
    QVERIFY2(daemon.waitForLog(u"warning: the tray ended"_s), daemon.log());
    QVERIFY2(daemon.waitForLog(u"the display cannot be opened"_s), daemon.log());
    QVERIFY(load.waitForAnswers(load.answers() + 100));
    QVERIFY(m_display->start(m_display->name()));
    QVERIFY2(waitForTray(first), daemon.log());
    QVERIFY(load.waitForAnswers(load.answers() + 100));
    QCOMPARE(faultsOf(load.stop()), QByteArray());
    QCOMPARE(daemon.workerPids(), workers);
    QCOMPARE(daemon.quit(), 0);
    QVERIFY2(daemon.waitUntilNothingIsLeft(), qPrintable(describe(daemon.processes())));
}

void tst_Display::trayDies()
{
    DaemonProcess &daemon = m_deployment->daemon();
    const QList<qint64> workers = daemon.workerPids();
    LoadRun load(m_deployment->port(), {u"--connections"_s, u"4"_s, u"--pause"_s, u"5"_s});
    QVERIFY(load.waitForAnswers(100));
    const qint64 first = tray();
    sendSignal(first, SIGKILL);
    QVERIFY2(daemon.waitForLog(u"the tray ended by signal 9"_s), daemon.log());
    QVERIFY2(waitForTray(first), daemon.log());
    QCOMPARE(faultsOf(load.stop()), QByteArray());
    QCOMPARE(daemon.workerPids(), workers);
    QCOMPARE(daemon.quit(), 0);
    QVERIFY2(daemon.waitUntilNothingIsLeft(), qPrintable(describe(daemon.processes())));
}

// Its tray stays; the next daemon's takes over.
void tst_Display::daemonDies()
{
    DaemonProcess &daemon = m_deployment->daemon();
    const qint64 first = tray();
    daemon.signal(SIGKILL);
    QVERIFY(!daemon.waitForExit());
    QVERIFY2(waitFor([&] { return daemon.processes() == QList<qint64>{first}; }),
             qPrintable(describe(daemon.processes())));
    QVERIFY(m_deployment->start());
    QVERIFY2(waitForTray(first), daemon.log());
    QVERIFY(waitFor([&] { return !isAlive(first); }));
    QCOMPARE(daemon.quit(), 0);
    QVERIFY2(daemon.waitUntilNothingIsLeft(), qPrintable(describe(daemon.processes())));
}

void tst_Display::secondStart()
{
    DaemonProcess &daemon = m_deployment->daemon();
    const QList<qint64> workers = daemon.workerPids();
    const qint64 first = tray();
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"DISPLAY"_s, m_display->name());
    environment.insert(u"XDG_RUNTIME_DIR"_s, daemon.path(u"run"_s));
    environment.insert(u"XDG_CONFIG_HOME"_s, daemon.path(u"config"_s));
    environment.insert(u"DBUS_SESSION_BUS_ADDRESS"_s, u"unix:path=/nonexistent"_s);
    QProcess second;
    second.setProcessEnvironment(environment);
    second.start(QStringLiteral(QILIN_DAEMON_PATH), {daemon.path(u"qilin-daemon.json"_s)});
    QVERIFY(waitFor([&] { return second.state() == QProcess::NotRunning; }));
    QCOMPARE(second.exitCode(), 0);
    QCOMPARE(second.readAllStandardError().count('\n'), 1);
    QVERIFY(waitForTray());
    QCOMPARE(tray(), first);
    QCOMPARE(daemon.workerPids(), workers);
    QCOMPARE(daemon.quit(), 0);
    QVERIFY2(daemon.waitUntilNothingIsLeft(), qPrintable(describe(daemon.processes())));
}

QTEST_GUILESS_MAIN(tst_Display)
#include "tst_display.moc"
