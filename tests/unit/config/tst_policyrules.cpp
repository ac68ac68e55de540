// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "configdirectory.h"

#include <QDir>

using namespace Qt::StringLiterals;
using namespace qilin;

// Restarts, times, hooks and dependencies in a configuration file.
class TestPolicyRules final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void good();
    void faults_data();
    void faults();
    void cyclesOfSeveral();
    void hookInThePathOfTheFile();

private:
    std::optional<ConfigDirectory> m_directory;
};

void TestPolicyRules::init()
{
    m_directory.emplace();
    m_directory->write(u"run"_s, "#!/bin/sh\n", true);
    m_directory->write(u"plain"_s, "hello\n");
}

void TestPolicyRules::good()
{
    const LoadResult result = m_directory->load(R"({"apps": [
        {"exec": "run", "name": "web", "depends_on": ["db", "job"], "restart": "on-failure",
         "max_restarts": 1, "reload_on": "never", "max_memory": "300M",
         "schedule": "30 4 * * mon-fri",
         "hooks": {"reloaded": ["run", "", "a b"], "_worker_failed": 1}},
        {"exec": "run", "name": "db", "restart": "always", "max_restarts": 1000000,
         "schedule": ["0 0 1 jan *", "*/5 * * * *"], "hooks": {}, "depends_on": []},
        {"exec": "run", "name": "job", "restart": "never", "reload_on": "change"}]})");
    QCOMPARE(placesOf(result.faults), QStringList());
    QVERIFY(result.config);
    const QList<AppConfig> &apps = result.config->apps;
    QCOMPARE(apps[0].dependsOn, QStringList({u"db"_s, u"job"_s}));
    QCOMPARE(int(apps[0].restart), int(Restart::OnFailure));
    QCOMPARE(apps[0].maxRestarts, 1);
    QCOMPARE(int(apps[0].reloadOn), int(ReloadOn::Never));
    QCOMPARE(apps[0].maxMemory->bytes, qint64(300) << 20);
    QCOMPARE(apps[0].schedule, QStringList{u"30 4 * * mon-fri"_s});
    QCOMPARE(apps[0].hooks.keys(), QStringList{u"reloaded"_s});
    QCOMPARE(apps[0].hooks[u"reloaded"_s], QStringList({u"run"_s, u""_s, u"a b"_s}));
    QCOMPARE(apps[1].schedule, QStringList({u"0 0 1 jan *"_s, u"*/5 * * * *"_s}));
    QVERIFY(!apps[2].maxRestarts);
    QVERIFY(!apps[2].maxMemory);
}

