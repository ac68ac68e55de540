// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "gui/actions.h"
#include "gui/daemons.h"
#include "gui/emptypage.h"
#include "gui/eventlist.h"
#include "gui/logtext.h"
#include "gui/logview.h"
#include "gui/statuswindow.h"
#include "gui/usagepanel.h"
#include "gui/workertree.h"
#include "tests/gui/nodedaemon.h"
#include "tests/support/waitfor.h"
#include "tests/unit/client/fakedaemon.h"

#include <QAction>
#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QSettings>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTest>

using namespace qilin;
using namespace qilin::test;
using namespace Qt::StringLiterals;

class TestStatusWindow : public QObject
{
    Q_OBJECT

    QTemporaryDir m_settings;

    static bool isConnected(const ControlClient *client)
    {
        return client->state() == ControlClient::State::Connected && client->snapshot()
               && client->snapshot()->workers.size() == 2;
    }

private slots:
    void initTestCase();
    void init() { QSettings().clear(); }
    void welcomesWithoutADaemon();
    void asksForAnAddress();
    void asksForAPassword();
    void keepsTheSelection();
    void tellsALostConnectionAndHeals();
    void showsTheLog();
    void remembers();
    void hidesOrCloses();
    void explains();
    void detaches();
    void keysOpenTabsAndSpans();
};

void TestStatusWindow::initTestCase()
{
    QCoreApplication::setOrganizationName(u"qilin-daemon"_s);
    QCoreApplication::setApplicationName(u"tst_statuswindow"_s);
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_settings.path());
}

void TestStatusWindow::welcomesWithoutADaemon()
{
    Daemons daemons;
    StatusWindow window(daemons);
    window.show();
    auto *page = window.findChild<EmptyPage *>();
    QVERIFY(page->isVisible());
    QVERIFY(!window.tree().isVisible());
    QVERIFY(!window.tabs().isVisible());
    const QString alone = page->title();
    Endpoint endpoint;
    endpoint.socket = u"/nonexistent/control.sock"_s;
    endpoint.title = u"nobody"_s;
    daemons.add(endpoint);
    QTRY_VERIFY_WITH_TIMEOUT(page->title().contains(u"nobody"_s), kPatienceMs);
    QVERIFY(page->title() != alone);
    QVERIFY(window.tree().isVisible());
}

void TestStatusWindow::asksForAnAddress()
{
    Daemons daemons;
    StatusWindow window(daemons);
    window.show();
    window.askForAddress();
    auto *dialog = window.findChild<QDialog *>();
    QVERIFY(dialog);
    auto *address = dialog->findChild<QLineEdit *>();
    address->setText(u"ftp://example"_s);
    dialog->accept();
    QVERIFY(dialog->isVisible());
    bool isExplained = false;
    for (const QLabel *label : dialog->findChildren<QLabel *>())
        isExplained = isExplained || (label->isVisible() && label->text().contains(u"http"_s));
    QVERIFY(isExplained);
    QVERIFY(daemons.clients().isEmpty());
    address->setText(u"http://127.0.0.1:1"_s);
    dialog->accept();
    QCOMPARE(daemons.clients().size(), 1);
}

void TestStatusWindow::asksForAPassword()
{
    NEED_NODE();
    DaemonProcess daemon;
    QJsonObject config = nodeConfig(2);
    config.insert("daemon_port"_L1, 0);
    config.insert("auth_username"_L1, "admin"_L1);
    config.insert("auth_password"_L1, "secret word"_L1);
    daemon.writeConfig(config);
    QVERIFY(daemon.startAndWaitUntilUp());
    QVERIFY(daemon.waitForLog(u"daemon_port: "_s));
    const QString log = QString::fromUtf8(daemon.log());
    const QString port = log.section(u"daemon_port: "_s, 1).section(u')', 0, 0);
    Endpoint endpoint;
    endpoint.url = QUrl(u"http://127.0.0.1:"_s + port);
    endpoint.username = u"admin"_s;
    endpoint.title = u"far"_s;
    Daemons daemons;
    StatusWindow window(daemons);
    window.show();
    ControlClient *client = daemons.add(endpoint);
    const auto ask = [&](const QString &password) {
        QDialog *dialog = nullptr;
        if (!waitFor([&] { return (dialog = window.findChild<QDialog *>()) != nullptr; }))
            return false;
        const QList<QLineEdit *> fields = dialog->findChildren<QLineEdit *>();
        if (fields.size() != 2 || fields[0]->text() != u"admin"_s)
            return false;
        fields[1]->setText(password);
        dialog->accept();
        return waitFor([&] { return window.findChild<QDialog *>() != dialog; });
    };
    QVERIFY(ask(u"wrong"_s));
    QVERIFY(ask(u"secret word"_s));
    QVERIFY(waitFor([&] { return isConnected(client); }));
    QVERIFY(!window.findChild<QDialog *>());
}

