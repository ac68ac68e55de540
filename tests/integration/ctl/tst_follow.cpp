// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "tests/integration/ctl/ctlscene.h"
#include "tests/support/processes.h"

#include <QFile>
#include <QJsonDocument>
#include <QTest>

#include <csignal>

using namespace Qt::StringLiterals;
using namespace qilin::test;

namespace {

// qilinctl while it goes on; what it prints goes to files.
class Running final
{
public:
    Running(const CtlScene &scene, const QStringList &arguments)
        : m_out(scene.daemon.path(u"follow.out"_s))
        , m_err(scene.daemon.path(u"follow.err"_s))
    {
        m_process.setProcessEnvironment(scene.environment);
        m_process.setWorkingDirectory(scene.daemon.directory());
        m_process.setStandardInputFile(QProcess::nullDevice());
        m_process.setStandardOutputFile(m_out);
        m_process.setStandardErrorFile(m_err);
        m_process.start(QStringLiteral(QILINCTL_PATH), arguments);
    }
    ~Running()
    {
        m_process.kill();
        m_process.waitForFinished();
    }
    Q_DISABLE_COPY_MOVE(Running)

    [[nodiscard]] QStringList lines() const { return linesOf(m_out); }
    [[nodiscard]] QStringList complaints() const { return linesOf(m_err); }
    [[nodiscard]] bool waitForLine(const QString &text) const
    {
        return waitFor([&] { return !lines().filter(text).isEmpty(); });
    }
    [[nodiscard]] bool waitForComplaint(const QString &text) const
    {
        return waitFor([&] { return !complaints().filter(text).isEmpty(); });
    }
    [[nodiscard]] std::optional<int> waitForExit()
    {
        if (!waitFor([this] { return m_process.state() == QProcess::NotRunning; })
            || m_process.exitStatus() != QProcess::NormalExit)
            return {};
        return m_process.exitCode();
    }

private:
    static QStringList linesOf(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly)
                   ? QString::fromUtf8(file.readAll()).split(u'\n', Qt::SkipEmptyParts)
                   : QStringList();
    }

    const QString m_out;
    const QString m_err;
    QProcess m_process;
};

} // namespace

// Commands that go on: logs -f, events, status --watch --json.
class tst_CtlFollow final : public QObject
{
    Q_OBJECT

private slots:
    void followsLogsWithoutAGap();
    void followsLogsThroughARestart();
    void ofOneAppOnly();
    void events();
    void eventsAsJson();
    void statusAsJsonLines();
    void reloadWhoseDaemonDies();
};

// The numbers of "chatter" in lines of one worker, in order and once each.
static void verifyNoGap(const QStringList &lines, const QString &worker)
{
    int last = -1;
    for (const QString &line : lines.filter(worker)) {
        const int number = line.section(u' ', -1).toInt();
        if (last >= 0)
            QCOMPARE(number, last + 1);
        last = number;
    }
    QVERIFY(last > 0);
}

void tst_CtlFollow::followsLogsWithoutAGap()
{
    CtlScene scene;
    scene.daemon.writeConfig(childApp({u"chatter=1"_s}, 2));
    QVERIFY(scene.daemon.startAndWaitUntilUp());
    const Running follow(scene, {u"logs"_s, u"-f"_s, u"-n"_s, u"5"_s});
    QVERIFY(waitFor([&] { return follow.lines().size() > 2000; }));
    QStringList lines = follow.lines();
    lines.removeLast(); // maybe not written to its end
    verifyNoGap(lines, u"[1] out "_s);
    verifyNoGap(lines, u"[2] out "_s);
    QCOMPARE(follow.complaints(), QStringList());
}

void tst_CtlFollow::followsLogsThroughARestart()
{
    CtlScene scene;
    scene.daemon.writeConfig(childApp({u"print=hello"_s, u"hang"_s}));
    QVERIFY(scene.daemon.startAndWaitUntilUp());
    Running follow(scene, {u"logs"_s, u"-f"_s});
    QVERIFY(follow.waitForLine(u"out hello"_s));
    QCOMPARE(scene.daemon.quit(), 0);
    QVERIFY(follow.waitForComplaint(u"trying again"_s));
    QVERIFY(scene.daemon.startAndWaitUntilUp());
    QVERIFY(waitFor([&] { return follow.lines().size() == 2; })); // printed before it was back
    QCOMPARE(follow.complaints().size(), 1);
    QVERIFY(scene.daemon.post("/reload").status == 200);
    QVERIFY(waitFor([&] { return follow.lines().size() == 3; }));
}

