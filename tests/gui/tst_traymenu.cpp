// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "gui/appmenu.h"
#include "gui/daemons.h"
#include "gui/quitflow.h"
#include "gui/traymenu.h"
#include "tests/gui/snapshots.h"
#include "tests/gui/traydaemon.h"

#include <QAction>
#include <QApplication>
#include <QMessageBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace qilin;

namespace {

constexpr int kPatienceMs = 30'000;

QStringList textsOf(const QMenu &menu)
{
    QStringList texts;
    const QList<QAction *> actions = menu.actions();
    for (const QAction *action : actions) {
        if (action->isVisible() && !action->isSeparator())
            texts += action->text().remove(u'&');
    }
    return texts;
}

QAction *actionOf(const QMenu &menu, const QString &text)
{
    const QList<QAction *> actions = menu.actions();
    for (QAction *action : actions) {
        if (action->text().remove(u'&').startsWith(text))
            return action;
    }
    return nullptr;
}

QMessageBox *question()
{
    const QWidgetList widgets = QApplication::topLevelWidgets();
    for (QWidget *widget : widgets) {
        auto *box = qobject_cast<QMessageBox *>(widget);
        if (box && box->isVisible())
            return box;
    }
    return nullptr;
}

// With a daemon on a Unix socket, its client and the menu.
struct Scene
{
    explicit Scene(const Snapshot &first)
        : daemon(first)
        , menu(daemons, &window)
        , quit(daemons, &window)
        , left(&quit, &QuitFlow::left)
    {}

    [[nodiscard]] bool connectLocal()
    {
        if (!daemon.fake().listenLocal(directory.filePath(u"d.sock"_s)))
            return false;
        client = daemons.add(daemon.fake().endpoint());
        return QTest::qWaitFor(
            [this] {
                return client->state() == ControlClient::State::Connected
                       && !menu.appMenus().isEmpty();
            },
            kPatienceMs);
    }

    // Opens the menu, so that it follows.
    void open() { emit menu.aboutToShow(); }
    [[nodiscard]] AppMenu &app(qsizetype i = 0) const { return *menu.appMenus().at(i); }

    QTemporaryDir directory;
    TrayDaemon daemon;
    QWidget window;
    Daemons daemons;
    TrayMenu menu;
    QuitFlow quit;
    QSignalSpy left;
    ControlClient *client = nullptr;
};

} // namespace

class tst_TrayMenu : public QObject
{
    Q_OBJECT

private slots:
    void withoutADaemon();
    void followsSnapshots();
    void followsNumbersOnlyWhileOpen();
    void holdsNoMoreThanAScreen();
    void namesAreNoMnemonics();
    void severalDaemons();
    void actions();
    void actionsThatCannotActAreDisabled();
    void reloadAll();
    void logs();
    void quitAsksWhereWorkersRun();
    void quitDoesNotAskWhereNoneRun();
    void quitLeavesOtherComputersAlone();
};

void tst_TrayMenu::withoutADaemon()
{
    Scene scene(snapshot({1}));
    QVERIFY(scene.menu.appMenus().isEmpty());
    QVERIFY(!scene.menu.reloadAll()->isEnabled());
    QVERIFY(scene.menu.showWindow()->isEnabled());
    QVERIFY(scene.menu.quit()->isEnabled());
    scene.quit.quit();
    QCOMPARE(scene.left.size(), 1);
}

void tst_TrayMenu::followsSnapshots()
{
    Scene scene(snapshot({1, 2}));
    QVERIFY(scene.connectLocal());
    scene.open();
    QVERIFY(scene.app().title().startsWith("app.js"_L1));
    QStringList texts = textsOf(scene.app());
    QVERIFY2(texts.at(0).startsWith("Worker 1: "_L1), qPrintable(texts.at(0)));
    QVERIFY(texts.at(0).contains("40.0"_L1));
    QVERIFY(texts.at(1).startsWith("Worker 2: "_L1));

    // A generation is replaced: entries come in the order of ids, the others stay where they are.
    const QAction *second = scene.app().actions().at(1);
    scene.daemon.show(snapshot({2, 3, 4}));
    QTRY_VERIFY_WITH_TIMEOUT(textsOf(scene.app()).value(2).startsWith("Worker 4: "_L1),
                             kPatienceMs);
    texts = textsOf(scene.app());
    QVERIFY(texts.at(0).startsWith("Worker 2: "_L1));
    QVERIFY(texts.at(1).startsWith("Worker 3: "_L1));
    QCOMPARE(scene.app().actions().first(), second);

    Snapshot two = snapshot({2});
    two.apps.append(two.apps.first());
    two.apps.last().name = u"api.py"_s;
    scene.daemon.show(two);
    QTRY_COMPARE_WITH_TIMEOUT(scene.menu.appMenus().size(), 2, kPatienceMs);
    QVERIFY(scene.app(1).title().startsWith("api.py"_L1));

    scene.daemon.fake().stop();
    QTRY_VERIFY_WITH_TIMEOUT(scene.menu.appMenus().isEmpty(), kPatienceMs);
    QTRY_VERIFY_WITH_TIMEOUT(!scene.menu.reloadAll()->isEnabled(), kPatienceMs);
}

