// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/ctl/exitcodes.h"
#include "core/ctl/help.h"
#include "core/ctl/invocation.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace qilin;

class tst_Invocation final : public QObject
{
    Q_OBJECT

private slots:
    void reads_data();
    void reads();
    void refuses_data();
    void refuses();
    void options();
    void tellsItsVersion();
    void helps();
    void everyCommandHasHelp();
};

namespace {

// What stands behind "qilinctl".
std::variant<Invocation, Ending> readLine(const QString &line)
{
    return readInvocation(u"qilinctl "_s.append(line).split(u' ', Qt::SkipEmptyParts));
}

} // namespace

void tst_Invocation::reads_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("command");
    QTest::addColumn<QString>("app");
    QTest::addColumn<int>("worker"); // -1: none
    QTest::addColumn<int>("count");

    QTest::newRow("status") << u"status"_s << u"status"_s << QString() << -1 << 0;
    QTest::newRow("all") << u"reload"_s << u"reload"_s << QString() << -1 << 0;
    QTest::newRow("an app") << u"reload --wait web"_s << u"reload"_s << u"web"_s << -1 << 0;
    QTest::newRow("Japanese") << u"reload 時計"_s << u"reload"_s << u"時計"_s << -1 << 0;
    QTest::newRow("worker") << u"restart 12"_s << u"restart"_s << QString() << 12 << 0;
    QTest::newRow("count") << u"scale 4"_s << u"scale"_s << QString() << -1 << 4;
    QTest::newRow("app, count") << u"scale web 4"_s << u"scale"_s << u"web"_s << -1 << 4;
    QTest::newRow("app like an option") << u"stop -- -web"_s << u"stop"_s << u"-web"_s << -1 << 0;
    QTest::newRow("option before") << u"--json start web"_s << u"start"_s << u"web"_s << -1 << 0;
    QTest::newRow("log of a worker")
        << u"logs -f --app web --worker 3"_s << u"logs"_s << u"web"_s << 3 << 0;
}

void tst_Invocation::reads()
{
    QFETCH(QString, line);
    QFETCH(QString, command);
    QFETCH(QString, app);
    QFETCH(int, worker);
    QFETCH(int, count);

    const auto read = readLine(line);
    const auto *ending = std::get_if<Ending>(&read);
    QVERIFY2(!ending, qPrintable(ending ? ending->text : QString()));
    const auto &invocation = std::get<Invocation>(read);
    QCOMPARE(invocation.command->name, command);
    QCOMPARE(invocation.app, app);
    QCOMPARE(invocation.worker.value_or(-1), worker);
    QCOMPARE(invocation.count, count);
}

void tst_Invocation::refuses_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("hint");

    QTest::newRow("nothing") << QString() << u"status, reload, restart"_s;
    QTest::newRow("unknown") << u"relod"_s << u"did you mean \"reload\"?"_s;
    QTest::newRow("far from all") << u"abracadabra"_s << u"unknown command 'abracadabra'"_s;
    QTest::newRow("unknown option") << u"status --wach"_s << u"--watch"_s;
    QTest::newRow("option of another") << u"status --follow"_s << u"status takes no --follow"_s;
    QTest::newRow("too much") << u"stop a b"_s << u"'b' is too much: qilinctl stop APP"_s;
    QTest::newRow("nothing expected") << u"status web"_s << u"'web' is too much"_s;
    QTest::newRow("missing") << u"stop"_s << u"qilinctl stop APP"_s;
    QTest::newRow("count missing") << u"scale"_s << u"scale [APP] N"_s;
    QTest::newRow("count no number") << u"scale web"_s << u"'web' is no number of workers"_s;
    QTest::newRow("count below 0") << u"scale -- -1"_s << u"'-1' is no number"_s;
    QTest::newRow("worker no number") << u"restart web"_s << u"'web' is no number of a worker"_s;
    QTest::newRow("number too large") << u"restart 99999999999"_s << u"is no number"_s;
    QTest::newRow("lines too many") << u"logs -n 1001"_s << u"0 to 1000"_s;
    QTest::newRow("lines no number") << u"logs --lines=+5"_s << u"0 to 1000"_s;
    QTest::newRow("option worker") << u"logs --worker=a"_s << u"--worker must be"_s;
    QTest::newRow("two places") << u"--url http://a:1 --socket b status"_s << u"one of them"_s;
    QTest::newRow("empty place") << u"--config= status"_s << u"--config must not be empty"_s;
    QTest::newRow("value missing") << u"status --config"_s << u"config"_s;
    QTest::newRow("password in the address")
        << u"--url http://u:secret@a:1 status"_s << u"leave the password out"_s;
}

void tst_Invocation::refuses()
{
    QFETCH(QString, line);
    QFETCH(QString, hint);

    const auto read = readLine(line);
    QVERIFY(std::holds_alternative<Ending>(read));
    const auto &ending = std::get<Ending>(read);
    QCOMPARE(ending.code, kCtlUsage);
    QVERIFY2(ending.text.startsWith(u"qilinctl: "_s), qPrintable(ending.text));
    QVERIFY2(ending.text.contains(hint), qPrintable(ending.text));
    QVERIFY2(ending.text.contains(u"--help"_s), qPrintable(ending.text));
    QVERIFY2(!ending.text.contains(u"secret"_s), qPrintable(ending.text));
}

void tst_Invocation::options()
{
    const auto read = readLine(u"logs -f -n 0 --json --socket a.sock"_s);
    QVERIFY(std::holds_alternative<Invocation>(read));
    const auto &invocation = std::get<Invocation>(read);
    QCOMPARE(invocation.options,
             CtlOption::Follow | CtlOption::Lines | CtlOption::Json | CtlOption::Socket);
    QCOMPARE(invocation.lines, 0);
    QCOMPARE(invocation.socket, u"a.sock"_s);
    QVERIFY(!invocation.config && !invocation.url);
}

void tst_Invocation::tellsItsVersion()
{
    const auto read = readLine(u"--version"_s);
    QVERIFY(std::holds_alternative<Ending>(read));
    QCOMPARE(std::get<Ending>(read).code, kCtlDone);
    QCOMPARE(std::get<Ending>(read).text, QStringLiteral("qilinctl " QILIN_VERSION));
}

void tst_Invocation::helps()
{
    const auto whole = readLine(u"-h"_s);
    QVERIFY(std::holds_alternative<Ending>(whole));
    QCOMPARE(std::get<Ending>(whole).code, kCtlDone);
    for (const Command &command : commands())
        QCOMPARE(std::get<Ending>(whole).text.contains("  "_L1 + command.usage()),
                 !command.isHidden());
    const auto one = readLine(u"scale --help"_s); // though N is missing
    QVERIFY(std::holds_alternative<Ending>(one));
    QVERIFY(std::get<Ending>(one).text.contains(u"scale [APP] N"_s));
    QVERIFY(!std::get<Ending>(one).text.contains(u"restart"_s));
}

void tst_Invocation::everyCommandHasHelp()
{
    for (const Command &command : commands()) {
        const QStringList lines = ctlHelp(&command).split(u'\n');
        for (const QString &line : lines)
            QVERIFY2(line.size() <= 80, qPrintable(line));
        QVERIFY(lines.first().contains(command.usage()));
    }
}

QTEST_GUILESS_MAIN(tst_Invocation)
#include "tst_invocation.moc"
