// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/base/audit.h"
#include "core/base/log.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace qilin;

class tst_Audit : public QObject
{
    Q_OBJECT

private slots:
    void tellsWhoFromWhereWhatAndResult();
    void staysOneLineWhateverItHolds_data();
    void staysOneLineWhateverItHolds();
    void isBounded();
    void isWrittenAtEveryLevel();
};

void tst_Audit::tellsWhoFromWhereWhatAndResult()
{
    QCOMPARE(auditText({u"scale"_s,
                        {{u"workers"_s, u"4"_s}, {u"app"_s, u"web"_s}},
                        u"foo"_s,
                        u"full"_s,
                        u"127.0.0.1:50312"_s,
                        u"OK"_s}),
             u"scale workers=\"4\" app=\"web\" by=\"foo\" role=full from=\"127.0.0.1:50312\" "
             "result=\"OK\""_s);
}

void tst_Audit::staysOneLineWhateverItHolds_data()
{
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("written");
    QTest::newRow("line feed") << u"a\nb"_s << u"a\\u000ab"_s;
    QTest::newRow("carriage return") << u"a\rb"_s << u"a\\u000db"_s;
    QTest::newRow("escape sequence") << u"\x1b[2J"_s << u"\\u001b[2J"_s;
    QTest::newRow("nul") << u"a"_s + QChar(0) << u"a\\u0000"_s;
    QTest::newRow("delete") << u"a\x7f"_s << u"a\\u007f"_s;
    QTest::newRow("next line") << u"a\u0085"_s << u"a\\u0085"_s;
    QTest::newRow("line separator") << u"a\u2028"_s << u"a\\u2028"_s;
    QTest::newRow("right to left") << u"a\u202e"_s << u"a\\u202e"_s;
    QTest::newRow("quote") << u"a\" by=\"root"_s << u"a\\\" by=\\\"root"_s;
    QTest::newRow("backslash") << u"a\\"_s << u"a\\\\"_s;
    QTest::newRow("letters") << u"麒麟 ü"_s << u"麒麟 ü"_s;
}

void tst_Audit::staysOneLineWhateverItHolds()
{
    QFETCH(QString, value);
    QFETCH(QString, written);
    QCOMPARE(auditText({u"stop"_s, {{u"app"_s, value}}, value, u"full"_s, value, value}),
             u"stop app=\"%1\" by=\"%1\" role=full from=\"%1\" result=\"%1\""_s.arg(written));
}

void tst_Audit::isBounded()
{
    const QString text
        = auditText({u"stop"_s, {}, u"a"_s, u"full"_s, u"b"_s, QString(100000, u'x')});
    QVERIFY(text.size() < 1000);
}

void tst_Audit::isWrittenAtEveryLevel()
{
    QByteArrayList lines;
    startLog(LogLevel::Error, [&lines](const QByteArray &line) { lines.append(line); });
    audit({u"quit"_s, {}, u"uid 0"_s, u"owner"_s, u"control socket, pid 7"_s, u"OK"_s});
    startLog(LogLevel::Info);
    QCOMPARE(lines.size(), 1);
    QVERIFY2(lines[0].contains("Z - audit: quit by=\"uid 0\" role=owner "
                               "from=\"control socket, pid 7\" result=\"OK\"\n"),
             lines[0]);
}

QTEST_GUILESS_MAIN(tst_Audit)
#include "tst_audit.moc"
