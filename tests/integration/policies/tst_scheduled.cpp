// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "tests/integration/daemon/appconfig.h"
#include "tests/integration/daemon/infoview.h"
#include "tests/support/daemonprocess.h"

#include <QTest>

#include <csignal>

using namespace Qt::StringLiterals;
using namespace qilin::test;

// The key schedule; which times it means is tst_cron's matter.
class tst_PoliciesScheduled final : public QObject
{
    Q_OBJECT

private slots:
    void reloadsWhenTheTimeComes();
};

// Set by SIGHUP, which restarts nobody; the next full minute then reloads that application only.
void tst_PoliciesScheduled::reloadsWhenTheTimeComes()
{
    DaemonProcess daemon;
    const QJsonObject app = childApp({u"hang"_s});
    daemon.writeConfig(severalApps({{u"a"_s, app}, {u"b"_s, app}}));
    QVERIFY(daemon.startAndWaitUntilUp());
    const QJsonArray times{u"0 0 1 jan *"_s, u"* * * * *"_s};
    daemon.writeConfig(severalApps({{u"a"_s, with(app, u"schedule"_s, times)}, {u"b"_s, app}}));
    daemon.signal(SIGHUP);
    QVERIFY2(daemon.waitForLog(u"a has changed: schedule"_s), daemon.log());
    QVERIFY2(
        daemon.waitForInfo(
            [](const QJsonObject &info) {
                const QJsonObject reload = appIn(info, u"a"_s).value("last_reload"_L1).toObject();
                return text(reload, "reason") == "schedule"_L1 && text(reload, "result") == "OK"_L1;
            },
            60'000 + kPatienceMs),
        daemon.log());
    QCOMPARE(number(appIn(daemon.info(), u"b"_s), "generation"), 1);
    QCOMPARE(daemon.quit(), 0);
}

QTEST_GUILESS_MAIN(tst_PoliciesScheduled)
#include "tst_scheduled.moc"
