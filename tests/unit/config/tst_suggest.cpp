// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/config/suggest.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace qilin;

class TestSuggest final : public QObject
{
    Q_OBJECT

private slots:
    void nearest_data();
    void nearest();
};

void TestSuggest::nearest_data()
{
    QTest::addColumn<QString>("found");
    const auto row = [](const char *word, const char *found) {
        QTest::newRow(word) << QString::fromLatin1(found);
    };
    row("workers", "workers");
    row("worker", "workers");
    row("WORKERS", "workers");
    row("wrokers", "workers");
    row("reload-delay", "reload_delay");
    row("reloaddelay", "reload_delay");
    row("exce", "exec");
    row("nam", "name");
    row("zzz", "");
    row("completely_different", "");
    row("", "");
}

void TestSuggest::nearest()
{
    QFETCH(QString, found);
    const QStringList known{u"exec"_s, u"name"_s, u"workers"_s, u"reload_delay"_s};
    QCOMPARE(qilin::nearest(QString::fromLatin1(QTest::currentDataTag()), known), found);
    QCOMPARE(qilin::nearest(QString(100000, u'x'), known), QString());
}

QTEST_GUILESS_MAIN(TestSuggest)
#include "tst_suggest.moc"
