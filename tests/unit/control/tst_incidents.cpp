// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/base/log.h"
#include "core/control/incidents.h"
#include "tests/support/waitfor.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace qilin;
using namespace std::chrono_literals;

class tst_Incidents : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup() { startLog(LogLevel::Info); }
    void tellsTheFirstAndCountsTheRest();
    void takesANetworkForOne();
    void isBounded();

private:
    [[nodiscard]] qsizetype linesWith(const QString &text) const
    {
        return m_lines.filter(text).size();
    }
    [[nodiscard]] static GateLimits limits()
    {
        GateLimits limits;
        limits.incidentTime = 50ms;
        limits.refusedAddresses = 3;
        return limits;
    }

    QStringList m_lines;
};

void tst_Incidents::init()
{
    m_lines.clear();
    startLog(LogLevel::Info,
             [this](const QByteArray &line) { m_lines.append(QString::fromUtf8(line)); });
}

void tst_Incidents::tellsTheFirstAndCountsTheRest()
{
    Incidents incidents(u"wrong credentials"_s, limits());
    for (int i = 0; i < 1000; ++i)
        incidents.add(QHostAddress(u"10.0.0.1"_s));
    QCOMPARE(m_lines.size(), 1);
    QVERIFY(m_lines[0].contains(u" - warning: wrong credentials from 10.0.0.1; "_s));
    TRY_COMPARE(m_lines.size(), 2);
    QVERIFY2(m_lines[1].contains(u"wrong credentials from 10.0.0.1: 999 more"_s),
             qPrintable(m_lines[1]));
    incidents.add(QHostAddress(u"10.0.0.1"_s));
    TRY_VERIFY(m_lines.size() >= 3); // known still, or anew
    QVERIFY(m_lines[2].contains(u"10.0.0.1"_s));
}

void tst_Incidents::takesANetworkForOne()
{
    Incidents incidents(u"wrong credentials"_s, limits());
    for (int i = 1; i <= 100; ++i)
        incidents.add(QHostAddress(u"2001:db8::%1"_s.arg(i, 0, 16)));
    QCOMPARE(m_lines.size(), 1);
    QVERIFY2(m_lines[0].contains(u"from 2001:db8::/64;"_s), qPrintable(m_lines[0]));
}

void tst_Incidents::isBounded()
{
    Incidents incidents(u"wrong credentials"_s, limits());
    for (int i = 1; i <= 200; ++i)
        incidents.add(QHostAddress(u"10.0.0.%1"_s.arg(i)));
    QCOMPARE(m_lines.size(), 3);
    TRY_COMPARE(linesWith(u"from other addresses: 197 more"_s), 1);
}

QTEST_GUILESS_MAIN(tst_Incidents)
#include "tst_incidents.moc"
