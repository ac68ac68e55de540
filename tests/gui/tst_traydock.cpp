// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "gui/traymenu.h"
#include "tests/gui/desktop.h"
#include "tests/gui/trayscene.h"
#include "tests/support/needs.h"

#include <QAction>
#include <QApplication>
#include <QScreen>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QSystemTrayIcon>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace qilin;
using namespace qilin::test;

// The icon in a real tray of the XEmbed kind (trayer), clicked by a real pointer (xdotool).
class tst_TrayDock : public QObject
{
    Q_OBJECT

public:
    explicit tst_TrayDock(Desktop &desktop)
        : m_desktop(desktop)
    {}

private slots:
    void initTestCase();
    void panelOfTheOtherKindComesLate();
    void docksWhenTheTrayComes();
    void clickShowsTheWindow();
    void reloadsARealDaemon();
    void returnsWithTheTray();
    void cleanupTestCase();

private:
    [[nodiscard]] bool isOnScreen() const;
    void startTrayer();
    void click(const QPoint &at, int button);

    Desktop &m_desktop;
    TrayScene m_scene;
    QProcess *m_trayer = nullptr;
};

void tst_TrayDock::initTestCase()
{
    const bool hasTools = m_desktop.isReady()
                          && !QStandardPaths::findExecutable(u"trayer"_s).isEmpty()
                          && !QStandardPaths::findExecutable(u"xdotool"_s).isEmpty();
    NEED(hasTools, "Xvfb, dbus-daemon, trayer or xdotool is not installed");
    QVERIFY(m_scene.start(u"tst_traydock"_s));
    QTRY_COMPARE_WITH_TIMEOUT(m_scene.tray->summary().state, TrayState::Up, kPatienceMs);
}

void tst_TrayDock::startTrayer()
{
    // At the left edge of the top, one icon high.
    m_trayer
        = m_desktop.run(u"trayer"_s, {u"--edge"_s, u"top"_s, u"--align"_s, u"left"_s,
                                      u"--widthtype"_s, u"request"_s, u"--height"_s, u"24"_s,
                                      u"--tint"_s, u"0x202020"_s, u"--transparent"_s, u"false"_s});
    QVERIFY(m_trayer);
}

// The green of the state Up is where the icon says it is.
bool tst_TrayDock::isOnScreen() const
{
    const QSystemTrayIcon *icon = m_scene.tray->icon();
    if (!icon || icon->geometry().isEmpty())
        return false;
    const QImage image = QGuiApplication::primaryScreen()
                             ->grabWindow(0, icon->geometry().x(), icon->geometry().y(),
                                          icon->geometry().width(), icon->geometry().height())
                             .toImage();
    int green = 0;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            const QColor colour = image.pixelColor(x, y);
            green += colour.green() > 80 && colour.green() > 2 * colour.red();
        }
    }
    return green > 20;
}

void tst_TrayDock::click(const QPoint &at, int button)
{
    QProcess *tool = m_desktop.run(u"xdotool"_s,
                                   {u"mousemove"_s, u"--sync"_s, QString::number(at.x()),
                                    QString::number(at.y()), u"click"_s, QString::number(button)});
    QVERIFY(tool);
    QTRY_COMPARE_WITH_TIMEOUT(tool->state(), QProcess::NotRunning, kPatienceMs);
}

// By then Qt has looked for the other kind of tray, in vain.
void tst_TrayDock::panelOfTheOtherKindComesLate()
{
    QTRY_VERIFY_WITH_TIMEOUT(m_scene.window->isVisible(), kPatienceMs);
    QSignalSpy left(m_scene.tray.get(), &Tray::leaveRequested);
    QSignalSpy freshStart(m_scene.tray.get(), &Tray::freshStartRequested);
    QProcess *panel = m_desktop.run(QStringLiteral(QILIN_NOTIFIERWATCHER_PATH), {});
    QVERIFY(panel);
    const bool isSeen = TrayHost::doesQtLookAgain();
    const auto expected
        = isSeen ? TrayHost::Presence::Present : TrayHost::Presence::AfterFreshStart;
    QTRY_COMPARE_WITH_TIMEOUT(m_scene.tray->presence(), expected, kPatienceMs);
    QCOMPARE(m_scene.tray->icon() != nullptr, isSeen);
    QCOMPARE(freshStart.size(), 0); // not while the window is in use
    m_scene.window->close();
    QCOMPARE(freshStart.size(), isSeen ? 0 : 1);
    QCOMPARE(left.size(), 0);
    m_desktop.end(panel);
    QTRY_COMPARE_WITH_TIMEOUT(m_scene.tray->presence(), TrayHost::Presence::Absent, kPatienceMs);
}

void tst_TrayDock::docksWhenTheTrayComes()
{
    // Without one the window is there, and says why; with it, the bar goes and closing only hides.
    QTRY_VERIFY_WITH_TIMEOUT(m_scene.window->isVisible(), kPatienceMs);
    QTRY_VERIFY_WITH_TIMEOUT(!m_scene.tray->icon(), kPatienceMs);
    startTrayer();
    QTRY_VERIFY_WITH_TIMEOUT(isOnScreen(), kPatienceMs);
    QSignalSpy left(m_scene.tray.get(), &Tray::leaveRequested);
    m_scene.window->close();
    QVERIFY(!m_scene.window->isVisible());
    QCOMPARE(left.size(), 0);
}

void tst_TrayDock::clickShowsTheWindow()
{
    click(m_scene.tray->icon()->geometry().center(), 1);
    QTRY_VERIFY_WITH_TIMEOUT(m_scene.window->isVisible(), kPatienceMs);
    m_scene.window->hide();
}

void tst_TrayDock::reloadsARealDaemon()
{
    const int before = m_scene.daemon.generation();
    TrayMenu &menu = m_scene.tray->menu();
    click(m_scene.tray->icon()->geometry().center(), 3);
    QTRY_VERIFY_WITH_TIMEOUT(menu.isVisible(), kPatienceMs);
    QTRY_VERIFY_WITH_TIMEOUT(menu.reloadAll()->isEnabled(), kPatienceMs);
    click(menu.mapToGlobal(menu.actionGeometry(menu.reloadAll()).center()), 1);
    QTRY_VERIFY_WITH_TIMEOUT(m_scene.daemon.generation() == before + 1, kPatienceMs);
    QTRY_VERIFY_WITH_TIMEOUT(!menu.isVisible(), kPatienceMs);
    QTRY_COMPARE_WITH_TIMEOUT(m_scene.tray->summary().state, TrayState::Up, kPatienceMs);
}

void tst_TrayDock::returnsWithTheTray()
{
    m_desktop.end(m_trayer);
    QTRY_VERIFY_WITH_TIMEOUT(!isOnScreen(), kPatienceMs);
    startTrayer();
    QTRY_VERIFY_WITH_TIMEOUT(isOnScreen(), kPatienceMs);
}

void tst_TrayDock::cleanupTestCase()
{
    m_scene.end();
}

int main(int argc, char **argv)
{
    Desktop desktop; // outlives the application, whose connection it ends
    QApplication app(argc, argv);
    tst_TrayDock test(desktop);
    return QTest::qExec(&test, argc, argv);
}

#include "tst_traydock.moc"
