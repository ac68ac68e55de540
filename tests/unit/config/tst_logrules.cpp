// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "configdirectory.h"

#include <QDir>

using namespace Qt::StringLiterals;
using namespace qilin;

// What is right of one log_file, and of several applications that share one.
class TestLogRules final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void faults_data();
    void faults();
    void sharing();
    void numbered();
    void withoutEffect();

private:
    std::optional<ConfigDirectory> m_directory;
};

void TestLogRules::init()
{
    m_directory.emplace();
    m_directory->write(u"run"_s, "#!/bin/sh\n", true);
    QVERIFY(QDir(m_directory->path({})).mkdir(u"folder"_s));
}

void TestLogRules::faults_data()
{
    QTest::addColumn<QByteArray>("first");
    QTest::addColumn<QByteArray>("second");
    QTest::addColumn<QString>("place");
    QTest::addColumn<QString>("says");
    const auto row = [](const char *name, const QByteArray &first, const QByteArray &second,
                        const QString &place, const QString &says) {
        QTest::newRow(name) << first << second << place << says;
    };
    row("no directory", "", R"("log_file": "gone/log")", u"3:42 apps[1].log_file"_s,
        u"gone does not exist; create it, or name another file"_s);
    row("a directory", "", R"("log_file": "folder")", u"3:42 apps[1].log_file"_s,
        u"is a directory; name the file in it"_s);
    row("two sizes", R"("log_file": "log")", R"("log_file": "log", "log_max_size": "1K")",
        u"3:65 apps[1].log_max_size"_s, u"is the log_file of \"a\" too; give both the same"_s);
    row("two numbers", R"("log_file": "folder/../log")", R"("log_file": "log", "log_keep": 1)",
        u"3:61 apps[1].log_keep"_s, u"\"log_keep\", or each a file of its own"_s);
    row("an older file of another", R"("log_file": "log", "log_keep": 2)",
        R"("log_file": "folder/../log.2")", u"3:42 apps[1].log_file"_s,
        u"/log.2 is what the log_file of \"a\" becomes when it is rotated; name another"_s);
    row("an older file of the next", R"("log_file": "log.5")", R"("log_file": "log")",
        u"2:42 apps[0].log_file"_s, u"is what the log_file of \"b\" becomes"_s);
    row("two formats", R"("log_file": "log", "log_format": "json")", R"("log_file": "log")",
        u"3:1 apps[1].log_format"_s, u"\"log_format\""_s);
}

void TestLogRules::faults()
{
    QFETCH(QByteArray, first);
    QFETCH(QByteArray, second);
    QFETCH(QString, place);
    QFETCH(QString, says);
    const auto app = [](const QByteArray &name, const QByteArray &keys) {
        return R"({"exec": "run", "name": ")" + name + '"' + (keys.isEmpty() ? "" : ", ") + keys
               + '}';
    };
    const LoadResult result
        = m_directory->load("{\"apps\": [\n" + app("a", first) + ",\n" + app("b", second) + "]}");
    QVERIFY(!result.config);
    QVERIFY2(placesOf(result.faults) == QStringList{place},
             qPrintable(result.messages().join(u'\n')));
    QVERIFY2(result.faults.first().text.contains(says), qPrintable(result.faults.first().text));
}

void TestLogRules::sharing()
{
    const LoadResult result = m_directory->load(R"({"apps": [
        {"exec": "run", "name": "a", "log_file": "log", "log_max_size": "1M"},
        {"exec": "run", "name": "b", "log_file": "folder/../log", "log_max_size": 1048576}
    ]})");
    QVERIFY2(result.config && result.warnings.isEmpty(), qPrintable(result.messages().join(u'\n')));
}

// A name with a number at its end that no rotation comes to.
void TestLogRules::numbered()
{
    for (const QByteArray keys : {R"("log_keep": 2)", R"("log_max_size": 0)", R"("log_keep": 0)"}) {
        const LoadResult result = m_directory->load(
            R"({"apps": [{"exec": "run", "name": "a", "log_file": "log", )" + keys + R"(},
                         {"exec": "run", "name": "b", "log_file": "log.3"},
                         {"exec": "run", "name": "c", "log_file": "log.03"}]})");
        QVERIFY2(result.config, qPrintable(result.messages().join(u'\n')));
    }
}

void TestLogRules::withoutEffect()
{
    const LoadResult result = m_directory->load(R"({"exec": "run", "log_keep": 3})");
    QVERIFY2(result.config, qPrintable(result.messages().join(u'\n')));
    QCOMPARE(result.warnings.size(), 1);
    QVERIFY2(result.warnings.first().contains(u":1:29: log_keep: has no effect without "
                                              "\"log_file\" beside it"_s),
             qPrintable(result.warnings.first()));
}

QTEST_GUILESS_MAIN(TestLogRules)
#include "tst_logrules.moc"
