// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "gui/abilities.h"
#include "gui/actions.h"
#include "gui/daemons.h"
#include "gui/scaledialog.h"
#include "tests/gui/nodedaemon.h"
#include "tests/gui/snapshots.h"
#include "tests/support/waitfor.h"
#include "tests/unit/client/fakedaemon.h"

#include <QAction>
#include <QDialogButtonBox>
#include <QJsonArray>
#include <QJsonDocument>
#include <QMainWindow>
#include <QMessageBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTest>
#include <QToolBar>
#include <QToolButton>

using namespace qilin;
using namespace qilin::test;
using namespace Qt::StringLiterals;

// Clicks on the actions of a window, and what becomes of a real daemon and its workers.
class TestActions : public QObject
{
    Q_OBJECT

    struct Window
    {
        Daemons daemons;
        QMainWindow window;
        Actions *actions = new Actions(&window);
        QToolBar *bar = window.addToolBar(u"actions"_s);
        QSignalSpy done{actions, &Actions::done};

        Window()
        {
            bar->addActions({actions->reload(), actions->restartWorker(), actions->scale(),
                             actions->stop(), actions->start(), actions->quit()});
            QObject::connect(&daemons, &Daemons::changed, actions, &Actions::update);
            window.resize(900, 200);
            window.show();
        }
        ControlClient *attach(const DaemonProcess &daemon)
        {
            return daemons.add(endpointOf(daemon));
        }
        void click(QAction *action)
        {
            QTest::mouseClick(bar->widgetForAction(action), Qt::LeftButton);
        }
        [[nodiscard]] bool waitForDone()
        {
            return waitFor([this] { return !done.isEmpty(); });
        }
        QString takeError() { return done.takeFirst().at(2).toString(); }
    };

    static bool isUp(const ControlClient *client, int workers)
    {
        const Target app{const_cast<ControlClient *>(client), u"app"_s, 0};
        const AppSnapshot *snapshot = appOf(app);
        return snapshot && snapshot->state == AppState::Up && snapshot->workers == workers;
    }

private slots:
    void isDisabledWithoutADaemon();
    void explainsItself();
    void showsForeignNamesAsText();
    void reloadsARealDaemon();
    void restartsOneWorker();
    void scales();
    void stopsAndStarts();
    void quitsOnlyWhenTold();
};

void TestActions::isDisabledWithoutADaemon()
{
    Window one;
    for (const QAction *action : one.bar->actions())
        QVERIFY(!action->isEnabled());
    Endpoint endpoint;
    endpoint.socket = u"/nonexistent/control.sock"_s;
    one.actions->setTarget({one.daemons.add(endpoint), {}, 0});
    for (const QAction *action : one.bar->actions())
        QVERIFY(!action->isEnabled());
}

void TestActions::explainsItself()
{
    Window one;
    QStringList shortcuts;
    for (const QAction *action : one.bar->actions()) {
        QVERIFY(!action->icon().isNull());
        QVERIFY(!action->shortcut().isEmpty());
        QVERIFY(!action->statusTip().isEmpty());
        QVERIFY(action->toolTip().contains(action->shortcut().toString(QKeySequence::NativeText)));
        shortcuts.append(action->shortcut().toString());
    }
    QCOMPARE(shortcuts.removeDuplicates(), 0);
}

void TestActions::showsForeignNamesAsText()
{
    Window one;
    FakeDaemon daemon;
    daemon.answer = [](FakePeer &peer) {
        peer.beginEvents();
        const Snapshot now = snapshot({1}, u"<b>shop</b>"_s);
        peer.send("event: status\ndata: "
                  + QJsonDocument(toJson(now)).toJson(QJsonDocument::Compact) + "\n\n");
    };
    QVERIFY(daemon.listenTcp());
    Endpoint endpoint = daemon.endpoint();
    endpoint.title = u"<i>fake</i>"_s;
    ControlClient *client = one.daemons.add(endpoint);
    QVERIFY(waitFor([&] { return client->snapshot().has_value(); }));
    one.actions->setTarget({client, u"<b>shop</b>"_s, 0});
    QVERIFY2(one.actions->stop()->toolTip().contains(u"&lt;b&gt;shop"_s),
             qPrintable(one.actions->stop()->toolTip()));
    QVERIFY(one.actions->quit()->isEnabled());
    one.actions->quit()->trigger();
    const auto *question = one.window.findChild<QMessageBox *>();
    QVERIFY(question);
    QVERIFY(question->text().contains(u"<i>fake</i>"_s));
    QCOMPARE(question->textFormat(), Qt::PlainText);
}

void TestActions::reloadsARealDaemon()
{
    NEED_NODE();
    DaemonProcess daemon;
    daemon.writeConfig(nodeConfig(2));
    QVERIFY(daemon.startAndWaitUntilUp());
    const QList<qint64> before = daemon.workerPids();
    Window one;
    ControlClient *client = one.attach(daemon);
    QVERIFY(waitFor([&] { return isUp(client, 2); }));
    one.actions->setTarget({client, {}, 0}); // the only app of the daemon is meant
    QVERIFY(one.actions->reload()->isEnabled());
    QVERIFY(!one.actions->restartWorker()->isEnabled());
    QVERIFY(!one.actions->start()->isEnabled());
    one.click(one.actions->reload());
    QVERIFY(!one.actions->reload()->isEnabled()); // under way
    QVERIFY(one.actions->stop()->isEnabled());
    QVERIFY(one.waitForDone());
    QCOMPARE(one.takeError(), QString());
    QVERIFY(daemon.waitForInfo([&](const QJsonObject &) {
        const QList<qint64> now = daemon.workerPids();
        return now.size() == 2 && !before.contains(now[0]) && !before.contains(now[1]);
    }));
    QTRY_VERIFY_WITH_TIMEOUT(one.actions->reload()->isEnabled(), kPatienceMs);
}

