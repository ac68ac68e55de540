// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/config/fields.h"
#include "core/config/reference.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace qilin;

class TestReference final : public QObject
{
    Q_OBJECT

private slots:
    void everyKey();
    void rows();
    void text();
    void markdown();
    void noKeyTwice();
};

namespace {

ReferenceRow row(const QString &key)
{
    const QList<ReferenceRow> rows = daemonReference() + appReference();
    for (const ReferenceRow &row : rows) {
        if (row.key == key)
            return row;
    }
    return {};
}

} // namespace

void TestReference::everyKey()
{
    const QStringList keys = fields<DaemonConfig>().keys() + fields<AppConfig>().keys();
    QVERIFY(keys.size() >= 27);
    const QString text = configReference();
    const QString markdown = configReferenceMarkdown();
    for (const QString &key : keys) {
        QVERIFY2(text.contains("\n  "_L1 + key + "  "_L1), qPrintable(key));
        QVERIFY2(markdown.contains("\n| `"_L1 + key + "` | "_L1), qPrintable(key));
        QVERIFY2(!row(key).type.isEmpty() && !row(key).help.isEmpty(), qPrintable(key));
    }
}

void TestReference::rows()
{
    QCOMPARE(row(u"daemon_port"_s).type, u"integer 0–65535"_s);
    QCOMPARE(row(u"daemon_port"_s).defaultValue, u"none"_s);
    QCOMPARE(row(u"daemon_host"_s).defaultValue, u"\"127.0.0.1\""_s);
    QCOMPARE(row(u"pidfile"_s).type, u"path"_s);
    QCOMPARE(row(u"exec"_s).defaultValue, u"required"_s);
    QVERIFY(row(u"exec"_s).required);
    QCOMPARE(row(u"name"_s).defaultValue, u"base name of exec"_s);
    QCOMPARE(row(u"args"_s).defaultValue, u"[]"_s);
    QCOMPARE(row(u"env"_s).type, u"object of strings"_s);
    QCOMPARE(row(u"workers"_s).type, u"integer 1–1024, or \"auto\""_s);
    QCOMPARE(row(u"workers"_s).defaultValue, u"1"_s);
    QCOMPARE(row(u"silent"_s).defaultValue, u"false"_s);
    QCOMPARE(row(u"watch"_s).type, u"array of paths"_s);
    QVERIFY(row(u"watch_ignore"_s).defaultValue.startsWith(u"[\"node_modules\", \".git\""_s));
    QCOMPARE(row(u"reload_delay"_s).type, u"ms 0–3600000"_s);
    QCOMPARE(row(u"reload_delay"_s).defaultValue, u"5000"_s);
    QCOMPARE(row(u"ready"_s).type,
             u"\"auto\", \"listening\", \"notify\", \"uptime\", or {\"http\": URL}"_s);
    QCOMPARE(row(u"umask"_s).type, u"octal number as string"_s);
    QCOMPARE(row(u"umask"_s).defaultValue, u"inherited"_s);
    QCOMPARE(row(u"nice"_s).type, u"integer -20–19"_s);
    QCOMPARE(row(u"limits"_s).type, u"object of limits"_s);
    QCOMPARE(row(u"stop_signal"_s).type, u"signal name"_s);
    QCOMPARE(row(u"stop_signal"_s).defaultValue, u"\"SIGTERM\""_s);
    QCOMPARE(row(u"log_max_size"_s).type, u"size 0–1T"_s);
    QCOMPARE(row(u"log_max_size"_s).defaultValue, u"\"10M\""_s);
    QCOMPARE(row(u"balance"_s).defaultValue, u"\"shared\""_s);
}

void TestReference::text()
{
    const QStringList lines = configReference().split(u'\n');
    for (const QString &line : lines) {
        QVERIFY2(line.size() <= 80, qPrintable(line));
        QVERIFY2(!line.endsWith(u' '), qPrintable(line));
    }
    QVERIFY(!lines.last().isEmpty());
}

void TestReference::markdown()
{
    // four cells a row, whatever the cells hold
    const QStringList lines = configReferenceMarkdown().split(u'\n');
    for (const QString &line : lines) {
        QString plain = line;
        plain.remove(u"\\|"_s);
        if (line.startsWith(u'|'))
            QCOMPARE(plain.count(u'|'), 5);
    }
}

void TestReference::noKeyTwice()
{
    QStringList keys = fields<DaemonConfig>().keys() + fields<AppConfig>().keys();
    QCOMPARE(keys.removeDuplicates(), 0);
}

QTEST_GUILESS_MAIN(TestReference)
#include "tst_reference.moc"
