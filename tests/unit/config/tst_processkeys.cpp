// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "configdirectory.h"
#include "core/config/runas.h"
#include "core/platform/accounts.h"
#include "core/platform/limits.h"
#include "core/platform/rights.h"

using namespace Qt::StringLiterals;
using namespace qilin;

// env_file, user, group, umask, nice, limits and stop_signal.
class TestProcessKeys final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void faults_data();
    void faults();
    void values();
    void ourselves();
    void otherUser();
    void highestLimit();
    void signalOfNode();
    void pathOfTheFile();

private:
    std::optional<ConfigDirectory> m_directory;
};

void TestProcessKeys::init()
{
    m_directory.emplace();
    m_directory->write(u"run"_s, "#!/bin/sh\n", true);
    m_directory->write(u"good.env"_s, "A=1\n");
    m_directory->write(u"bad.env"_s, "A=1\nhunter2\n");
}

void TestProcessKeys::faults_data()
{
    QTest::addColumn<QByteArray>("pair"); // on the second line
    QTest::addColumn<QString>("place");
    QTest::addColumn<QString>("says");
    const auto row = [](const QByteArray &pair, const QString &place, const QString &says) {
        QTest::newRow(pair) << pair << place << says;
    };
    row(R"("env_file": "gone.env")", u"2:13 env_file"_s, u"gone.env does not exist"_s);
    row(R"("env_file": "bad.env")", u"2:13 env_file"_s, u"bad.env:2:8: must be NAME=value"_s);
    row(R"("env_file": 3)", u"2:13 env_file"_s, u"must be a string, not a number"_s);
    row(R"("env_file": "")", u"2:13 env_file"_s, u"must not be empty"_s);
    row(R"("user": "no-such-user")", u"2:9 user"_s,
        u"\"no-such-user\" is no user of this machine; name one"_s);
    row(R"("user": 1000)", u"2:9 user"_s, u"must be a string, not a number"_s);
    row(R"("user": "4294967295")", u"2:9 user"_s, u"is no user"_s);
    row(R"("group": "no-such-group")", u"2:10 group"_s,
        u"\"no-such-group\" is no group of this machine; name one"_s);
    row(R"("group": 100)", u"2:10 group"_s, u"must be a string, not a number"_s);
    row(R"("group": "")", u"2:10 group"_s, u"must not be empty"_s);
    row(R"("umask": "089")", u"2:10 umask"_s,
        u"must be an octal number in quotes such as \"027\", from \"0\" to \"777\""_s);
    row(R"("umask": "1000")", u"2:10 umask"_s, u"from \"0\" to \"777\""_s);
    row(R"("umask": "")", u"2:10 umask"_s, u"an octal number"_s);
    row(R"("umask": "-7")", u"2:10 umask"_s, u"an octal number"_s);
    row(R"("umask": 27)", u"2:10 umask"_s,
        u"must be an octal number in quotes such as \"027\", not a number"_s);
    row(R"("nice": 20)", u"2:9 nice"_s, u"must be an integer from -20 to 19, not 20"_s);
    row(R"("nice": -21)", u"2:9 nice"_s, u"must be an integer from -20 to 19, not -21"_s);
    row(R"("nice": "5")", u"2:9 nice"_s, u"not a string"_s);
    row(R"("stop_signal": "SIGTREM")", u"2:16 stop_signal"_s,
        u"must be the name of a signal such as \"SIGINT\" or \"INT\": did you mean \"SIGTERM\"?"_s);
    row(R"("stop_signal": "sigint")", u"2:16 stop_signal"_s, u"did you mean \"SIGINT\"?"_s);
    row(R"("stop_signal": "hup")", u"2:16 stop_signal"_s, u"did you mean \"SIGHUP\"?"_s);
    row(R"("stop_signal": "")", u"2:16 stop_signal"_s, u"the name of a signal"_s);
    row(R"("stop_signal": "SIGSTOP")", u"2:16 stop_signal"_s, u"only halts a program"_s);
    row(R"("stop_signal": 15)", u"2:16 stop_signal"_s,
        u"must be the name of a signal such as \"SIGINT\" or \"INT\", not a number"_s);
    row(R"("limits": [])", u"2:11 limits"_s,
        u"must be an object of limits such as {\"nofile\": 65536}, not an array"_s);
    row(R"("limits": {"nofiles": 1})", u"2:12 limits.nofiles"_s,
        u"unknown limit; it must be one of as, core"_s);
    row(R"("limits": {"nofiles": 1, "x": 1})", u"2:12 limits.nofiles,2:26 limits.x"_s,
        u"did you mean \"nofile\"?"_s);
    row(R"("limits": {"locks": 1})", u"2:12 limits.locks"_s, u"unknown limit"_s);
    row(R"("limits": {"nofile": "many"})", u"2:22 limits.nofile"_s,
        u"must be a number from 0 to 9007199254740991, or \"unlimited\""_s);
    row(R"("limits": {"nofile": -1})", u"2:22 limits.nofile"_s, u"a number from 0"_s);
    row(R"("limits": {"nofile": 1.5})", u"2:22 limits.nofile"_s, u"a number from 0"_s);
    row(R"("limits": {"nofile": null})", u"2:22 limits.nofile"_s, u"not null"_s);
    row(R"("limits": {"core": {"sotf": 1}})", u"2:21 limits.core.sotf"_s,
        u"a limit has \"soft\" and \"hard\": did you mean \"soft\"?"_s);
    row(R"("limits": {"core": {"soft": true}})", u"2:29 limits.core.soft"_s,
        u"not a truth value"_s);
    row(R"("limits": {"core": {"soft": 2, "hard": 1}})", u"2:20 limits.core"_s,
        u"\"soft\" must not be above \"hard\""_s);
    row(R"("limits": {"core": {"soft": "unlimited", "hard": 1}})", u"2:20 limits.core"_s,
        u"must not be above"_s);
}