void TestActions::restartsOneWorker()
{
    NEED_NODE();
    DaemonProcess daemon;
    daemon.writeConfig(nodeConfig(2));
    QVERIFY(daemon.startAndWaitUntilUp());
    Window one;
    ControlClient *client = one.attach(daemon);
    QVERIFY(waitFor([&] { return isUp(client, 2); }));
    const WorkerSnapshot worker = client->snapshot()->workers.first();
    one.actions->setTarget({client, u"app"_s, worker.id});
    QVERIFY(one.actions->restartWorker()->isEnabled());
    one.click(one.actions->restartWorker());
    QVERIFY(one.waitForDone());
    QCOMPARE(one.takeError(), QString());
    QVERIFY(waitFor([&] { return !daemon.workerPids({}).contains(worker.pid); }));
    QVERIFY(waitFor([&] { return !workerOf(one.actions->target()); }));
    TRY_VERIFY(!one.actions->restartWorker()->isEnabled()); // it is gone
}

void TestActions::scales()
{
    NEED_NODE();
    DaemonProcess daemon;
    daemon.writeConfig(nodeConfig(1));
    QVERIFY(daemon.startAndWaitUntilUp());
    Window one;
    ControlClient *client = one.attach(daemon);
    QVERIFY(waitFor([&] { return isUp(client, 1); }));
    one.actions->setTarget({client, u"app"_s, 0});
    one.click(one.actions->scale());
    auto *dialog = one.window.findChild<ScaleDialog *>();
    QVERIFY(dialog);
    auto *number = dialog->findChild<QSpinBox *>();
    QCOMPARE(number->value(), 1);
    QCOMPARE(number->minimum(), 1);
    QCOMPARE(number->maximum(), 1024);
    number->setValue(3);
    dialog->accept();
    QVERIFY(one.waitForDone());
    QCOMPARE(one.takeError(), QString());
    QVERIFY(waitFor([&] { return daemon.workerPids().size() == 3; }));
    QVERIFY(waitFor([&] { return isUp(client, 3); }));

    one.click(one.actions->scale());
    dialog = one.window.findChild<ScaleDialog *>();
    QVERIFY(dialog);
    dialog->reject();
    QVERIFY(one.done.isEmpty());
}

void TestActions::stopsAndStarts()
{
    NEED_NODE();
    DaemonProcess daemon;
    daemon.writeConfig(nodeConfig(1));
    QVERIFY(daemon.startAndWaitUntilUp());
    Window one;
    ControlClient *client = one.attach(daemon);
    QVERIFY(waitFor([&] { return isUp(client, 1); }));
    one.actions->setTarget({client, u"app"_s, 0});
    one.click(one.actions->stop());
    QVERIFY(one.waitForDone());
    QCOMPARE(one.takeError(), QString());
    QCOMPARE(daemon.workerPids({}).size(), 0);
    QTRY_VERIFY_WITH_TIMEOUT(one.actions->start()->isEnabled(), kPatienceMs);
    QVERIFY(!one.actions->stop()->isEnabled());
    QVERIFY(!one.actions->reload()->isEnabled());
    QVERIFY(!one.actions->scale()->isEnabled());
    one.click(one.actions->start());
    QVERIFY(one.waitForDone());
    QCOMPARE(one.takeError(), QString());
    QVERIFY(daemon.waitUntilUp());
}

void TestActions::quitsOnlyWhenTold()
{
    NEED_NODE();
    DaemonProcess daemon;
    daemon.writeConfig(nodeConfig(1));
    QVERIFY(daemon.startAndWaitUntilUp());
    Window one;
    ControlClient *client = one.attach(daemon);
    QVERIFY(waitFor([&] { return isUp(client, 1); }));
    one.actions->setTarget({client, u"app"_s, 0});
    one.click(one.actions->quit());
    auto *question = one.window.findChild<QMessageBox *>();
    QVERIFY(question);
    QTest::mouseClick(question->button(QMessageBox::Cancel), Qt::LeftButton);
    QVERIFY(daemon.isRunning());
    QVERIFY(one.done.isEmpty());
    TRY_VERIFY(!one.window.findChild<QMessageBox *>());
    one.click(one.actions->reload()); // done after whatever was asked before it
    QVERIFY(one.waitForDone());
    QCOMPARE(one.takeError(), QString());
    QVERIFY(daemon.isRunning());
    QVERIFY(one.done.isEmpty());

    one.click(one.actions->quit());
    question = one.window.findChild<QMessageBox *>();
    QVERIFY(question);
    for (QAbstractButton *button : question->buttons()) {
        if (question->buttonRole(button) == QMessageBox::AcceptRole)
            QTest::mouseClick(button, Qt::LeftButton);
    }
    QVERIFY(one.waitForDone());
    QCOMPARE(one.takeError(), QString());
    QCOMPARE(daemon.waitForExit().value_or(-1), 0);
}

QTEST_MAIN(TestActions)
#include "tst_actions.moc"