void tst_CtlFollow::ofOneAppOnly()
{
    CtlScene scene;
    scene.daemon.writeConfig(severalApps(
        {{u"a"_s, childApp({u"chatter=5"_s}, 2)}, {u"b"_s, childApp({u"chatter=5"_s})}}));
    QVERIFY(scene.daemon.startAndWaitUntilUp());
    const QString worker
        = QString::number(number(workersIn(scene.daemon.info(), u"a"_s).value(1), "id"));
    const Running follow(
        scene, {u"logs"_s, u"--follow"_s, u"--app=a"_s, u"--worker"_s, worker, u"--json"_s});
    QVERIFY(waitFor([&] { return follow.lines().size() > 50; }));
    QStringList lines = follow.lines();
    lines.removeLast();
    for (const QString &line : std::as_const(lines)) {
        const QJsonObject json = QJsonDocument::fromJson(line.toUtf8()).object();
        QCOMPARE(text(json, "app"), u"a"_s);
        QCOMPARE(QString::number(number(json, "worker")), worker);
        QCOMPARE(text(json, "stream"), u"stdout"_s);
    }
}

void tst_CtlFollow::events()
{
    CtlScene scene;
    scene.daemon.writeConfig(
        severalApps({{u"時計"_s, childApp({u"hang"_s})}, {u"b"_s, childApp({u"hang"_s})}}));
    QVERIFY(scene.daemon.startAndWaitUntilUp());
    const Running all(scene, {u"events"_s});
    // It listens once it is told of something.
    QVERIFY(waitFor([&] {
        return scene.daemon.post("/reload?app=b").status == 200 && !all.lines().isEmpty();
    }));
    QCOMPARE(scene.daemon.post("/reload?app=b").status, 200); // one that is seen from its begin
    sendSignal(pidsUp(scene.daemon.info(), u"時計"_s).value(0), SIGKILL);
    QVERIFY(all.waitForLine(u"killed by SIGKILL"_s));
    QVERIFY(all.waitForLine(u" reload b started: generation "_s));
    QVERIFY(all.waitForLine(u" reload b finished: OK in "_s));
    const QRegularExpression form(
        u"^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z (worker|reload) (時計|b)"_s);
    for (const QString &line : all.lines())
        QVERIFY2(line.contains(form), qPrintable(line));
}

void tst_CtlFollow::eventsAsJson()
{
    CtlScene scene;
    scene.daemon.writeConfig(
        severalApps({{u"a"_s, childApp({u"hang"_s})}, {u"b"_s, childApp({u"hang"_s})}}));
    QVERIFY(scene.daemon.startAndWaitUntilUp());
    const Running follow(scene, {u"events"_s, u"--json"_s, u"--app"_s, u"a"_s});
    QVERIFY(waitFor(
        [&] { return scene.daemon.post("/reload").status == 200 && follow.lines().size() > 3; }));
    QStringList names;
    for (const QString &line : follow.lines()) {
        const QJsonObject json = QJsonDocument::fromJson(line.toUtf8()).object();
        QCOMPARE(text(json, "app"), u"a"_s);
        names.append(text(json, "event"));
    }
    QVERIFY(names.contains(u"worker"_s) && names.contains(u"reload"_s));
}

void tst_CtlFollow::statusAsJsonLines()
{
    CtlScene scene;
    scene.daemon.writeConfig(childApp({u"hang"_s}));
    QVERIFY(scene.daemon.startAndWaitUntilUp());
    const Running follow(scene, {u"status"_s, u"--watch"_s, u"--json"_s});
    QVERIFY(waitFor([&] { return follow.lines().size() >= 3; }));
    const QJsonObject first = QJsonDocument::fromJson(follow.lines().first().toUtf8()).object();
    QCOMPARE(number(first.value("result"_L1).toObject().value("master"_L1).toObject(), "pid"),
             scene.daemon.pid());
}

void tst_CtlFollow::reloadWhoseDaemonDies()
{
    CtlScene scene;
    QJsonObject app = childApp({u"hang"_s});
    app.insert("min_uptime"_L1, 60'000);
    app.insert("ready_timeout"_L1, 120'000);
    scene.daemon.writeConfig(app);
    QVERIFY(scene.daemon.start());
    QVERIFY(scene.daemon.waitForInfo([](const QJsonObject &) { return true; }));
    Running reload(scene, {u"reload"_s});
    QVERIFY(scene.daemon.waitForInfo(
        [](const QJsonObject &info) { return workersIn(info).size() >= 2; }));
    scene.daemon.signal(SIGKILL);
    QCOMPARE(reload.waitForExit(), 2);
    QVERIFY2(reload.complaints().value(0).contains(u"control.sock"_s),
             qPrintable(reload.complaints().join(u'\n')));
}

QTEST_GUILESS_MAIN(tst_CtlFollow)
#include "tst_follow.moc"
