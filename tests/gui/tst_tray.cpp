// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "gui/daemons.h"
#include "gui/statuswindow.h"
#include "gui/tray.h"
#include "gui/traymenu.h"
#include "tests/gui/snapshots.h"
#include "tests/gui/traydaemon.h"

#include <QAction>
#include <QFile>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace qilin;

namespace {

constexpr int kPatienceMs = 30'000;

// The whole of it on a desktop without a tray.
struct Scene
{
    Scene()
        : daemon(snapshot({1, 2}))
        , tray(daemons, window, {u"/usr/bin/qilin-daemon"_s, u"/srv/a.json"_s})
        , left(&tray, &Tray::leaveRequested)
    {}

    [[nodiscard]] bool connectDaemon()
    {
        if (!daemon.fake().listenLocal(directory.filePath(u"d.sock"_s)))
            return false;
        daemons.add(daemon.fake().endpoint());
        return QTest::qWaitFor([this] { return tray.summary().state == TrayState::Up; },
                               kPatienceMs);
    }

    QTemporaryDir directory;
    TrayDaemon daemon;
    Daemons daemons;
    StatusWindow window{daemons};
    Tray tray;
    QSignalSpy left;
};

} // namespace

class tst_Tray : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void followsSnapshots();
    void toolTipComesInTheEnd();
    void withoutATrayTheWindowIsShown();
    void leaves();
    void startsAtLogin();
    void remembersWhatToTell();
    void showsWindowAndLog();

private:
    QTemporaryDir m_config;
};

void tst_Tray::initTestCase()
{
    qputenv("XDG_CONFIG_HOME", QFile::encodeName(m_config.path()));
    qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent");
    QCoreApplication::setOrganizationName(u"qilin-daemon"_s);
    QCoreApplication::setApplicationName(u"tst_tray"_s);
}

void tst_Tray::followsSnapshots()
{
    Scene scene;
    QCOMPARE(scene.tray.summary().state, TrayState::Disconnected);
    QVERIFY(!scene.tray.menu().leave()->isVisible());
    QVERIFY(scene.connectDaemon());
    QVERIFY(scene.tray.menu().leave()->isVisible());
    Snapshot one = snapshot({1, 2});
    one.workers.first().state = WorkerState::Failed;
    scene.daemon.show(one);
    QTRY_COMPARE_WITH_TIMEOUT(scene.tray.summary().state, TrayState::Degraded, kPatienceMs);
    one.apps.first().state = AppState::Reloading;
    one.workers.append(worker(3, u"app.js"_s));
    one.workers.last().generation = 2;
    scene.daemon.show(one);
    QTRY_COMPARE_WITH_TIMEOUT(scene.tray.summary(), (TraySummary{TrayState::Reloading, 1, 2}),
                              kPatienceMs);
    scene.daemon.fake().stop();
    QTRY_COMPARE_WITH_TIMEOUT(scene.tray.summary().state, TrayState::Disconnected, kPatienceMs);
}

void tst_Tray::toolTipComesInTheEnd()
{
    Scene scene;
    QVERIFY(scene.connectDaemon());
    Snapshot one = snapshot({1, 2});
    for (int mem = 100; mem < 120; ++mem) {
        one.workers.first().mem = mem;
        scene.daemon.show(one);
    }
    QTRY_VERIFY_WITH_TIMEOUT(scene.tray.toolTip().contains("159.0"_L1), kPatienceMs);
}

void tst_Tray::withoutATrayTheWindowIsShown()
{
    Scene scene;
    QVERIFY(!scene.window.isVisible()); // a panel that starts right now gets a moment
    QTRY_VERIFY_WITH_TIMEOUT(scene.window.isVisible(), kPatienceMs);
    QVERIFY(!scene.tray.icon());
    scene.window.close();
    QTRY_COMPARE_WITH_TIMEOUT(scene.left.size(), 1, kPatienceMs);
}

void tst_Tray::leaves()
{
    Scene scene;
    QVERIFY(scene.connectDaemon());
    scene.tray.menu().leave()->trigger();
    QCOMPARE(scene.left.size(), 1);
    QVERIFY(!scene.daemon.wasAsked("/quit"));
}

void tst_Tray::startsAtLogin()
{
    const QString path = m_config.filePath(u"autostart/qilin-tray.desktop"_s);
    {
        Scene scene;
        QAction *action = scene.tray.menu().startAtLogin();
        QVERIFY(!action->isChecked());
        action->trigger();
        QVERIFY(action->isChecked());
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(file.readAll().contains("\nExec=/usr/bin/qilin-daemon /srv/a.json\n"));
    }
    Scene scene;
    QAction *action = scene.tray.menu().startAtLogin();
    QVERIFY(action->isChecked());
    action->trigger();
    QVERIFY(!QFile::exists(path));
    QVERIFY(!action->isChecked());
}

void tst_Tray::remembersWhatToTell()
{
    {
        Scene scene;
        QVERIFY(scene.tray.menu().notifyReloadDone()->isChecked());
        scene.tray.menu().notifyReloadDone()->trigger();
    }
    Scene scene;
    QVERIFY(!scene.tray.menu().notifyReloadDone()->isChecked());
    scene.tray.menu().notifyReloadDone()->trigger();
}

void tst_Tray::showsWindowAndLog()
{
    Scene scene;
    QVERIFY(scene.connectDaemon());
    scene.tray.menu().showWindow()->trigger();
    QVERIFY(scene.window.isVisible());
    scene.window.hide();
    emit scene.tray.menu().logRequested({scene.daemons.clients().first(), u"app.js"_s, 0});
    QVERIFY(scene.window.isVisible());
}

QTEST_MAIN(tst_Tray)
#include "tst_tray.moc"
