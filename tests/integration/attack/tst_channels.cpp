// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "tests/integration/daemon/appconfig.h"
#include "tests/integration/daemon/infoview.h"
#include "tests/support/appfile.h"
#include "tests/support/daemonprocess.h"
#include "tests/support/loadrun.h"
#include "tests/support/memory.h"
#include "tests/support/nodes.h"
#include "tests/support/ports.h"
#include "tests/support/processes.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace qilin::test;

namespace {

constexpr qint64 kGrowthKb = 10 * 1024;

// Waits until the test begins, and then reads nothing more. Says "all" when all was written.
const QByteArray kPrelude = R"(
const fs = require('fs');
const clock = new Int32Array(new SharedArrayBuffer(4));
function write(text, times) {
  const bytes = Buffer.from(text, 'latin1');
  for (; times > 0; --times) {
    for (let done = 0; done < bytes.length;) {
      try {
        done += fs.writeSync(process.channel.fd, bytes, done);
      } catch (error) {
        if (error.code !== 'EAGAIN')
          return;
        Atomics.wait(clock, 0, 0, 1);
      }
    }
  }
  fs.writeSync(1, 'all\n');
}
while (!fs.existsSync('begin'))
  Atomics.wait(clock, 0, 0, 20);
const MB = 1024 * 1024;
const letters = 'a'.repeat(MB);
)";

} // namespace

// Workers that misuse the channel of Node's cluster. Neither the daemon nor another's worker is
// the worse for it.
class tst_AttackChannels final : public QObject
{
    Q_OBJECT

private slots:
    void hostileWorkers_data();
    void hostileWorkers();
};

void tst_AttackChannels::hostileWorkers_data()
{
    QTest::addColumn<QByteArray>("script");
    QTest::addColumn<QString>("end"); // of the channel, as the log says it; else it takes all
    const QString unreadable = u"keeps sending what nobody can read"_s;
    const QString unread = u"it does not read its messages"_s;

    QTest::newRow("garbage in our name")
        << QByteArray(R"(write('{"cmd":"NODE_\xff\x00}{"]\n', 100000);)") << unreadable;
    QTest::newRow("nested without end")
        << QByteArray(R"(write('{"cmd":"NODE_CLUSTER","x":' + '['.repeat(50000) + '\n', 2000);)")
        << unreadable;
    QTest::newRow("bytes of all kinds")
        << QByteArray("write(require('crypto').randomBytes(MB).toString('latin1'), 64);")
        << QString();
    QTest::newRow("64 MB in one line")
        << QByteArray(R"(write('{"cmd":"NODE_CLUSTER","act":"' + letters.repeat(64) + '"}\n', 1);)")
        << QString();
    QTest::newRow("64 MB of its own in one line")
        << QByteArray(R"(write('{"text":"' + letters.repeat(64) + '"}\n', 1);)") << QString();
    QTest::newRow("64 MB of questions, no answer read")
        << QByteArray(R"(write('{"cmd":"NODE_CLUSTER","act":"queryServer","seq":1}\n', 1300000);)")
        << unread;
    QTest::newRow("sockets without end") << QByteArray(R"(
const ask = index => '{"cmd":"NODE_CLUSTER","act":"queryServer","seq":1,"address":"127.0.0.1",'
    + `"port":0,"addressType":4,"fd":-1,"flags":0,"index":${index}}\n`;
for (let index = 0; index < 100000; ++index)
  write(ask(index), 1);)") << unread;
}

void tst_AttackChannels::hostileWorkers()
{
    NEED_NODE();
    QFETCH(QByteArray, script);
    QFETCH(QString, end);
    DaemonProcess daemon;
    const quint16 port = freePort();
    writeFile(daemon.path(u"hostile.js"_s), kPrelude + script + "\nAtomics.wait(clock, 0, 0);\n");
    QJsonObject hostile = childApp({});
    hostile.insert("exec"_L1, "hostile.js"_L1);
    hostile.remove("args"_L1);
    hostile.insert("nice"_L1, 10);
    daemon.writeConfig(
        severalApps({{u"web"_s, nodeApp(u"hello.js"_s, port, 2)}, {u"hostile"_s, hostile}}));
    QVERIFY2(daemon.startAndWaitUntilUp(), daemon.log());
    const QList<qint64> workers = pidsUp(daemon.info(), u"web"_s);
    LoadRun load(port, {u"--connections"_s, u"4"_s, u"--pause"_s, u"5"_s});
    QVERIFY(load.waitForAnswers(20));
    const qint64 before = residentKb(daemon.pid());
    QVERIFY(forgetPeak(daemon.pid()));

    writeFile(daemon.path(u"begin"_s), "");
    if (end.isEmpty()) {
        QVERIFY2(waitFor([&] { return daemon.standardOutput().contains("all\n"); }), daemon.log());
        QVERIFY2(!daemon.log().contains("broken off"), daemon.log());
    } else {
        QVERIFY2(daemon.waitForLog(u"the channel of a worker is broken off: "_s), daemon.log());
        QVERIFY2(daemon.log().contains(end.toUtf8()), daemon.log());
        // It is replaced, and the next one does the same.
        QVERIFY2(daemon.waitForInfo([](const QJsonObject &info) {
            return number(workersIn(info, u"hostile"_s).value(0), "restarts") > 0;
        }),
                 daemon.log());
    }
    QVERIFY(load.waitForAnswers(load.answers() + 20));
    const qint64 peak = peakKb(daemon.pid());
    QCOMPARE(daemon.get("/healthz").status, 200);
    const QJsonObject result = load.stop();
    QVERIFY(result.value("answered"_L1).toInteger() > 0);
    QCOMPARE(result.value("failed"_L1).toInteger(-1), 0);
    QCOMPARE(pidsUp(daemon.info(), u"web"_s), workers);
    if (QILIN_SLOWNESS == 1) {
        QVERIFY2(peak > 0 && peak <= before + kGrowthKb,
                 qPrintable(u"%1 kB, %2 kB before"_s.arg(peak).arg(before)));
    }
    QCOMPARE(daemon.quit(), 0);
    QVERIFY2(daemon.waitUntilNothingIsLeft(), qPrintable(describe(daemon.processes())));
}

QTEST_GUILESS_MAIN(tst_AttackChannels)
#include "tst_channels.moc"