void TestStatusWindow::keepsTheSelection()
{
    NEED_NODE();
    DaemonProcess daemon;
    daemon.writeConfig(nodeConfig(2));
    QVERIFY(daemon.startAndWaitUntilUp());
    Daemons daemons;
    StatusWindow window(daemons);
    window.show();
    ControlClient *client = daemons.add(endpointOf(daemon));
    QVERIFY(waitFor([&] { return isConnected(client); }));
    TRY_VERIFY(window.tabs().isVisible());
    const Target worker{client, u"app"_s, client->snapshot()->workers.last().id};
    window.select(worker);
    QCOMPARE(window.actions().target(), worker);
    QCOMPARE(window.log().target(), worker);
    QCOMPARE(window.usage().target(), worker);
    QSignalSpy snapshots(client, &ControlClient::snapshotChanged);
    QVERIFY(waitFor([&] { return snapshots.size() >= 2; }));
    QCOMPARE(window.actions().target(), worker);
    window.actions().reload()->trigger();
    QVERIFY(waitFor([&] { return window.events().model().rowCount() > 0; }));
    QVERIFY(waitFor([&] { return window.actions().target() == Target{client, u"app"_s, 0}; }));
    QCOMPARE(window.events().model().event(0).kind, EventModel::Kind::Reloaded);
}

void TestStatusWindow::tellsALostConnectionAndHeals()
{
    NEED_NODE();
    DaemonProcess daemon;
    daemon.writeConfig(nodeConfig(2));
    QVERIFY(daemon.startAndWaitUntilUp());
    Daemons daemons;
    StatusWindow window(daemons);
    window.show();
    ControlClient *client = daemons.add(endpointOf(daemon));
    QVERIFY(waitFor([&] { return isConnected(client); }));
    window.select({client, u"app"_s, 0});
    QCOMPARE(window.connectionNotice(), QString());
    QCOMPARE(daemon.quit().value_or(-1), 0);
    QVERIFY(waitFor([&] { return !window.connectionNotice().isEmpty(); }));
    QVERIFY(window.connectionNotice().contains(u"test"_s));
    QVERIFY(!window.actions().reload()->isEnabled());
    QVERIFY(window.tabs().isVisible()); // the last numbers stay

    QVERIFY(daemon.startAndWaitUntilUp());
    QVERIFY(waitFor([&] { return window.connectionNotice().isEmpty(); }));
    QVERIFY(waitFor([&] { return window.actions().reload()->isEnabled(); }));
    QList<EventModel::Kind> kinds;
    for (int row = 0; row < window.events().model().rowCount(); ++row)
        kinds.append(window.events().model().event(row).kind);
    QVERIFY(kinds.contains(EventModel::Kind::Lost));
    QVERIFY(kinds.contains(EventModel::Kind::Back));
}

void TestStatusWindow::showsTheLog()
{
    NEED_NODE();
    DaemonProcess daemon;
    const QString script = daemon.path(u"prints.js"_s);
    QFile file(script);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("console.log('first line'); let n = 0;"
               "setInterval(() => console.log('tick ' + ++n), 100);");
    file.close();
    daemon.writeConfig({{"exec"_L1, script}, {"name"_L1, "app"_L1}, {"workers"_L1, 1}});
    QVERIFY(daemon.startAndWaitUntilUp());
    QVERIFY(waitFor([&] { return daemon.standardOutput().contains("tick 3\n"); }));
    Daemons daemons;
    StatusWindow window(daemons);
    ControlClient *client = daemons.add(endpointOf(daemon));
    QVERIFY(waitFor([&] { return client->snapshot().has_value(); }));
    window.showLog({client, u"app"_s, 999}); // a worker that is gone
    QCOMPARE(window.log().target(), (Target{client, u"app"_s, 0}));
    QVERIFY(window.isVisible());
    QCOMPARE(window.tabs().currentIndex(), int(StatusWindow::LogTab));
    const auto text = [&] { return window.log().text()->toPlainText(); };
    QVERIFY(waitFor([&] { return text().contains(u"first line"_s); })); // from before
    const qsizetype before = text().count(u"tick "_s);
    QVERIFY(waitFor([&] { return text().count(u"tick "_s) > before + 5; })); // live
    // None twice, none left out.
    window.tabs().setCurrentIndex(StatusWindow::UsageTab);
    const QByteArray seen = daemon.standardOutput();
    QVERIFY(waitFor([&] { return daemon.standardOutput().size() > seen.size() + 40; }));
    window.tabs().setCurrentIndex(StatusWindow::LogTab);
    QVERIFY(waitFor([&] { return text().count(u"tick "_s) > before + 20; }));
    const qsizetype count = text().count(u"tick "_s);
    for (qsizetype number = 1; number <= count; ++number) {
        const QString line = u"tick %1"_s.arg(number);
        QVERIFY2(text().count(line + u'\n') == 1 || text().endsWith(line), qPrintable(line));
    }
}