void TestPolicyRules::faults_data()
{
    QTest::addColumn<QByteArray>("pair"); // on the second line
    QTest::addColumn<QString>("place");
    QTest::addColumn<QString>("says");
    const auto row = [](const char *name, const QByteArray &pair, const QString &place,
                        const QString &says) { QTest::newRow(name) << pair << place << says; };
    row("restart", R"("restart": "sometimes")", u"2:12 restart"_s,
        u"must be one of \"always\", \"on-failure\", \"never\""_s);
    row("restart, nearly", R"("restart": "on_failure")", u"2:12 restart"_s,
        u"did you mean \"on-failure\"?"_s);
    row("many restarts", R"("max_restarts": 1000001)", u"2:17 max_restarts"_s, u"not 1000001"_s);
    row("no restarts", R"("max_restarts": 0)", u"2:17 max_restarts"_s,
        u"must be an integer from 1 to 1000000, not 0"_s);
    row("restarts in words", R"("max_restarts": "3")", u"2:17 max_restarts"_s, u"not a string"_s);
    row("reload_on", R"("reload_on": true)", u"2:14 reload_on"_s,
        u"must be one of \"change\", \"never\", not a truth value"_s);
    row("size", R"("max_memory": "lots")", u"2:15 max_memory"_s, u"such as \"300M\""_s);
    row("small size", R"("max_memory": "1K")", u"2:15 max_memory"_s, u"1M"_s);
    row("size of nothing", R"("max_memory": null)", u"2:15 max_memory"_s, u"such as \"300M\""_s);
    row("time", R"("schedule": "0 25 * * *")", u"2:13 schedule"_s,
        u"\"25\" is no hour of a schedule; it must be within 0–23, such as *, 0, 0-23, */2"_s);
    row("one of several times", R"("schedule": ["0 0 * * *", "0 0 * *"])", u"2:27 schedule[1]"_s,
        u"must have five fields"_s);
    row("empty time", R"("schedule": [""])", u"2:14 schedule[0]"_s, u"must not be empty"_s);
    row("time as number", R"("schedule": 4)", u"2:13 schedule"_s,
        u"must be a time such as \"30 4 * * mon-fri\", or an array of them, not a number"_s);
    row("hooks", R"("hooks": ["run"])", u"2:10 hooks"_s,
        u"must be an object such as {\"reloaded\": [\"./notify.sh\"]}"_s);
    row("unknown hook", R"("hooks": {"reload": ["run"]})", u"2:11 hooks.reload"_s,
        u"unknown hook; it must be one of \"reloaded\", \"reload_failed\", \"worker_failed\": did "
        "you mean \"reloaded\"?"_s);
    row("hook as one string", R"("hooks": {"reloaded": "run"})", u"2:23 hooks.reloaded"_s,
        u"must be an array of strings"_s);
    row("empty hook", R"("hooks": {"reloaded": []})", u"2:23 hooks.reloaded"_s,
        u"must name a program"_s);
    row("hook without program", R"("hooks": {"reloaded": ["", "a"]})", u"2:23 hooks.reloaded"_s,
        u"must name a program"_s);
    row("number in a hook", R"("hooks": {"reloaded": ["run", 4]})", u"2:31 hooks.reloaded[1]"_s,
        u"must be a string, not a number"_s);
    row("hook is not there", R"("hooks": {"worker_failed": ["gone.sh", "a"]})",
        u"2:10 hooks.worker_failed"_s, u"gone.sh"_s);
    row("hook is no program", R"("hooks": {"worker_failed": ["./plain"]})",
        u"2:10 hooks.worker_failed"_s,
        u"plain is not executable; allow it with chmod +x, or name the interpreter"_s);
    row("hook in PATH", R"("hooks": {"worker_failed": ["no-such-program"]})",
        u"2:10 hooks.worker_failed"_s, u"there is no \"no-such-program\" in PATH either"_s);
    row("restart by truth", R"("restart": true)", u"2:12 restart"_s, u"not a truth value"_s);
    row("nobody of that name", R"("depends_on": ["runn"])", u"2:15 depends_on[0]"_s,
        u"there is no \"runn\""_s);
    row("itself", R"("depends_on": ["run"])", u"2:15 depends_on"_s, u": run → run; "_s);
    row("one string", R"("depends_on": "run")", u"2:15 depends_on"_s,
        u"must be an array of strings"_s);
}

void TestPolicyRules::faults()
{
    QFETCH(QByteArray, pair);
    QFETCH(QString, place);
    QFETCH(QString, says);
    const LoadResult result = m_directory->load("{\"exec\": \"run\",\n" + pair + "}");
    QCOMPARE(placesOf(result.faults), QStringList{place});
    const QString text = result.faults.first().text;
    QVERIFY2(text.contains(says), qPrintable(text));
    QVERIFY(!text.contains(u'\n'));
}

void TestPolicyRules::cyclesOfSeveral()
{
    const LoadResult result = m_directory->load(R"({"apps": [
{"exec": "run", "name": "a", "depends_on": ["b"]},
{"exec": "run", "name": "b", "depends_on": ["c", "d"]},
{"exec": "run", "name": "c", "depends_on": ["a"]},
{"exec": "run", "name": "d", "depends_on": ["dd"]}]})");
    QCOMPARE(placesOf(result.faults),
             QStringList({u"2:44 apps[0].depends_on"_s, u"5:44 apps[3].depends_on[0]"_s}));
    QVERIFY2(result.faults[0].text.contains(u": a → b → c → a; "_s),
             qPrintable(result.faults[0].text));
    QVERIFY2(result.faults[1].text.contains(u"there is no \"dd\""_s),
             qPrintable(result.faults[1].text));
}

void TestPolicyRules::hookInThePathOfTheFile()
{
    m_directory->write(u"path.env"_s, "PATH=tools\n");
    QVERIFY(QDir(m_directory->path({})).mkdir(u"tools"_s));
    m_directory->write(u"tools/own-tool"_s, "#!/bin/sh\n", true);
    const QByteArray hooks = R"("hooks": {"reloaded": ["own-tool"]})";
    QVERIFY(m_directory->load(R"({"exec": "run", "env_file": "path.env", )" + hooks + '}').config);
    QVERIFY(!m_directory->load(R"({"exec": "run", )" + hooks + '}').config);
}

QTEST_GUILESS_MAIN(TestPolicyRules)
#include "tst_policyrules.moc"
