// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "tests/integration/daemon/appconfig.h"
#include "tests/integration/daemon/infoview.h"
#include "tests/support/daemonprocess.h"
#include "tests/support/needs.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QTest>

#include <csignal>

using namespace Qt::StringLiterals;
using namespace qilin::test;

namespace {

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QJsonObject shell(const QString &script, int workers = 1)
{
    QJsonObject app = childApp({u"-c"_s, script}, workers);
    app.insert("exec"_L1, "/bin/sh"_L1);
    return app;
}

// All of a log file, the oldest part first.
QByteArray wholeLog(const QString &path, int keep)
{
    QByteArray all;
    for (int i = keep; i > 0; --i)
        all += contentOf(path + u".%1"_s.arg(i));
    return all + contentOf(path);
}

// What is wrong with what testchild's word "count" printed; empty if each writer's lines are all
// there, once, whole and in their order. writers: how many there are.
QByteArray faultOf(const QByteArray &log, int *writers)
{
    QHash<QByteArray, qint64> last;
    QHash<QByteArray, qint64> ends;
    if (!log.endsWith('\n'))
        return "no whole line at the end";
    for (const QByteArray &line : log.chopped(1).split('\n')) {
        const QList<QByteArray> words = line.split(' ');
        if (words.size() != 3)
            return "no line of a writer: " + line;
        if (words[1] == "end") {
            ends.insert(words[0], words[2].toLongLong());
            continue;
        }
        const qint64 number = words[1].toLongLong();
        if (number != ++last[words[0]])
            return "after " + QByteArray::number(last[words[0]] - 1) + " came " + line;
        if (words[2] != QByteArray(qsizetype(number * 7 % 150), 'x'))
            return "a changed line: " + line;
    }
    *writers = int(last.size());
    if (last != ends)
        return "lines are missing at the end of a writer";
    return {};
}

// What chatter prints.
QByteArray linesUpTo(qsizetype last)
{
    QByteArray lines;
    for (qsizetype i = 1; i <= last; ++i)
        lines += "line " + QByteArray::number(i) + '\n';
    return lines;
}

} // namespace

// What applications print, on its way into log files.
class tst_DaemonLogFiles final : public QObject
{
    Q_OBJECT

private slots:
    void fileInsteadOfConsole();
    void silent();
    void json();
    void reopenedOnSignal();
    void changedWhileRunning();
    void writingIsNoChange();
    void sharedByApplications();
    void nothingIsLost();
    void longLines();
    void binary();
    void endlessLine();
    void fullDisk();
    void removedDirectory();
};

void tst_DaemonLogFiles::fileInsteadOfConsole()
{
    DaemonProcess daemon;
    daemon.writeConfig(with(childApp({u"print=to_stdout"_s, u"error=to_stderr"_s, u"hang"_s}),
                            u"log_file"_s, u"app.log"_s));
    QVERIFY(daemon.startAndWaitUntilUp());
    QTRY_COMPARE_WITH_TIMEOUT(contentOf(daemon.path(u"app.log"_s)).count('\n'), 2, kPatienceMs);
    const QByteArray logs = daemon.get("/logs").body;
    QVERIFY2(logs.contains("to_stdout") && logs.contains("to_stderr"), logs);
    const QJsonObject file = appIn(daemon.info()).value("log_file"_L1).toObject();
    QCOMPARE(text(file, "path"), QFileInfo(daemon.path(u"app.log"_s)).canonicalFilePath());
    QCOMPARE(number(file, "dropped_lines"), 0);
    QVERIFY(file.value("failure"_L1).isNull());
    QCOMPARE(daemon.quit(), 0);
    const QByteArray log = contentOf(daemon.path(u"app.log"_s));
    QVERIFY2(log == "to_stdout\nto_stderr\n" || log == "to_stderr\nto_stdout\n", log);
    QCOMPARE(daemon.standardOutput(), QByteArray());
    QVERIFY2(!daemon.log().contains("to_std"), daemon.log());
}

// Into the file, and nowhere else.
void tst_DaemonLogFiles::silent()
{
    DaemonProcess daemon;
    daemon.writeConfig(with(with(childApp({u"print=a"_s, u"hang"_s}), u"log_file"_s, u"log"_s),
                            u"silent"_s, true));
    QVERIFY(daemon.startAndWaitUntilUp());
    QTRY_COMPARE_WITH_TIMEOUT(contentOf(daemon.path(u"log"_s)), QByteArray("a\n"), kPatienceMs);
    QCOMPARE(daemon.get("/logs").json().value("result"_L1).toArray().size(), 0);
    QCOMPARE(daemon.quit(), 0);
}

