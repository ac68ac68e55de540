// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "tests/integration/daemon/appconfig.h"
#include "tests/integration/daemon/infoview.h"
#include "tests/support/daemonprocess.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTest>

#include <csignal>

using namespace Qt::StringLiterals;
using namespace qilin::test;

// What applications print passes through the daemon, line by line and unchanged.
class tst_DaemonOutput final : public QObject
{
    Q_OBJECT

private slots:
    void bothStreams();
    void partsOfLines();
    void bytesOfAnyKind();
    void linesStayWhole();
    void silent();
    void prefixOnATerminal_data();
    void prefixOnATerminal();
    void reopensBehindALink();

private:
    static QJsonObject shell(const QString &script, int workers = 1)
    {
        QJsonObject app = childApp({u"-c"_s, script}, workers);
        app.insert("exec"_L1, "/bin/sh"_L1);
        return app;
    }
};

void tst_DaemonOutput::bothStreams()
{
    DaemonProcess daemon;
    daemon.writeConfig(childApp({u"print=to_stdout"_s, u"error=to_stderr"_s, u"hang"_s}));
    QVERIFY(daemon.startAndWaitUntilUp());
    QTRY_VERIFY_WITH_TIMEOUT(daemon.logLines().contains(u"to_stderr"_s), kPatienceMs);
    QTRY_COMPARE_WITH_TIMEOUT(daemon.standardOutput(), QByteArray("to_stdout\n"), kPatienceMs);
    QCOMPARE(daemon.quit(), 0);
    QVERIFY(!daemon.log().contains("to_stdout"));
}

// A line begun is not shown before its end, or the end of its writer.
void tst_DaemonOutput::partsOfLines()
{
    DaemonProcess daemon;
    daemon.writeConfig(
        childApp({u"partial=ab"_s, u"wait=100"_s, u"partial=cd"_s, u"wait=100"_s, u"print=ef"_s,
                  u"partial=the_rest"_s, u"error=written"_s, u"hang"_s}));
    QVERIFY(daemon.startAndWaitUntilUp());
    QTRY_COMPARE_WITH_TIMEOUT(daemon.standardOutput(), QByteArray("abcdef\n"), kPatienceMs);
    QTRY_VERIFY_WITH_TIMEOUT(daemon.logLines().contains(u"written"_s), kPatienceMs);
    QCOMPARE(daemon.quit(), 0);
    QCOMPARE(daemon.standardOutput(), QByteArray("abcdef\nthe_rest\n"));
}

void tst_DaemonOutput::bytesOfAnyKind()
{
    DaemonProcess daemon;
    daemon.writeConfig(
        shell(u"printf '\\377\\376 \\303\\244\\n\\033[1mbold\\033[0m\\n\\n\\ttab\\r\\n'; "
              "exec sleep 3600"_s));
    QVERIFY(daemon.startAndWaitUntilUp());
    QTRY_COMPARE_WITH_TIMEOUT(daemon.standardOutput(),
                              QByteArray("\377\376 \303\244\n\033[1mbold\033[0m\n\n\ttab\r\n"),
                              kPatienceMs);
    QCOMPARE(daemon.quit(), 0);
}

// Several writers at once: their lines never mix.
void tst_DaemonOutput::linesStayWhole()
{
    constexpr int kWriters = 4;
    constexpr int kLines = 500;
    DaemonProcess daemon;
    daemon.writeConfig(shell(u"i=0; while [ $i -lt %1 ]; do i=$((i+1)); printf 'one '; "
                             "printf 'line %s\\n' $i; done; exec sleep 3600"_s.arg(kLines),
                             kWriters));
    QVERIFY(daemon.startAndWaitUntilUp());
    QTRY_COMPARE_WITH_TIMEOUT(daemon.standardOutput().count('\n'), kWriters * kLines, kPatienceMs);
    for (int i = 1; i <= kLines; ++i) {
        const QByteArray line = "one line " + QByteArray::number(i) + '\n';
        QCOMPARE(daemon.standardOutput().count(line), kWriters);
    }
    QCOMPARE(daemon.quit(), 0);
}

