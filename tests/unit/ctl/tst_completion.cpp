// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/ctl/completion.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace qilin;

class tst_Completion final : public QObject
{
    Q_OBJECT

private slots:
    void kinds_data();
    void kinds();
    void words_data();
    void words();
    void rememberTheDaemon();
};

void tst_Completion::kinds_data()
{
    using Kind = Completion::Kind;
    QTest::addColumn<QStringList>("typed");
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<QString>("current");

    QTest::newRow("nothing") << QStringList() << Kind::Words << QString();
    QTest::newRow("command") << QStringList{u"rel"_s} << Kind::Words << u"rel"_s;
    QTest::newRow("app") << QStringList{u"reload"_s, u"w"_s} << Kind::Apps << u"w"_s;
    QTest::newRow("one app only") << QStringList{u"reload"_s, u"web"_s, {}} << Kind::Words
                                  << QString();
    QTest::newRow("option before app")
        << QStringList{u"reload"_s, u"--wait"_s, {}} << Kind::Apps << QString();
    QTest::newRow("worker") << QStringList{u"restart"_s, {}} << Kind::Workers << QString();
    QTest::newRow("scale: app") << QStringList{u"scale"_s, {}} << Kind::Apps << QString();
    QTest::newRow("scale: count") << QStringList{u"scale"_s, u"web"_s, {}} << Kind::Words
                                  << QString();
    QTest::newRow("file") << QStringList{u"--config"_s, u"qi"_s} << Kind::Files << u"qi"_s;
    QTest::newRow("file, =") << QStringList{u"--socket=a"_s} << Kind::Files << u"a"_s;
    QTest::newRow("app of logs") << QStringList{u"logs"_s, u"--app"_s, {}} << Kind::Apps
                                 << QString();
    QTest::newRow("worker of logs")
        << QStringList{u"logs"_s, u"--worker=1"_s} << Kind::Workers << u"1"_s;
    QTest::newRow("anything") << QStringList{u"logs"_s, u"-n"_s, u"1"_s} << Kind::Words << u"1"_s;
}

void tst_Completion::kinds()
{
    QFETCH(QStringList, typed);
    QFETCH(Completion::Kind, kind);
    QFETCH(QString, current);

    const Completion completion = completionOf(typed);
    QCOMPARE(completion.kind, kind);
    QCOMPARE(completion.current, current);
}

void tst_Completion::words_data()
{
    QTest::addColumn<QStringList>("typed");
    QTest::addColumn<QStringList>("there");
    QTest::addColumn<QStringList>("missing");

    QTest::newRow("commands") << QStringList{QString()}
                              << QStringList{u"status"_s, u"reload"_s, u"quit"_s}
                              << QStringList{u"complete"_s, u"--json"_s};
    QTest::newRow("options") << QStringList{u"-"_s} << QStringList{u"--json"_s, u"--config"_s}
                             << QStringList{u"--wait"_s, u"status"_s};
    QTest::newRow("of a command") << QStringList{u"logs"_s, u"--"_s}
                                  << QStringList{u"--follow"_s, u"--app"_s, u"--json"_s}
                                  << QStringList{u"--wait"_s, u"--watch"_s};
    QTest::newRow("unknown command")
        << QStringList{u"nope"_s, {}} << QStringList() << QStringList{u"status"_s, u"web"_s};
}

void tst_Completion::words()
{
    QFETCH(QStringList, typed);
    QFETCH(QStringList, there);
    QFETCH(QStringList, missing);

    QStringList words;
    const Completion completion = completionOf(typed);
    for (const CompletionWord &word : completion.words) {
        QVERIFY2(!word.description.isEmpty(), qPrintable(word.text));
        words.append(word.text);
    }
    for (const QString &word : there)
        QVERIFY2(words.contains(word), qPrintable(word));
    for (const QString &word : missing)
        QVERIFY2(!words.contains(word), qPrintable(word));
}

void tst_Completion::rememberTheDaemon()
{
    const Completion first = completionOf({u"--config"_s, u"~/a b.json"_s, u"stop"_s, {}});
    QCOMPARE(first.config, u"~/a b.json"_s);
    QVERIFY(!first.url && !first.socket);
    QCOMPARE(completionOf({u"stop"_s, u"--url=http://a:1"_s, {}}).url, u"http://a:1"_s);
    const Completion far
        = completionOf({u"--url"_s, u"https://a:1"_s, u"--ca"_s, u"~/a.crt"_s, u"stop"_s, {}});
    QCOMPARE(far.url, u"https://a:1"_s);
    QCOMPARE(far.authorities, u"~/a.crt"_s);
    QCOMPARE(completionOf({u"--json"_s, u"--socket"_s, u"x"_s, u"stop"_s, {}}).socket, u"x"_s);
}

QTEST_GUILESS_MAIN(tst_Completion)
#include "tst_completion.moc"
