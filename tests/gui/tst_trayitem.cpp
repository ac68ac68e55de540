// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "gui/traymenu.h"
#include "tests/gui/desktop.h"
#include "tests/gui/notifierhost.h"
#include "tests/gui/trayscene.h"
#include "tests/support/needs.h"

#include <QAction>
#include <QApplication>
#include <QDBusArgument>
#include <QSignalSpy>
#include <QSystemTrayIcon>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace qilin;
using namespace qilin::test;

// The icon as a StatusNotifierItem: what a panel reads of it over D-Bus, and what its clicks do.
class tst_TrayItem : public QObject
{
    Q_OBJECT

public:
    explicit tst_TrayItem(Desktop &desktop)
        : m_desktop(desktop)
    {}

private slots:
    void initTestCase();
    void registersWhenThePanelComes();
    void itemReads();
    void activateShowsTheWindow();
    void menuReadsAndFollows();
    void reloadsARealDaemon();
    void returnsWithThePanel();
    void cleanupTestCase();

private:
    Desktop &m_desktop;
    TrayScene m_scene;
    std::unique_ptr<NotifierHost> m_host;
};

void tst_TrayItem::initTestCase()
{
    NEED(m_desktop.isReady(), "Xvfb or dbus-daemon is not installed");
    QVERIFY(m_scene.start(u"tst_trayitem"_s));
}

// A moment after the program, as when a session starts.
void tst_TrayItem::registersWhenThePanelComes()
{
    m_host = std::make_unique<NotifierHost>(m_desktop);
    QVERIFY(m_host->start());
    QTRY_VERIFY_WITH_TIMEOUT(m_host->hasItem(), kPatienceMs);
    QVERIFY(m_scene.tray->icon());
    QVERIFY(!m_scene.window->isVisible());
    QTRY_COMPARE_WITH_TIMEOUT(m_scene.tray->summary().state, TrayState::Up, kPatienceMs);
}

void tst_TrayItem::itemReads()
{
    QCOMPARE(m_host->property(u"Category"_s).toString(), u"ApplicationStatus"_s);
    QVERIFY(!m_host->property(u"Id"_s).toString().isEmpty());
    QVERIFY(m_host->property(u"IconPixmap"_s).isValid());
    QVERIFY(m_host->property(u"ToolTip"_s).isValid());
}

void tst_TrayItem::activateShowsTheWindow()
{
    m_host->activate();
    QTRY_VERIFY_WITH_TIMEOUT(m_scene.window->isVisible(), kPatienceMs);
    QSignalSpy left(m_scene.tray.get(), &Tray::leaveRequested);
    m_scene.window->close();
    QVERIFY(!m_scene.window->isVisible());
    QCOMPARE(left.size(), 0);
}

void tst_TrayItem::menuReadsAndFollows()
{
    std::optional<MenuEntry> menu = m_host->menu();
    QVERIFY(menu);
    const MenuEntry *app = menu->find(u"app.sh"_s);
    QVERIFY(app);
    QVERIFY(app->find(u"Worker 1: up"_s) || app->find(u"Worker 1: Up"_s));
    QVERIFY(app->find(u"Reload"_s)->isEnabled());
    QVERIFY(!app->find(u"Start"_s)->isEnabled());
    for (const QString &label : {u"Reload all"_s, u"Show window"_s, u"Start at login"_s,
                                 u"Notify"_s, u"Leave the daemon running"_s, u"Quit"_s})
        QVERIFY2(menu->find(label), qPrintable(label));
    QCOMPARE(menu->find(u"Start at login"_s)->properties.value(u"toggle-type"_s).toString(),
             u"checkmark"_s);
}

void tst_TrayItem::reloadsARealDaemon()
{
    const int before = m_scene.daemon.generation();
    std::optional<MenuEntry> menu = m_host->menu();
    QVERIFY(menu);
    m_host->click(*menu->find(u"app.sh"_s)->find(u"Reload"_s));
    QTRY_VERIFY_WITH_TIMEOUT(m_scene.daemon.generation() == before + 1, kPatienceMs);
    QTRY_COMPARE_WITH_TIMEOUT(m_scene.tray->summary().state, TrayState::Up, kPatienceMs);
    menu = m_host->menu();
    QVERIFY(menu);
    // The new workers' entries, and theirs alone once the old are gone.
    const auto isFollowed = [&] {
        menu = m_host->menu();
        return menu && menu->find(u"Worker 3"_s) && !menu->find(u"Worker 1"_s);
    };
    QVERIFY(waitFor(isFollowed));
}

void tst_TrayItem::returnsWithThePanel()
{
    m_host->end();
    QVERIFY(m_host->start());
    QTRY_VERIFY_WITH_TIMEOUT(m_host->hasItem(), kPatienceMs);
    QVERIFY(m_host->menu());
}

void tst_TrayItem::cleanupTestCase()
{
    m_scene.end();
    m_host.reset();
}

int main(int argc, char **argv)
{
    Desktop desktop; // outlives the application, whose connection it ends
    QApplication app(argc, argv);
    tst_TrayItem test(desktop);
    return QTest::qExec(&test, argc, argv);
}

#include "tst_trayitem.moc"
