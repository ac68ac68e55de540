// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "tests/integration/daemon/appconfig.h"
#include "tests/integration/daemon/infoview.h"
#include "tests/support/appfile.h"
#include "tests/support/daemonprocess.h"
#include "tests/support/memory.h"
#include "tests/support/processes.h"

#include <QFileInfo>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace qilin::test;

namespace {

constexpr qint64 kGrowthKb = 10 * 1024;

QJsonObject shell(const QString &script, int workers = 1)
{
    QJsonObject app
        = childApp({u"-c"_s, script, u"sh"_s, QStringLiteral(QILIN_TESTCHILD_PATH)}, workers);
    app.insert("exec"_L1, "/bin/sh"_L1);
    return app;
}

const QString kWhenAllowed = u"while ! test -e begin; do sleep 0.05; done; "_s;

qint64 daemonPid(DaemonProcess &daemon)
{
    return number(daemon.info().value("master"_L1).toObject(), "pid");
}

qint64 dropped(DaemonProcess &daemon)
{
    return number(daemon.info().value("master"_L1).toObject(), "dropped_lines");
}

// What the word "long" of testchild prints.
QByteArray longLine(const QByteArray &pid, int megabytes)
{
    QByteArray text = pid + ' ';
    while (text.size() < qsizetype(megabytes) << 20)
        text += QByteArray::number(text.size()) + ',';
    return text;
}

} // namespace

// The daemon's own stdout and stderr: what does not fit, and readers that take their time.
class tst_DaemonConsole final : public QObject
{
    Q_OBJECT

private slots:
    void readerThatStalls();
    void neitherIsRead();
    void longLines_data();
    void longLines();
    void binary();
};

// No worker waits for it, the daemon keeps little of what it has not read, and says how many lines
// are missing when it goes on.
void tst_DaemonConsole::readerThatStalls()
{
    constexpr int kLines = 500'000;
    DaemonProcess daemon;
    daemon.writeConfig(
        shell(kWhenAllowed + u"exec \"$1\" count=%1 error=through hang"_s.arg(kLines)));
    daemon.setWrapper({u"sh"_s, u"-c"_s,
                       u"reads=$1; shift; "
                       "\"$@\" | (while ! test -e \"$reads\"; do sleep 0.05; done; exec cat)"_s,
                       u"sh"_s, daemon.path(u"reads"_s)});
    QVERIFY(daemon.startAndWaitUntilUp());
    const qint64 pid = daemonPid(daemon);
    const qint64 before = residentKb(pid);
    QVERIFY(forgetPeak(pid));
    writeFile(daemon.path(u"begin"_s), "");
    QVERIFY2(daemon.waitForLog(u"through"_s, 0, 2 * kPatienceMs), daemon.log());
    QTRY_VERIFY_WITH_TIMEOUT(dropped(daemon) > kLines / 2, kPatienceMs);
    const qint64 peak = peakKb(pid);
    if (QILIN_SLOWNESS == 1) {
        QVERIFY2(peak > 0 && peak <= before + kGrowthKb,
                 qPrintable(u"%1 kB, %2 kB before"_s.arg(peak).arg(before)));
    }
    QCOMPARE(daemon.standardOutput(), QByteArray());

    writeFile(daemon.path(u"reads"_s), "");
    const QRegularExpression notice(u"(?m)^\\[daemon\\] (\\d+) lines were dropped here: "
                                    "they were not read in time$"_s);
    QVERIFY(waitFor([&] { return daemon.standardOutput().contains("[daemon] "); }));
    QCOMPARE(daemon.get("/quit").status, 200);
    QVERIFY2(daemon.waitUntilNothingIsLeft(), qPrintable(describe(daemon.processes())));
    const QString text = QString::fromUtf8(daemon.standardOutput());
    const QRegularExpressionMatch match = notice.match(text);
    QVERIFY2(match.hasMatch(), qPrintable(text.right(1000)));
    // With the last one, which tells their number, and the notice itself.
    QCOMPARE(text.count(u'\n') + match.captured(1).toLongLong(), kLines + 2);
    qsizetype from = 0;
    for (int i = 1; i <= 1000; ++i) {
        from = text.indexOf(u" %1 "_s.arg(i), from);
        QVERIFY2(from >= 0, qPrintable(QString::number(i)));
    }
}

