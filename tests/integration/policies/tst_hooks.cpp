// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "tests/integration/daemon/appconfig.h"
#include "tests/integration/daemon/infoview.h"
#include "tests/support/appfile.h"
#include "tests/support/daemonprocess.h"
#include "tests/support/processes.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QTest>

#include <csignal>

using namespace Qt::StringLiterals;
using namespace qilin::test;

// Programs that are run with events on their standard input.
class tst_PoliciesHooks final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void reloaded();
    void reloadFailed();
    void workerFailed();
    void noShell();
    void runsLikeAWorker();
    void failureIsToldInTheLog();
    void nobodyWaitsForIt();
    void fewAtOnce();
    void changedBySighup();

private:
    // hook.sh NAME: writes what it reads to NAME, whole or not at all.
    QJsonObject withHooks(const QJsonObject &app, const QStringList &names) const;
    QJsonObject event(const QString &file);

    std::unique_ptr<DaemonProcess> m_daemon;
};

void tst_PoliciesHooks::init()
{
    m_daemon = std::make_unique<DaemonProcess>();
    writeFile(m_daemon->path(u"hook.sh"_s), "cat >$1.new && mv $1.new $1\n");
}

void tst_PoliciesHooks::cleanup()
{
    if (!QTest::currentTestFailed()) {
        QCOMPARE(m_daemon->quit(), 0);
        QCOMPARE(describe(m_daemon->processes()), QString());
    }
    m_daemon.reset();
}

QJsonObject tst_PoliciesHooks::withHooks(const QJsonObject &app, const QStringList &names) const
{
    QJsonObject hooks;
    for (const QString &name : names)
        hooks.insert(name, QJsonArray{u"hook.sh"_s, name});
    return with(app, u"hooks"_s, hooks);
}

QJsonObject tst_PoliciesHooks::event(const QString &name)
{
    QFile file(m_daemon->path(name));
    if (!waitFor([&file] { return file.exists(); }) || !file.open(QIODevice::ReadOnly))
        return {};
    const QByteArray text = file.readAll();
    file.remove();
    return text.endsWith("}\n") ? QJsonDocument::fromJson(text).object() : QJsonObject();
}

void tst_PoliciesHooks::reloaded()
{
    const QStringList all{u"reloaded"_s, u"reload_failed"_s, u"worker_failed"_s};
    m_daemon->writeConfig(severalApps(
        {{u"web"_s, withHooks(childApp({u"hang"_s}), all)}, {u"other"_s, childApp({u"hang"_s})}}));
    QVERIFY(m_daemon->startAndWaitUntilUp());
    QCOMPARE(m_daemon->post("/reload").status, 200);
    const QJsonObject event = this->event(u"reloaded"_s);
    QCOMPARE(text(event, "event"), u"reloaded"_s);
    QCOMPARE(text(event, "app"), u"web"_s);
    QCOMPARE(text(event, "phase"), u"finished"_s);
    QCOMPARE(number(event, "generation"), 2);
    QCOMPARE(text(event, "result"), u"OK"_s);
    QCOMPARE(text(event, "reason"), u"request"_s);
    QVERIFY(event.contains("took_ms"_L1));
    QVERIFY(!QFile::exists(m_daemon->path(u"reload_failed"_s)));
    QVERIFY(!QFile::exists(m_daemon->path(u"worker_failed"_s)));
}