void tst_TrayMenu::followsNumbersOnlyWhileOpen()
{
    Scene scene(snapshot({1}));
    QVERIFY(scene.connectLocal());
    scene.open();
    emit scene.menu.aboutToHide();
    const QStringList before = textsOf(scene.app());
    Snapshot busy = snapshot({1});
    busy.workers.first().mem = 77;
    QSignalSpy changed(&scene.daemons, &Daemons::changed);
    scene.daemon.show(busy);
    QTRY_VERIFY_WITH_TIMEOUT(!changed.isEmpty(), kPatienceMs);
    QCOMPARE(textsOf(scene.app()), before);
    scene.open();
    QVERIFY(textsOf(scene.app()).first().contains("77.0"_L1));
}

void tst_TrayMenu::holdsNoMoreThanAScreen()
{
    QList<int> ids;
    for (int id = 1; id <= 200; ++id)
        ids.append(id);
    Scene scene(snapshot(ids));
    QVERIFY(scene.connectLocal());
    scene.open();
    const QStringList texts = textsOf(scene.app());
    QVERIFY(texts.size() < 30);
    QVERIFY2(texts.at(20).contains("180"_L1), qPrintable(texts.at(20)));
}

void tst_TrayMenu::namesAreNoMnemonics()
{
    Scene scene(snapshot({1}, u"salt & pepper"_s));
    QVERIFY(scene.connectLocal());
    QVERIFY(scene.app().title().startsWith("salt && pepper"_L1));
}

void tst_TrayMenu::severalDaemons()
{
    Scene scene(snapshot({1}));
    QVERIFY(scene.connectLocal());
    TrayDaemon other(snapshot({7}, u"far.js"_s));
    QVERIFY(other.fake().listenTcp());
    ControlClient *client = scene.daemons.add(other.fake().endpoint());
    QTRY_COMPARE_WITH_TIMEOUT(scene.menu.appMenus().size(), 2, kPatienceMs);
    QCOMPARE(scene.app(1).app().daemon.data(), client);
    scene.daemons.remove(client);
    QTRY_COMPARE_WITH_TIMEOUT(scene.menu.appMenus().size(), 1, kPatienceMs);
}

void tst_TrayMenu::actions()
{
    Scene scene(snapshot({1, 2}));
    QVERIFY(scene.connectLocal());
    scene.open();
    QSignalSpy done(&scene.menu, &TrayMenu::done);
    const auto click = [&](QAction *action, const QByteArray &target) {
        QVERIFY(action && action->isEnabled());
        done.clear();
        action->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(scene.daemon.wasAsked(target), kPatienceMs);
        QTRY_COMPARE_WITH_TIMEOUT(done.size(), 1, kPatienceMs);
        QCOMPARE(done.first().at(2).toString(), QString());
        scene.menu.refresh();
    };
    click(actionOf(scene.app(), u"Reload"_s), "/reload?app=app.js");
    click(actionOf(scene.app(), u"Stop"_s), "/stop?app=app.js");
    QMenu *second = actionOf(scene.app(), u"Worker 2"_s)->menu();
    click(actionOf(*second, u"Restart"_s), "/restart?worker=2");
    Snapshot stopped = snapshot({});
    stopped.apps.first().state = AppState::Stopped;
    scene.daemon.show(stopped);
    QTRY_VERIFY_WITH_TIMEOUT(actionOf(scene.app(), u"Start"_s)->isEnabled(), kPatienceMs);
    click(actionOf(scene.app(), u"Start"_s), "/start?app=app.js");
}