// Dropped, but kept in mind for the reason of a failure.
void tst_DaemonOutput::silent()
{
    DaemonProcess daemon;
    daemon.writeConfig(severalApps(
        {{u"quiet"_s,
          with(childApp({u"print=unheard"_s, u"error=unheard"_s, u"exit=1"_s}), u"silent"_s, true)},
         {u"loud"_s, childApp({u"print=heard"_s, u"hang"_s})}}));
    QVERIFY(daemon.start());
    QVERIFY(daemon.waitForInfo([](const QJsonObject &info) {
        const QJsonObject failure = appIn(info, u"quiet"_s).value("failure"_L1).toObject();
        return failure.value("output"_L1).toArray().contains(u"unheard"_s);
    }));
    QTRY_COMPARE_WITH_TIMEOUT(daemon.standardOutput(), QByteArray("heard\n"), kPatienceMs);
    QCOMPARE(daemon.quit(), 0);
    QVERIFY2(!daemon.log().contains("unheard"), daemon.log());
}

void tst_DaemonOutput::prefixOnATerminal_data()
{
    QTest::addColumn<QString>("noColor");
    QTest::addColumn<QString>("line");
    QTest::newRow("colours") << QString() << u"\x1b[36mapp[1]\x1b[0m hello\r\n"_s;
    QTest::newRow("none") << u"1"_s << u"app[1] hello\r\n"_s;
}

void tst_DaemonOutput::prefixOnATerminal()
{
    QFETCH(QString, noColor);
    QFETCH(QString, line);
    DaemonProcess daemon;
    daemon.setEnvironment(u"NO_COLOR"_s, noColor);
    daemon.setEnvironment(u"TERM"_s, u"xterm"_s);
    daemon.setWrapper({u"python3"_s, u"-c"_s, u"import pty, sys; pty.spawn(sys.argv[1:])"_s});
    daemon.writeConfig(severalApps({{u"app"_s, childApp({u"print=hello"_s, u"hang"_s})}}));
    QVERIFY(daemon.startAndWaitUntilUp());
    QTRY_VERIFY_WITH_TIMEOUT(daemon.standardOutput().contains("hello"), kPatienceMs);
    QCOMPARE(daemon.post("/quit").status, 200);
    QVERIFY(daemon.waitForExit());
    QVERIFY2(daemon.standardOutput().contains(line.toUtf8()), daemon.standardOutput());
}

// The directory is a link that leads elsewhere by now, as at a deployment.
void tst_DaemonOutput::reopensBehindALink()
{
    DaemonProcess daemon;
    for (const QString &name : {u"old"_s, u"new"_s})
        QVERIFY(QDir(daemon.directory()).mkpath(name));
    QVERIFY(QFile::link(u"old"_s, daemon.path(u"logs"_s)));
    QJsonObject app = childApp({u"chatter=5"_s});
    app.insert("log_file"_L1, "logs/log"_L1);
    daemon.writeConfig(app);
    QVERIFY(daemon.startAndWaitUntilUp());
    QTRY_VERIFY_WITH_TIMEOUT(QFileInfo(daemon.path(u"old/log"_s)).size() > 0, kPatienceMs);
    QVERIFY(QFile::remove(daemon.path(u"logs"_s)));
    QVERIFY(QFile::link(u"new"_s, daemon.path(u"logs"_s)));
    daemon.signal(SIGUSR1);
    QTRY_VERIFY_WITH_TIMEOUT(QFileInfo(daemon.path(u"new/log"_s)).size() > 0, kPatienceMs);
    QCOMPARE(daemon.quit(), 0);
}

QTEST_GUILESS_MAIN(tst_DaemonOutput)
#include "tst_output.moc"
