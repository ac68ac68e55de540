// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/base/event.h"
#include "core/output/jsonline.h"
#include "core/output/prefix.h"

#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace qilin;

class TestJsonLine final : public QObject
{
    Q_OBJECT

private slots:
    void isALineOfLogs_data();
    void isALineOfLogs();
    void charactersOverTwoPieces();
    void everyByte();
    void cost();
    void prefix();
};

void TestJsonLine::isALineOfLogs_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("plain") << QByteArray("GET / 200");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("escapes") << QByteArray("\"a\\b\" \t\r\b\f\x1b[1m\x7f");
    QTest::newRow("NUL") << QByteArray("a\0b", 3);
    QTest::newRow("UTF-8") << QByteArray("\xc3\xa4 \xe3\x81\x82 \xf0\x9f\x90\xa6 \xe2\x80\xa8");
    QTest::newRow("Latin-1") << QByteArray("\xe4 \xe4\xf6");
    QTest::newRow("overlong") << QByteArray("\xc0\xaf \xe0\x80\xaf \xf0\x80\x80\xaf");
    QTest::newRow("surrogates") << QByteArray("\xed\xa0\x80 \xed\xbf\xbf");
    QTest::newRow("beyond Unicode") << QByteArray("\xf4\x90\x80\x80 \xf5 \xff\xfe");
    QTest::newRow("cut") << QByteArray("\xe3\x81");
}

void TestJsonLine::isALineOfLogs()
{
    QFETCH(QByteArray, text);
    QByteArray line = jsonLineHead(1700000000123, u"a \"b\" \u00e4"_s, 7, Stream::Err);
    if (appendJsonText(line, text) > 0)
        appendBrokenCharacter(line);
    line += kJsonLineEnd;
    QCOMPARE(line.count('\n'), 1);
    QJsonParseError error;
    const QJsonObject json = QJsonDocument::fromJson(line, &error).object();
    QVERIFY2(error.error == QJsonParseError::NoError, qPrintable(error.errorString()));
    const QJsonObject expected
        = toJson(LogLine{1700000000123, u"a \"b\" \u00e4"_s, 7, Stream::Err, text});
    for (const QString &key : expected.keys()) {
        if (key != "text"_L1)
            QCOMPARE(json[key], expected[key]);
    }
    QCOMPARE(json.keys(), expected.keys());
    // How many U+FFFD stand for a broken sequence is anybody's choice.
    const auto unbroken = [](QString string) {
        while (string.contains(u"\ufffd\ufffd"_s))
            string.replace(u"\ufffd\ufffd"_s, u"\ufffd"_s);
        return string;
    };
    QCOMPARE(unbroken(json[u"text"_s].toString()), unbroken(expected[u"text"_s].toString()));
}

void TestJsonLine::charactersOverTwoPieces()
{
    const QByteArray text = "\xc3\xa4\xe3\x81\x82\xf0\x9f\x90\xa6.";
    for (qsizetype at = 0; at <= text.size(); ++at) {
        QByteArray out;
        const qsizetype open = appendJsonText(out, text.first(at));
        QVERIFY(open <= 3);
        QCOMPARE(appendJsonText(out, text.sliced(at - open)), 0);
        QCOMPARE(out, text);
    }
}

void TestJsonLine::everyByte()
{
    for (int first = 0; first < 256; ++first) {
        for (int second = 0; second < 256; ++second) {
            const char bytes[] = {char(first), char(second), '.'};
            QByteArray out = "[\"";
            QCOMPARE(appendJsonText(out, QByteArrayView(bytes, 3)), 0);
            out += "\"]";
            QVERIFY(QJsonDocument::fromJson(out).isArray());
        }
    }
}

void TestJsonLine::cost()
{
    const QByteArray head = jsonLineHead(0, u"app"_s, 1, Stream::Out);
    const QByteArray text(100, 'x');
    QByteArray out;
    QBENCHMARK
    {
        out = head;
        QCOMPARE(appendJsonText(out, text), 0);
        out += kJsonLineEnd;
    }
}

void TestJsonLine::prefix()
{
    QCOMPARE(linePrefix(u"app.js"_s, 3, -1), "app.js[3] ");
    QCOMPARE(linePrefix(u"app.js"_s, 3, 0), "\x1b[36mapp.js[3]\x1b[0m ");
    QVERIFY(linePrefix(u"a"_s, 1, 1) != linePrefix(u"a"_s, 1, 0));
    QVERIFY(linePrefix(u"a"_s, 1, 1'000'000).startsWith("\x1b[3"));
}

QTEST_GUILESS_MAIN(TestJsonLine)
#include "tst_jsonline.moc"