void tst_PoliciesHooks::reloadFailed()
{
    writeFile(m_daemon->path(u"app.sh"_s),
              "if [ -e bad ]; then echo alas >&2; exit 3; fi\nsleep 3600 & wait\n");
    QJsonObject app = childApp({});
    app.insert("exec"_L1, "app.sh"_L1);
    m_daemon->writeConfig(
        severalApps({{u"web"_s, withHooks(app, {u"reloaded"_s, u"reload_failed"_s})}}));
    QVERIFY(m_daemon->startAndWaitUntilUp());
    writeFile(m_daemon->path(u"bad"_s), "");
    QCOMPARE(m_daemon->post("/reload").status, 500);
    const QJsonObject event = this->event(u"reload_failed"_s);
    QCOMPARE(text(event, "event"), u"reload_failed"_s);
    QCOMPARE(text(event, "app"), u"web"_s);
    QCOMPARE(number(event, "generation"), 1); // the one that serves
    QVERIFY(text(event, "result").contains(u"exited with code 3"_s));
    QVERIFY(text(event, "result").contains(u"alas"_s));
    QVERIFY(!QFile::exists(m_daemon->path(u"reloaded"_s)));
}

void tst_PoliciesHooks::workerFailed()
{
    m_daemon->writeConfig(
        severalApps({{u"web"_s, withHooks(childApp({u"hang"_s}), {u"worker_failed"_s})}}));
    QVERIFY(m_daemon->startAndWaitUntilUp());
    const qint64 pid = m_daemon->workerPids().value(0);
    sendSignal(pid, SIGKILL);
    const QJsonObject event = this->event(u"worker_failed"_s);
    QCOMPARE(text(event, "event"), u"worker_failed"_s);
    QCOMPARE(text(event, "app"), u"web"_s);
    QCOMPARE(number(event, "worker"), 1);
    QCOMPARE(number(event, "pid"), pid);
    const QJsonObject failure = event.value("failure"_L1).toObject();
    QCOMPARE(text(failure, "signal"), u"SIGKILL"_s);
    QVERIFY(m_daemon->waitUntilUp());
}

// Each word reaches the program as it is written.
void tst_PoliciesHooks::noShell()
{
    const QJsonArray words{QStringLiteral(QILIN_TESTCHILD_PATH), u"print=$(touch made) ; *"_s,
                           u"print=a  \"b\" 'c'"_s, u"error=$HOME"_s, u"exit=1"_s};
    m_daemon->writeConfig(
        with(childApp({u"hang"_s}), u"hooks"_s, QJsonObject{{u"reloaded"_s, words}}));
    QVERIFY(m_daemon->startAndWaitUntilUp());
    QCOMPARE(m_daemon->post("/reload").status, 200);
    QVERIFY2(m_daemon->waitForLog(u"hook reloaded of testchild: $HOME"_s), m_daemon->log());
    QVERIFY2(m_daemon->log().contains("hook reloaded of testchild: $(touch made) ; *\n"),
             m_daemon->log());
    QVERIFY2(m_daemon->log().contains("hook reloaded of testchild: a  \"b\" 'c'\n"),
             m_daemon->log());
    QVERIFY(!QFile::exists(m_daemon->path(u"made"_s)));
    QVERIFY(m_daemon->standardOutput().isEmpty()); // that is the application's
}

void tst_PoliciesHooks::runsLikeAWorker()
{
    QVERIFY(QDir(m_daemon->directory()).mkdir(u"work"_s));
    QJsonObject app = withHooks(childApp({u"hang"_s}), {});
    app.insert("cwd"_L1, "work"_L1);
    app.insert("env"_L1, QJsonObject{{u"COLOUR"_s, u"red"_s}});
    app.insert("hooks"_L1, QJsonObject{{u"reloaded"_s,
                                        QJsonArray{QStringLiteral(QILIN_TESTCHILD_PATH), u"cwd"_s,
                                                   u"env=COLOUR"_s, u"fds"_s, u"exit=1"_s}}});
    m_daemon->writeConfig(app);
    QVERIFY(m_daemon->startAndWaitUntilUp());
    QCOMPARE(m_daemon->post("/reload").status, 200);
    QVERIFY2(m_daemon->waitForLog(u"testchild: fds 0 1 2"_s), m_daemon->log());
    QVERIFY2(m_daemon->log().contains("testchild: COLOUR=red\n"), m_daemon->log());
    QVERIFY2(m_daemon->log().contains("/work\n"), m_daemon->log());
}