void tst_TrayMenu::actionsThatCannotActAreDisabled()
{
    Scene scene(snapshot({1}));
    QVERIFY(scene.connectLocal());
    scene.open();
    QVERIFY(!actionOf(scene.app(), u"Start"_s)->isEnabled());
    Snapshot stopped = snapshot({});
    stopped.apps.first().state = AppState::Stopped;
    scene.daemon.show(stopped);
    QTRY_VERIFY_WITH_TIMEOUT(!actionOf(scene.app(), u"Stop"_s)->isEnabled(), kPatienceMs);
    QVERIFY(!actionOf(scene.app(), u"Reload"_s)->isEnabled());
    QVERIFY(!scene.menu.reloadAll()->isEnabled());
}

void tst_TrayMenu::reloadAll()
{
    Snapshot two = snapshot({1});
    two.apps.append(two.apps.first());
    two.apps.last().name = u"api.py"_s;
    Scene scene(two);
    QVERIFY(scene.connectLocal());
    scene.open();
    QVERIFY(scene.menu.reloadAll()->isEnabled());
    scene.menu.reloadAll()->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(scene.daemon.wasAsked("/reload"), kPatienceMs);
}

void tst_TrayMenu::logs()
{
    Scene scene(snapshot({1}));
    QVERIFY(scene.connectLocal());
    scene.open();
    QList<Target> asked;
    connect(&scene.menu, &TrayMenu::logRequested, this,
            [&](const Target &target) { asked.append(target); });
    actionOf(scene.app(), u"Show log"_s)->trigger();
    actionOf(*actionOf(scene.app(), u"Worker 1"_s)->menu(), u"Show log"_s)->trigger();
    QCOMPARE(asked,
             (QList<Target>{{scene.client, u"app.js"_s, 0}, {scene.client, u"app.js"_s, 1}}));
}

void tst_TrayMenu::quitAsksWhereWorkersRun()
{
    Scene scene(snapshot({1, 2}));
    QVERIFY(scene.connectLocal());
    scene.quit.quit();
    scene.quit.quit(); // once is enough
    QTRY_VERIFY_WITH_TIMEOUT(question(), kPatienceMs);
    question()->button(QMessageBox::Cancel)->click();
    QTRY_VERIFY_WITH_TIMEOUT(!question(), kPatienceMs);
    QCOMPARE(scene.left.size(), 0);

    const auto choose = [&](const QString &text) {
        scene.quit.quit();
        const QList<QAbstractButton *> buttons = question()->buttons();
        for (QAbstractButton *button : buttons) {
            if (button->text().remove(u'&').startsWith(text))
                button->click();
        }
    };
    choose(u"Leave"_s);
    QCOMPARE(scene.left.size(), 1);
    QVERIFY(!scene.daemon.wasAsked("/quit"));
    QTRY_VERIFY_WITH_TIMEOUT(!question(), kPatienceMs);
    choose(u"Stop workers"_s);
    QTRY_COMPARE_WITH_TIMEOUT(scene.left.size(), 2, kPatienceMs);
    QVERIFY(scene.daemon.wasAsked("/quit"));
}

void tst_TrayMenu::quitDoesNotAskWhereNoneRun()
{
    Snapshot stopped = snapshot({});
    stopped.apps.first().state = AppState::Stopped;
    Scene scene(stopped);
    QVERIFY(scene.connectLocal());
    scene.quit.quit();
    QVERIFY(!question());
    QTRY_COMPARE_WITH_TIMEOUT(scene.left.size(), 1, kPatienceMs);
    QVERIFY(scene.daemon.wasAsked("/quit"));
}

void tst_TrayMenu::quitLeavesOtherComputersAlone()
{
    Scene scene(snapshot({1}));
    QVERIFY(scene.daemon.fake().listenTcp());
    scene.client = scene.daemons.add(scene.daemon.fake().endpoint());
    QTRY_VERIFY_WITH_TIMEOUT(!scene.menu.appMenus().isEmpty(), kPatienceMs);
    QVERIFY(!scene.quit.hasLocalDaemon());
    scene.quit.quit();
    QVERIFY(!question());
    QCOMPARE(scene.left.size(), 1);
    QVERIFY(!scene.daemon.wasAsked("/quit"));
}

QTEST_MAIN(tst_TrayMenu)
#include "tst_traymenu.moc"
