// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/platform/procstat.h"
#include "core/platform/trim.h"

#include <QDateTime>
#include <QElapsedTimer>
#include <QJsonDocument>
#include <QProcess>
#include <QRegularExpression>
#include <QTest>

#include <unistd.h>

using namespace Qt::StringLiterals;

class TestTrim final : public QObject
{
    Q_OBJECT

private slots:
    void givesPagesBack();
    void losesNothing();

private:
    static const char *const s_relocated[]; // addresses, written when the program was loaded
};

const char *const TestTrim::s_relocated[] = {"one", "two", "three"};

void TestTrim::givesPagesBack()
{
    const quint64 before = qilin::readProcess(::getpid())->residentBytes;
    QElapsedTimer clock;
    clock.start();
    qilin::trimMemory();
    const qint64 elapsed = clock.elapsed();
    const quint64 after = qilin::readProcess(::getpid())->residentBytes;
    qInfo("resident %llu kB, then %llu kB, in %lld ms", before / 1024, after / 1024, elapsed);
#ifndef QILIN_SANITIZED
    QVERIFY(after < before);
#endif
}

void TestTrim::losesNothing()
{
    for (int i = 0; i < 20; ++i) {
        qilin::trimMemory();
        QCOMPARE(QByteArray(s_relocated[i % 3]).size(), i % 3 == 2 ? 5 : 3);
        QCOMPARE(QJsonDocument::fromJson("[1, \"\\u00e9\"]").toJson(QJsonDocument::Compact),
                 "[1,\"\xc3\xa9\"]");
        static const QRegularExpression words(u"(\\w+) (\\w+)"_s);
        QCOMPARE(words.match(u"ab cd"_s).captured(2), u"cd"_s);
        QVERIFY(QDateTime::currentDateTime().isValid());
        QProcess process;
        process.start(u"/bin/sh"_s, {u"-c"_s, u"exit 7"_s});
        QVERIFY(process.waitForFinished());
        QCOMPARE(process.exitCode(), 7);
    }
}

QTEST_GUILESS_MAIN(TestTrim)
#include "tst_trim.moc"