// A pipe for both that nobody reads: a reload and the end are as ever.
void tst_DaemonConsole::neitherIsRead()
{
    DaemonProcess daemon;
    daemon.writeConfig(
        shell(u"\"$1\" flood=3000000; echo over >&2; echo x >>through; exec \"$1\" hang"_s));
    daemon.setWrapper({u"sh"_s, u"-c"_s, u"\"$@\" 2>&1 | sleep 3600"_s, u"sh"_s});
    QVERIFY(daemon.startAndWaitUntilUp());
    const auto floodsOver = [&] { return QFileInfo(daemon.path(u"through"_s)).size() / 2; };
    QVERIFY(waitFor([&] { return floodsOver() == 1; }));
    QTRY_VERIFY_WITH_TIMEOUT(dropped(daemon) > 0, kPatienceMs);
    const qint64 pid = daemonPid(daemon);
    QCOMPARE(daemon.get("/reload").status, 200);
    QVERIFY(waitFor([&] { return floodsOver() == 2; }));
    QCOMPARE(daemon.get("/quit").status, 200);
    QTRY_VERIFY_WITH_TIMEOUT(!isAlive(pid), kPatienceMs);
}

void tst_DaemonConsole::longLines_data()
{
    QTest::addColumn<QString>("format");
    QTest::newRow("plain") << u"plain"_s;
    QTest::newRow("json") << u"json"_s;
}

// In pieces, each a line of its own; none is lost, and none piles up in the daemon.
void tst_DaemonConsole::longLines()
{
    QFETCH(QString, format);
    constexpr int kMegabytes = 10;
    DaemonProcess daemon;
    QJsonObject app = shell(
        kWhenAllowed
        + u"exec \"$1\" print=short long=%1 print=last error=through hang"_s.arg(kMegabytes));
    app.insert("log_format"_L1, format);
    daemon.writeConfig(severalApps({{u"long"_s, app}, {u"talker"_s, childApp({u"chatter=1"_s})}}));
    QVERIFY(daemon.startAndWaitUntilUp());
    const qint64 pid = pidsUp(daemon.info(), u"long"_s).value(0);
    const qint64 before = residentKb(daemon.pid());
    QVERIFY(forgetPeak(daemon.pid()));
    writeFile(daemon.path(u"begin"_s), "");
    QVERIFY(daemon.waitForLog(u"through"_s));
    QVERIFY(waitFor([&] { return daemon.standardOutput().contains("last"); }));
    const qint64 peak = peakKb(daemon.pid());
    if (QILIN_SLOWNESS == 1) {
        QVERIFY2(peak > 0 && peak <= before + kGrowthKb,
                 qPrintable(u"%1 kB, %2 kB before"_s.arg(peak).arg(before)));
    }
    QCOMPARE(daemon.quit(), 0);
    QByteArray seen;
    int others = 0;
    for (const QByteArray &line : daemon.standardOutput().split('\n')) {
        if (line.startsWith("line "))
            ++others;
        else if (format == "json"_L1)
            seen += text(QJsonDocument::fromJson(line).object(), "text").toUtf8();
        else
            seen += line;
    }
    QVERIFY(others > 0);
    QVERIFY2(seen == "short" + longLine(QByteArray::number(pid), kMegabytes) + "last",
             "something of the long line is missing or mixed with others");
}

// Every byte there is, unchanged.
void tst_DaemonConsole::binary()
{
    QByteArray bytes;
    for (int first = 0; first < 256; ++first) {
        for (int second = 0; second < 256; ++second)
            bytes.append(char(first)).append(char(second));
    }
    bytes += '\n';
    DaemonProcess daemon;
    writeFile(daemon.path(u"bytes"_s), bytes);
    daemon.writeConfig(shell(u"cat bytes; exec \"$1\" hang"_s));
    QVERIFY(daemon.startAndWaitUntilUp());
    QVERIFY(waitFor([&] { return daemon.standardOutput().size() >= bytes.size(); }));
    QVERIFY(daemon.standardOutput() == bytes);
    QCOMPARE(daemon.quit(), 0);
    QVERIFY(daemon.standardOutput() == bytes);
}

QTEST_GUILESS_MAIN(tst_DaemonConsole)
#include "tst_console.moc"