void tst_PoliciesHooks::failureIsToldInTheLog()
{
    const QJsonArray words{QStringLiteral(QILIN_TESTCHILD_PATH), u"error=no_network"_s,
                           u"exit=9"_s};
    m_daemon->writeConfig(
        with(childApp({u"hang"_s}), u"hooks"_s, QJsonObject{{u"reloaded"_s, words}}));
    QVERIFY(m_daemon->startAndWaitUntilUp());
    QCOMPARE(m_daemon->post("/reload").status, 200);
    QVERIFY2(m_daemon->waitForLog(u"warning: hook reloaded of testchild: no_network"_s),
             m_daemon->log());
    QVERIFY2(
        m_daemon->log().contains("warning: hook reloaded of testchild exited with code 9 after 0."),
        m_daemon->log());
    QCOMPARE(m_daemon->get("/readyz").status, 200);
}

// A hook that never ends, with a child that ignores SIGTERM, delays neither reloads nor the end.
void tst_PoliciesHooks::nobodyWaitsForIt()
{
    const QJsonArray words{QStringLiteral(QILIN_TESTCHILD_PATH), u"ignore=TERM"_s,
                           u"fork-stubborn"_s, u"hang"_s};
    m_daemon->writeConfig(
        with(childApp({u"hang"_s}), u"hooks"_s, QJsonObject{{u"reloaded"_s, words}}));
    QVERIFY(m_daemon->startAndWaitUntilUp());
    for (int i = 2; i <= 8; ++i) {
        QCOMPARE(m_daemon->post("/reload").status, 200);
        QCOMPARE(number(appIn(m_daemon->info()), "generation"), i);
    }
    QVERIFY(m_daemon->waitForInfo( // the old workers are gone
        [](const QJsonObject &info) { return workersIn(info).size() == 1; }));
    // Four hooks at once, with a child each.
    QVERIFY(
        waitFor([this] { return describe(m_daemon->processes()).count(u"fork-stubborn"_s) == 8; }));
}

// However many events come, a few hooks run, and what is dropped is told.
void tst_PoliciesHooks::fewAtOnce()
{
    writeFile(m_daemon->path(u"hook.sh"_s), "echo >>count\nsleep 3600 & wait\n");
    QJsonObject app = withHooks(childApp({u"exit=1"_s}, 4), {u"worker_failed"_s});
    app.insert("restart_delay_max"_L1, 10);
    m_daemon->writeConfig(severalApps({{u"web"_s, app}, {u"good"_s, childApp({u"hang"_s})}}));
    QVERIFY(m_daemon->start());
    QVERIFY2(m_daemon->waitForLog(u"hooks of web take longer than events come"_s), m_daemon->log());
    QFile count(m_daemon->path(u"count"_s));
    QTRY_COMPARE_WITH_TIMEOUT(count.size(), 4, kPatienceMs);
    QCOMPARE(m_daemon->post("/reload?app=good").status, 200);
    QCOMPARE(count.size(), 4);
}

void tst_PoliciesHooks::changedBySighup()
{
    const QJsonObject app = childApp({u"hang"_s});
    m_daemon->writeConfig(severalApps({{u"web"_s, app}}));
    QVERIFY(m_daemon->startAndWaitUntilUp());
    const QList<qint64> pids = m_daemon->workerPids();
    m_daemon->writeConfig(severalApps({{u"web"_s, withHooks(app, {u"reloaded"_s})}}));
    m_daemon->signal(SIGHUP);
    QVERIFY2(m_daemon->waitForLog(u"web has changed: hooks"_s), m_daemon->log());
    QCOMPARE(m_daemon->workerPids(), pids);
    QCOMPARE(m_daemon->post("/reload").status, 200);
    QCOMPARE(text(event(u"reloaded"_s), "event"), u"reloaded"_s);
}

QTEST_GUILESS_MAIN(tst_PoliciesHooks)
#include "tst_hooks.moc"