void tst_DaemonLogFiles::json()
{
    DaemonProcess daemon;
    const QJsonObject app
        = with(with(childApp({u"print=say_\"hi\""_s, u"long=3"_s, u"partial=half"_s}),
                    u"log_format"_s, u"json"_s),
               u"min_uptime"_s, 3'600'000);
    daemon.writeConfig(
        severalApps({{u"filed"_s, with(app, u"log_file"_s, u"log"_s)}, {u"shown"_s, app}}));
    QVERIFY(daemon.start());
    QTRY_VERIFY_WITH_TIMEOUT(contentOf(daemon.path(u"log"_s)).count('\n') >= 3, kPatienceMs);
    QTRY_VERIFY_WITH_TIMEOUT(daemon.standardOutput().count('\n') >= 3, kPatienceMs);
    QCOMPARE(daemon.quit(), 0);
    const auto objectIn = [](const QByteArray &log, int line) {
        return QJsonDocument::fromJson(log.split('\n')[line]).object();
    };
    const QByteArray log = contentOf(daemon.path(u"log"_s));
    const QJsonObject first = objectIn(log, 0);
    QCOMPARE(first.keys(), QStringList({u"app"_s, u"stream"_s, u"text"_s, u"time"_s, u"worker"_s}));
    QCOMPARE(text(first, "app"), u"filed"_s);
    QCOMPARE(text(first, "stream"), u"stdout"_s);
    QCOMPARE(text(first, "text"), u"say_\"hi\""_s);
    QVERIFY(number(first, "worker") > 0);
    QVERIFY(QDateTime::fromString(text(first, "time"), Qt::ISODateWithMs).isValid());
    QVERIFY(text(objectIn(log, 1), "text").size() >= 3 << 20); // one object, however long
    QCOMPARE(text(objectIn(log, 2), "text"), u"half"_s);
    QCOMPARE(text(objectIn(daemon.standardOutput(), 0), "app"), u"shown"_s);
}

// As logrotate does it.
void tst_DaemonLogFiles::reopenedOnSignal()
{
    DaemonProcess daemon;
    daemon.writeConfig(with(childApp({u"chatter=5"_s}), u"log_file"_s, u"log"_s));
    QVERIFY(daemon.startAndWaitUntilUp());
    for (int i = 1; i <= 3; ++i) {
        QTRY_VERIFY_WITH_TIMEOUT(contentOf(daemon.path(u"log"_s)).contains("line"), kPatienceMs);
        QVERIFY(QFile::rename(daemon.path(u"log"_s), daemon.path(u"old%1"_s.arg(i))));
        const qsizetype seen = daemon.logLines().size();
        daemon.signal(SIGUSR1);
        QVERIFY(daemon.waitForLog(u"SIGUSR1: log files reopened: 1"_s, seen));
    }
    QCOMPARE(daemon.quit(), 0);
    QByteArray found;
    for (int i = 1; i <= 3; ++i)
        found += contentOf(daemon.path(u"old%1"_s.arg(i)));
    found += contentOf(daemon.path(u"log"_s));
    QCOMPARE(found, linesUpTo(found.count('\n')));
}

void tst_DaemonLogFiles::changedWhileRunning()
{
    DaemonProcess daemon;
    const QJsonObject app = childApp({u"chatter=5"_s});
    daemon.writeConfig(app);
    QVERIFY(daemon.startAndWaitUntilUp());
    const QList<qint64> pids = daemon.workerPids();
    QTRY_VERIFY_WITH_TIMEOUT(!daemon.standardOutput().isEmpty(), kPatienceMs);
    for (const QString &name : {u"one"_s, u"two"_s}) {
        daemon.writeConfig(with(app, u"log_file"_s, name));
        daemon.signal(SIGHUP);
        QTRY_VERIFY_WITH_TIMEOUT(!contentOf(daemon.path(name)).isEmpty(), kPatienceMs);
    }
    QCOMPARE(daemon.workerPids(), pids);
    QCOMPARE(daemon.quit(), 0);
    const QByteArray found = daemon.standardOutput() + contentOf(daemon.path(u"one"_s))
                             + contentOf(daemon.path(u"two"_s));
    QCOMPARE(found, linesUpTo(found.count('\n')));
}