void TestStatusWindow::remembers()
{
    Daemons daemons;
    QSize size;
    {
        StatusWindow window(daemons);
        window.resize(712, 534); // fits into the platform's screen
        size = window.size();
        window.tabs().setCurrentIndex(StatusWindow::EventsTab);
        window.usage().setSpan(600);
        window.tree().setColumnWidth(0, 333);
        window.log().setTimesShown(false);
        window.show();
        window.close();
    }
    StatusWindow window(daemons);
    QCOMPARE(window.size(), size);
    QCOMPARE(window.tabs().currentIndex(), int(StatusWindow::EventsTab));
    QCOMPARE(window.usage().span(), 600);
    QCOMPARE(window.tree().columnWidth(0), 333);
    QVERIFY(!window.log().areTimesShown());
    QVERIFY(!window.log().areLinesWrapped());
}

void TestStatusWindow::hidesOrCloses()
{
    Daemons daemons;
    StatusWindow window(daemons);
    QSignalSpy hidden(&window, &StatusWindow::hidden);
    QSignalSpy quit(&window, &StatusWindow::quitRequested);
    window.setKeepsRunning(true);
    window.present();
    window.close();
    QVERIFY(!window.isVisible());
    QCOMPARE(hidden.size(), 1);
    QCOMPARE(quit.size(), 0);
    window.setKeepsRunning(false);
    window.present();
    QVERIFY(window.isVisible());
    window.close();
    QCOMPARE(hidden.size(), 1);
    QCOMPARE(quit.size(), 1);
}

void TestStatusWindow::explains()
{
    Daemons daemons;
    StatusWindow window(daemons);
    window.explain(u"There is no tray."_s);
    window.show();
    const auto isShown = [&] {
        for (const QLabel *label : window.findChildren<QLabel *>()) {
            if (label->isVisible() && label->text() == u"There is no tray."_s)
                return true;
        }
        return false;
    };
    QVERIFY(isShown());
    window.explain({});
    QVERIFY(!isShown());
}

void TestStatusWindow::detaches()
{
    Daemons daemons;
    StatusWindow window(daemons);
    window.show();
    for (const auto &name : {u"one"_s, u"two"_s}) {
        Endpoint endpoint;
        endpoint.socket = u"/nonexistent/"_s + name;
        endpoint.title = name;
        daemons.add(endpoint);
    }
    ControlClient *first = daemons.clients().first();
    ControlClient *second = daemons.clients().last();
    window.select({first, {}, 0});
    daemons.remove(first);
    TRY_COMPARE(window.actions().target().daemon.data(), second);
    daemons.remove(second);
    TRY_VERIFY(!window.tree().isVisible());
    QVERIFY(window.actions().target().daemon.isNull());
}

void TestStatusWindow::keysOpenTabsAndSpans()
{
    FakeDaemon daemon;
    daemon.answer = [](FakePeer &peer) {
        peer.beginEvents();
        peer.send(statusEvent(1));
    };
    QVERIFY(daemon.listenTcp());
    Daemons daemons;
    StatusWindow window(daemons);
    daemons.add(daemon.endpoint());
    window.show();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    QVERIFY(waitFor([&] { return window.tabs().isVisible(); }));
    const auto *usage = window.findChild<UsagePanel *>();
    const std::pair<Qt::Key, int> spans[]{{Qt::Key_3, 3600}, {Qt::Key_1, 60}, {Qt::Key_2, 600}};
    for (const auto &[key, span] : spans) {
        window.tabs().setCurrentIndex(StatusWindow::UsageTab);
        QTest::keyClick(&window, key, Qt::AltModifier);
        QVERIFY(waitFor([&] { return usage->span() == span; })); // a button goes down and up
        QTest::keyClick(&window, key, Qt::ControlModifier);
        QCOMPARE(window.tabs().currentIndex(), int(key - Qt::Key_1));
    }
}

QTEST_MAIN(TestStatusWindow)
#include "tst_statuswindow.moc"