void TestProcessKeys::faults()
{
    QFETCH(QByteArray, pair);
    QFETCH(QString, place);
    QFETCH(QString, says);
    const LoadResult result = m_directory->load("{\"exec\": \"run\",\n" + pair + "}");
    QVERIFY(!result.config);
    QVERIFY2(placesOf(result.faults) == place.split(u','),
             qPrintable(result.messages().join(u'\n')));
    QVERIFY2(result.faults.first().text.contains(says), qPrintable(result.faults.first().text));
    QVERIFY(!result.messages().join(u'\n').contains(u"hunter"_s));
}

void TestProcessKeys::values()
{
    const LoadResult result = m_directory->load(R"({"exec": "run", "env_file": "good.env",
        "umask": "027", "nice": 19, "stop_signal": "INT",
        "limits": {"_why": "comment", "nofile": 64, "core": {"hard": 0}, "cpu": {"soft": 3, "//": 1},
                   "fsize": {"soft": 0, "hard": 5}}})");
    QVERIFY2(result.config, qPrintable(result.messages().join(u'\n')));
    const AppConfig &app = result.config->apps.first();
    QCOMPARE(app.umask, 027);
    QCOMPARE(app.nice, 19);
    QCOMPARE(app.stopSignal, u"SIGINT"_s);
    const ResourceLimits limits{{u"nofile"_s, {64, 64}},
                                {u"core"_s, {std::nullopt, 0}},
                                {u"cpu"_s, {3, std::nullopt}},
                                {u"fsize"_s, {0, 5}}};
    QCOMPARE(app.limits, limits);
    const ProcessAttributes attributes = attributesOf(app, {});
    QCOMPARE(attributes.limits.size(), 4u);
    QVERIFY(!attributes.credentials);

    const LoadResult others
        = m_directory->load(R"({"exec": "run", "umask": "0", "stop_signal": "SIGUSR2"})");
    QVERIFY(others.config);
    QCOMPARE(others.config->apps.first().umask, 0);
    QCOMPARE(others.config->apps.first().stopSignal, u"SIGUSR2"_s);
}

// Needs no right, and changes nothing.
void TestProcessKeys::ourselves()
{
    const QByteArray user = QByteArray::number(ownAccount().uid);
    const LoadResult result = m_directory->load("{\"exec\": \"run\", \"user\": \"" + user + "\"}");
    QVERIFY2(result.config, qPrintable(result.messages().join(u'\n')));
    const Result<std::optional<RunAs>> as = runAs(result.config->apps.first());
    QVERIFY(as && !*as);
}

void TestProcessKeys::otherUser()
{
    const LoadResult result = m_directory->load("{\"exec\": \"run\",\n\"user\": \"nobody\"}");
    if (!mayChangeUser()) {
        QCOMPARE(placesOf(result.faults), QStringList{u"2:9 user"_s});
        QVERIFY(result.faults.first().text.contains(u"only root may start workers as another"_s));
        return;
    }
    QVERIFY2(result.config, qPrintable(result.messages().join(u'\n')));
    const Result<std::optional<RunAs>> as = runAs(result.config->apps.first());
    QVERIFY(as && *as);
    const std::optional<Account> nobody = findAccount("nobody");
    QVERIFY(nobody);
    QCOMPARE((*as)->user, u"nobody"_s);
    QCOMPARE((*as)->home, QFile::decodeName(nobody->home));
    QCOMPARE((*as)->credentials.uid, nobody->uid);
    QCOMPARE((*as)->credentials.gid, nobody->gid);
    QCOMPARE((*as)->credentials.groups, groupsOf(*nobody, nobody->gid));
}

void TestProcessKeys::highestLimit()
{
    const std::optional<LimitSetting> files = limitSetting("nofile", 0, 0);
    QVERIFY(files);
    const quint64 highest = qilin::highestLimit(*files);
    if (highest > quint64(9007199254740990))
        return; // there is none
    const auto load = [this](quint64 number) {
        return m_directory->load(
            "{\"exec\": \"run\",\n\"limits\": {\"nofile\": " + QByteArray::number(number) + "}}");
    };
    QVERIFY(load(highest).config);
    const LoadResult result = load(highest + 1);
    QCOMPARE(placesOf(result.faults), QStringList{u"2:11 limits.nofile"_s});
    QVERIFY2(result.faults.first().text.contains(u"may be %1 at most"_s.arg(highest)),
             qPrintable(result.faults.first().text));
}

void TestProcessKeys::signalOfNode()
{
    m_directory->write(u"node"_s, "#!/bin/sh\n", true);
    const LoadResult result = m_directory->load(
        "{\"exec\": \"run\", \"interpreter\": \"./node\",\n\"stop_signal\": \"INT\"}");
    QVERIFY(result.config);
    QCOMPARE(result.warnings.size(), 1);
    QVERIFY2(result.warnings.first().contains(u":2:16: stop_signal: Node workers are told"_s),
             qPrintable(result.warnings.first()));
}

void TestProcessKeys::pathOfTheFile()
{
    m_directory->write(u"path.env"_s, "PATH=tools\n");
    QVERIFY(QDir(m_directory->path({})).mkdir(u"tools"_s));
    m_directory->write(u"tools/own-tool"_s, "#!/bin/sh\n", true);
    QVERIFY(m_directory->load(R"({"exec": "own-tool", "env_file": "path.env"})").config);
    QVERIFY(!m_directory->load(R"({"exec": "own-tool"})").config);
}

QTEST_GUILESS_MAIN(TestProcessKeys)
#include "tst_processkeys.moc"