// A log file in a watched directory; a directory beside it has its name.
void tst_DaemonLogFiles::writingIsNoChange()
{
    DaemonProcess daemon;
    QJsonObject app = childApp({u"chatter=1"_s});
    app.insert("log_file"_L1, "logs/a[1]"_L1);
    for (const QString &name : {u"logs"_s, u"a[1]"_s})
        QVERIFY(QDir(daemon.directory()).mkpath(name));
    app.insert("log_max_size"_L1, "1K"_L1);
    app.insert("watch"_L1, QJsonArray{"."_L1});
    app.insert("watch_ignore"_L1, QJsonArray{"daemon.*"_L1});
    app.insert("reload_delay"_L1, 0);
    daemon.writeConfig(app);
    QVERIFY(daemon.startAndWaitUntilUp());
    QVERIFY(daemon.waitForInfo(
        [](const QJsonObject &info) { return number(appIn(info), "watching") > 1; }));
    QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(daemon.path(u"logs/a[1].5"_s)), kPatienceMs);
    QFile file(daemon.path(u"a[1]/source"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.close();
    QVERIFY(daemon.waitForInfo([](const QJsonObject &info) {
        return text(appIn(info).value("last_reload"_L1).toObject(), "result") == u"OK"_s;
    }));
    const QJsonObject info = appIn(daemon.info());
    QCOMPARE(number(info, "generation"), 2);
    QCOMPARE(info.value("last_reload"_L1).toObject().value("files"_L1).toArray(),
             QJsonArray{daemon.path(u"a[1]/source"_s)});
    QCOMPARE(daemon.quit(), 0);
}

void tst_DaemonLogFiles::sharedByApplications()
{
    constexpr int kKeep = 1000;
    DaemonProcess daemon;
    const QJsonObject app
        = with(with(with(childApp({u"count=20000"_s, u"hang"_s}), u"log_file"_s, u"log"_s),
                    u"log_max_size"_s, u"50K"_s),
               u"log_keep"_s, kKeep);
    daemon.writeConfig(severalApps({{u"a"_s, app}, {u"b"_s, app}}));
    QVERIFY(daemon.startAndWaitUntilUp());
    const auto log = [&daemon] { return wholeLog(daemon.path(u"log"_s), kKeep); };
    QTRY_COMPARE_WITH_TIMEOUT(log().count(" end "), 2, kPatienceMs);
    int writers = 0;
    QCOMPARE(faultOf(log(), &writers), QByteArray());
    QCOMPARE(writers, 2);
    QCOMPARE(daemon.quit(), 0);
}

// Through rotations and reloads, with several writers.
void tst_DaemonLogFiles::nothingIsLost()
{
    constexpr int kKeep = 1000;
    DaemonProcess daemon;
    QJsonObject app = childApp({u"count=0"_s}, 3);
    app.insert("log_file"_L1, "log"_L1);
    app.insert("log_max_size"_L1, "100K"_L1);
    app.insert("log_keep"_L1, kKeep);
    app.insert("min_uptime"_L1, 500);
    daemon.writeConfig(app);
    QVERIFY(daemon.startAndWaitUntilUp());
    for (int i = 0; i < 3; ++i) {
        const int files = int(QDir(daemon.directory()).entryList({u"log.*"_s}).size());
        QTRY_VERIFY_WITH_TIMEOUT(
            QDir(daemon.directory()).entryList({u"log.*"_s}).size() >= files + 5, kPatienceMs);
        QCOMPARE(daemon.post("/reload").status, 200);
    }
    QCOMPARE(daemon.quit(), 0);
    int writers = 0;
    QCOMPARE(faultOf(wholeLog(daemon.path(u"log"_s), kKeep), &writers), QByteArray());
    // Of the last three a starved one may be told to go before its first line.
    QVERIFY2(writers >= 9 && writers <= 12, qPrintable(QString::number(writers)));
}

// Of several workers at once; none is split.
void tst_DaemonLogFiles::longLines()
{
    constexpr int kWorkers = 3;
    DaemonProcess daemon;
    daemon.writeConfig(
        with(with(childApp({u"print=short"_s, u"long=10"_s, u"print=short"_s, u"hang"_s}, kWorkers),
                  u"log_file"_s, u"log"_s),
             u"log_max_size"_s, 0));
    QVERIFY(daemon.startAndWaitUntilUp());
    const auto log = [&daemon] { return contentOf(daemon.path(u"log"_s)); };
    QTRY_COMPARE_WITH_TIMEOUT(log().count('\n'), 3 * kWorkers, kPatienceMs);
    int longOnes = 0;
    for (const QByteArray &line : log().chopped(1).split('\n')) {
        if (line == "short")
            continue;
        QVERIFY(line.size() >= 10 << 20);
        QByteArray expected = line.first(line.indexOf(' ') + 1);
        while (expected.size() < line.size())
            expected += QByteArray::number(expected.size()) + ',';
        QVERIFY(line == expected);
        ++longOnes;
    }
    QCOMPARE(longOnes, kWorkers);
    QVERIFY(daemon.get("/logs").body.size() < 2'000'000);
    QCOMPARE(daemon.quit(), 0);
}

void tst_DaemonLogFiles::binary()
{
    DaemonProcess daemon;
    QByteArray bytes;
    quint32 state = 1;
    for (int i = 0; i < 5'000'000; ++i)
        bytes += char((state = state * 1664525 + 1013904223) >> 24);
    bytes += '\n';
    QFile file(daemon.path(u"bytes"_s));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
    file.close();
    daemon.writeConfig(with(shell(u"cat bytes; exec sleep 3600"_s), u"log_file"_s, u"log"_s));
    QVERIFY(daemon.startAndWaitUntilUp());
    QTRY_VERIFY_WITH_TIMEOUT(contentOf(daemon.path(u"log"_s)).size() >= bytes.size(), kPatienceMs);
    QVERIFY(contentOf(daemon.path(u"log"_s)) == bytes);
    QCOMPARE(daemon.quit(), 0);
}

// It holds up nobody for long, and none of it piles up in the daemon.
void tst_DaemonLogFiles::endlessLine()
{
    DaemonProcess daemon;
    const QJsonObject log{
        {u"log_file"_s, u"log"_s}, {u"log_max_size"_s, u"1M"_s}, {u"log_keep"_s, 50}};
    QJsonObject endless = shell(u"head -c 30000000 /dev/zero | tr '\\0' x; exec sleep 3600"_s);
    QJsonObject other = childApp({u"chatter=10"_s});
    for (QJsonObject *app : {&endless, &other}) {
        for (auto it = log.begin(); it != log.end(); ++it)
            app->insert(it.key(), it.value());
    }
    daemon.writeConfig(severalApps({{u"endless"_s, endless}, {u"other"_s, other}}));
    QVERIFY(daemon.startAndWaitUntilUp());
    const auto whole = [&daemon] { return wholeLog(daemon.path(u"log"_s), 50); };
    QTRY_VERIFY_WITH_TIMEOUT(whole().count('x') == 30'000'000, kPatienceMs);
    const qsizetype lines = whole().count("line ");
    QTRY_VERIFY_WITH_TIMEOUT(whole().count("line ") > lines + 10, kPatienceMs);
    QCOMPARE(daemon.quit(), 0);
}

void tst_DaemonLogFiles::fullDisk()
{
    NEED(QFile::exists(u"/dev/full"_s), "there is no /dev/full");
    DaemonProcess daemon;
    daemon.writeConfig(
        severalApps({{u"full"_s, with(childApp({u"flood=5000000"_s, u"error=through"_s, u"hang"_s}),
                                      u"log_file"_s, u"/dev/full"_s)},
                     {u"other"_s, childApp({u"chatter=5"_s})}}));
    QVERIFY(daemon.startAndWaitUntilUp());
    QVERIFY(daemon.waitForLog(u"log_file /dev/full cannot be written: No space left on device"_s));
    QVERIFY(daemon.waitForInfo([](const QJsonObject &info) {
        const QJsonObject file = appIn(info, u"full"_s).value("log_file"_L1).toObject();
        return number(file, "dropped_lines") > 30'000
               && text(file, "failure").contains(u"No space left"_s);
    }));
    const qsizetype before = daemon.standardOutput().size();
    QTRY_VERIFY_WITH_TIMEOUT(daemon.standardOutput().size() > before, kPatienceMs);
    QTRY_VERIFY_WITH_TIMEOUT(daemon.get("/logs?app=full").body.contains("through"), kPatienceMs);
    QCOMPARE(daemon.quit(), 0);
}

void tst_DaemonLogFiles::removedDirectory()
{
    DaemonProcess daemon;
    QVERIFY(QDir(daemon.directory()).mkdir(u"logs"_s));
    daemon.writeConfig(with(childApp({u"chatter=5"_s}), u"log_file"_s, u"logs/log"_s));
    QVERIFY(daemon.startAndWaitUntilUp());
    const auto log = [&daemon] { return contentOf(daemon.path(u"logs/log"_s)); };
    QTRY_VERIFY_WITH_TIMEOUT(!log().isEmpty(), kPatienceMs);
    QVERIFY(QDir(daemon.path(u"logs"_s)).removeRecursively());
    QVERIFY(daemon.waitForLog(u"logs/log cannot be written: No such file or directory"_s));
    QVERIFY(QDir(daemon.directory()).mkdir(u"logs"_s));
    QVERIFY(daemon.waitForLog(u"logs/log is written again; no line was lost"_s));
    QTRY_VERIFY_WITH_TIMEOUT(log().count('\n') > 10, kPatienceMs);
    QCOMPARE(daemon.quit(), 0);
    qsizetype number = log().split('\n').first().mid(5).toInt();
    for (const QByteArray &line : log().chopped(1).split('\n'))
        QCOMPARE(line, "line " + QByteArray::number(number++));
}

QTEST_GUILESS_MAIN(tst_DaemonLogFiles)
#include "tst_logfiles.moc"
