// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "tests/integration/daemon/appconfig.h"
#include "tests/integration/tray/trayscene.h"
#include "tests/support/processes.h"

#include <QTest>

#include <csignal>

using namespace Qt::StringLiterals;
using namespace qilin::test;

// What the user opened from the tray (a browser) is the user's: it lives on when the tray and the
// daemon end, while what workers left behind does not.
class tst_Opened final : public QObject
{
    Q_OBJECT

private slots:
    void livesOn_data();
    void livesOn();

private:
    static qint64 pidIn(const QString &file);
};

qint64 tst_Opened::pidIn(const QString &file)
{
    (void)waitFor([&] { return readFile(file).endsWith('\n'); });
    return readFile(file).trimmed().toLongLong();
}

void tst_Opened::livesOn_data()
{
    QTest::addColumn<QByteArray>("environment");
    QTest::addColumn<bool>("trayCrashes");
    QTest::newRow("child of the tray") << "env"_ba << false;
    QTest::newRow("orphan, marked") << "env"_ba << true;
    QTest::newRow("child without environment") << "env -i"_ba << false;
    QTest::newRow("orphan without environment, seen before") << "env -i"_ba << true;
}

void tst_Opened::livesOn()
{
    QFETCH(QByteArray, environment);
    QFETCH(bool, trayCrashes);
    DaemonProcess daemon;
    const FakeTray tray(daemon, "if [ ! -e \"$PLACE/opened\" ]; then " + environment
                                    + " setsid sleep 3600 & echo $! > \"$PLACE/opened\"; fi\n"
                                      "while :; do sleep 1; done");
    daemon.writeConfig(childApp({u"hang"_s}));
    QVERIFY(daemon.startAndWaitUntilUp());
    const qint64 opened = pidIn(daemon.path(u"opened"_s));
    const KilledAtTheEnd guarded(opened);
    QVERIFY(waitFor([&] { return readFile(u"/proc/%1/comm"_s.arg(opened)) == "sleep\n"; }));
    const double before = daemon.info().value("master"_L1).toObject().value("cpu"_L1).toDouble(-1);
    QVERIFY(before >= 0);
    // A sample has passed, so the table of processes was looked at.
    QVERIFY(waitFor([&] {
        return daemon.info()
                   .value("master"_L1)
                   .toObject()
                   .value("uptime"_L1)
                   .toObject()
                   .value("seconds"_L1)
                   .toInt()
               >= 3;
    }));
    if (trayCrashes) {
        sendSignal(tray.pid(), SIGKILL);
        QVERIFY(tray.waitForStarts(2));
    }
    QVERIFY(isAlive(opened));
    QCOMPARE(daemon.quit(), 0);
    QVERIFY(isAlive(opened));
    QVERIFY(!isAlive(tray.pid()));
}

QTEST_GUILESS_MAIN(tst_Opened)
#include "tst_opened.moc"
