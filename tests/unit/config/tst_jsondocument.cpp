// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/config/jsondocument.h"
#include "core/config/utf8.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace qilin;

class TestJsonDocument final : public QObject
{
    Q_OBJECT

private slots:
    void valid_data();
    void valid();
    void faults_data();
    void faults();
    void placesCountCharacters();
    void integers_data();
    void integers();
    void strings_data();
    void strings();
    void depth();
    void commentKeysMayRepeat();
    void neverQuotesTheDocument_data();
    void neverQuotesTheDocument();
    void truncatedAnywhere();
    void changedAnywhere();
};

void TestJsonDocument::valid_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char *text :
         {"{}", "[]", "null", "true", "false", "0", "-0", "1.5", "1e3", "1E+3", "-1.25e-7", "\"\"",
          " {\"a\" : [ 1 , 2 ] }\r\n", "\t[\n[[]],{},\"\"]\n", "{\"a\":{\"a\":{}}}",
          "\"\\u0041\\n\\\\\\/\"", "1e400", "123456789012345678901234567890"}) {
        QTest::newRow(text) << QByteArray(text);
    }
}

void TestJsonDocument::valid()
{
    QFETCH(QByteArray, text);
    const JsonDocument document = readJson(text);
    QVERIFY(document.root);
    QVERIFY2(document.faults.isEmpty(), qPrintable(document.faults.value(0).text));
}

void TestJsonDocument::faults_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QStringList>("places"); // LINE:COL
    QTest::addColumn<QString>("says");       // in the first fault
    const auto row = [](const char *name, const QByteArray &text, const QStringList &places,
                        const QString &says) { QTest::newRow(name) << text << places << says; };
    row("empty", "", {u"1:1"_s}, u"empty"_s);
    row("blanks only", " \n ", {u"1:1"_s}, u"empty"_s);
    row("trailing comma, object", "{\"a\":1,\n}", {u"1:7"_s}, u"no comma after it"_s);
    row("trailing comma, array", "[1,2 , ]", {u"1:6"_s}, u"no comma after it"_s);
    row("two commas", "[1,,2]", {u"1:4"_s}, u"a value is expected"_s);
    row("missing comma", "{\"a\":1\n\"b\":2}", {u"1:7"_s}, u"a comma is missing"_s);
    row("line comment", "{ // no\n}", {u"1:3"_s}, u"no comments"_s);
    row("block comment", "/* a\nb */{}", {u"1:1"_s}, u"no comments"_s);
    row("hash comment", "{}\n# x", {u"2:1"_s}, u"no comments"_s);
    row("endless comment", "{ /* ", {u"1:3"_s}, u"no comments"_s);
    row("duplicate key", "{\"a\":1,\n  \"a\":2}", {u"2:3"_s}, u"\"a\" stands at 1:2 already"_s);
    row("several at once", "{\"a\":1, // x\n \"a\":2,}", {u"1:9"_s, u"2:2"_s, u"2:7"_s}, u""_s);
    row("single quotes", "{'a':1}", {u"1:2"_s}, u"double quotes"_s);
    row("single quoted value", "['a']", {u"1:2"_s}, u"double quotes"_s);
    row("typographic quotes",
        "[\xe2\x80\x9c"
        "a\xe2\x80\x9d]",
        {u"1:2"_s}, u"double quotes"_s);
    row("bare key", "{a:1}", {u"1:2"_s}, u"a key in double quotes"_s);
    row("bare word", "[hello]", {u"1:2"_s}, u"true, false and null"_s);
    row("Python's True", "[True]", {u"1:2"_s}, u"lower case"_s);
    row("NaN", "[NaN]", {u"1:2"_s}, u"true, false and null"_s);
    row("missing colon", "{\"a\" 1}", {u"1:6"_s}, u"a colon"_s);
    row("missing value", "{\"a\":}", {u"1:6"_s}, u"a value is expected"_s);
    row("leading zero", "[012]", {u"1:2"_s}, u"not a number"_s);
    row("plus", "[+1]", {u"1:2"_s}, u"double quotes"_s);
    row("bare dot", "[.5]", {u"1:2"_s}, u"double quotes"_s);
    row("ending dot", "[5.]", {u"1:2"_s}, u"not a number"_s);
    row("bare minus", "[-]", {u"1:2"_s}, u"not a number"_s);
    row("no exponent", "[1e]", {u"1:2"_s}, u"not a number"_s);
    row("unit", "[5s]", {u"1:2"_s}, u"not a number"_s);
    row("hexadecimal", "[0x10]", {u"1:2"_s}, u"not a number"_s);
    row("open string", "[\"abc\n\"]", {u"1:2"_s}, u"no closing quote"_s);
    row("open string at the end", "[\"abc", {u"1:2"_s}, u"no closing quote"_s);
    row("tab in a string", "[\"a\tb\"]", {u"1:4"_s}, u"control character"_s);
    row("bad escape", "[\"a\\qb\"]", {u"1:4"_s}, u"backslash"_s);
    row("short \\u", "[\"\\u12\"]", {u"1:3"_s}, u"four hexadecimal"_s);
    row("half a pair", "[\"\\ud83d\"]", {u"1:3"_s}, u"surrogate"_s);
    row("wrong pair", "[\"\\ud83d\\u0041\"]", {u"1:3"_s}, u"surrogate"_s);
    row("late half", "[\"\\udc00\"]", {u"1:3"_s}, u"surrogate"_s);
    row("wrong bracket", "[1}", {u"1:3"_s}, u"a comma or ]"_s);
    row("unfinished object", "{\"a\":1", {u"1:7"_s}, u"ends too early"_s);
    row("unfinished array", "[1,", {u"1:4"_s}, u"ends too early"_s);
    row("more than one value", "{} {}", {u"1:4"_s}, u"nothing may follow"_s);
    row("byte order mark", "\xef\xbb\xbf{}", {u"1:1"_s}, u"byte order mark"_s);
    row("UTF-16", QByteArray("\xff\xfe{\0}\0", 6), {u"1:1"_s}, u"UTF-16"_s);
    row("Latin-1", "{\"a\":\n \"caf\xe9\"}", {u"2:6"_s}, u"not UTF-8"_s);
    row("Latin-1 after UTF-8", "[\"\xc3\xa9\xf0\x9f\x98\x80\xe9\"]", {u"1:5"_s}, u"not UTF-8"_s);
    row("overlong", "[\"\xc0\xaf\"]", {u"1:3"_s}, u"not UTF-8"_s);
    row("surrogate in UTF-8", "[\"\xed\xa0\x80\"]", {u"1:3"_s}, u"not UTF-8"_s);
    row("NUL", QByteArray("[\0]", 3), {u"1:2"_s}, u"a value is expected"_s);
}

void TestJsonDocument::faults()
{
    QFETCH(QByteArray, text);
    QFETCH(QStringList, places);
    QFETCH(QString, says);
    const JsonDocument document = readJson(text);
    QStringList found;
    for (const JsonFault &fault : document.faults)
        found.append(u"%1:%2"_s.arg(fault.place.line).arg(fault.place.column));
    QCOMPARE(found, places);
    QVERIFY2(document.faults.first().text.contains(says), qPrintable(document.faults.first().text));
}

void TestJsonDocument::placesCountCharacters()
{
    // two bytes; four bytes and two UTF-16 units; three bytes
    const JsonDocument document
        = readJson("{\"\xc3\xa9\": 1, \"\xf0\x9f\x98\x80\": [\"\xe6\xbc\xa2\",\r\n  true]}");
    QVERIFY(document.root);
    const JsonValue &root = *document.root;
    QCOMPARE(root.keys[0].name, u"é"_s);
    QCOMPARE(root.items[0].place.column, 7);
    QCOMPARE(root.keys[1].place.column, 10);
    QCOMPARE(root.items[1].place.column, 15);
    QCOMPARE(root.items[1].items[0].place.column, 16);
    QCOMPARE(root.items[1].items[1].place.line, 2);
    QCOMPARE(root.items[1].items[1].place.column, 3);
}

void TestJsonDocument::integers_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("isInteger");
    QTest::addColumn<qint64>("value");
    QTest::newRow("0") << QByteArray("0") << true << qint64(0);
    QTest::newRow("-0") << QByteArray("-0") << true << qint64(0);
    QTest::newRow("5000.0") << QByteArray("5000.0") << true << qint64(5000);
    QTest::newRow("5e3") << QByteArray("5e3") << true << qint64(5000);
    QTest::newRow("-7") << QByteArray("-7") << true << qint64(-7);
    QTest::newRow("2^53-1") << QByteArray("9007199254740991") << true << qint64(9007199254740991);
    QTest::newRow("2^53") << QByteArray("9007199254740992") << false << qint64(0);
    QTest::newRow("0.5") << QByteArray("0.5") << false << qint64(0);
    QTest::newRow("1e400") << QByteArray("1e400") << false << qint64(0);
    QTest::newRow("string") << QByteArray("\"1\"") << false << qint64(0);
}

void TestJsonDocument::integers()
{
    QFETCH(QByteArray, text);
    QFETCH(bool, isInteger);
    QFETCH(qint64, value);
    const JsonDocument document = readJson(text);
    QVERIFY(document.root);
    QCOMPARE(document.root->integer().has_value(), isInteger);
    QCOMPARE(document.root->integer().value_or(0), value);
}

void TestJsonDocument::strings_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("value");
    QTest::newRow("escapes") << QByteArray(R"("\"\\\/\b\f\n\r\t")") << u"\"\\/\b\f\n\r\t"_s;
    QTest::newRow("\\u") << QByteArray(R"("\u00e9\uD83D\uDE00")") << u"é😀"_s;
    QTest::newRow("UTF-8") << QByteArray("\"\xf0\x9f\x98\x80\"") << u"😀"_s;
    QTest::newRow("NUL") << QByteArray(R"("a\u0000b")") << QString(u"a\0b"_s);
}

void TestJsonDocument::strings()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, value);
    const JsonDocument document = readJson(text);
    QVERIFY(document.root);
    QCOMPARE(document.root->text, value);
}

void TestJsonDocument::depth()
{
    const auto nested = [](int depth) { return QByteArray(depth, '[') + QByteArray(depth, ']'); };
    QVERIFY(readJson(nested(kJsonDepth)).root);
    const JsonDocument document = readJson(nested(kJsonDepth + 1));
    QVERIFY(!document.root);
    QVERIFY(document.faults.first().text.contains(u"100 deep"_s));
    QVERIFY(!readJson(QByteArray(4 << 20, '[')).root);
    QVERIFY(!readJson(QByteArray("{\"a\":").repeated(100000)).root);
}

void TestJsonDocument::commentKeysMayRepeat()
{
    const JsonDocument document = readJson(R"({"//": 1, "//": 2, "_note": 1, "_note": 2, "a": 1})");
    QVERIFY(document.root);
    QVERIFY(document.faults.isEmpty());
}

void TestJsonDocument::neverQuotesTheDocument_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char *text :
         {"{\"auth_password\": hunter2}", "{\"auth_password\": 'hunter2'}",
          "{\"auth_password\": \"hunter2", "{\"auth_password\": \"hunter2\\q\"}",
          "{\"auth_password\": \"\" hunter2}", "{\"auth_password\" hunter2}",
          "{\"auth_password\": 12hunter2}", "{hunter2}", "{\"auth_password\": \"\xe9hunter2\"}"}) {
        QTest::newRow(text) << QByteArray(text);
    }
}

void TestJsonDocument::neverQuotesTheDocument()
{
    QFETCH(QByteArray, text);
    const JsonDocument document = readJson(text);
    QVERIFY(!document.faults.isEmpty());
    for (const JsonFault &fault : document.faults)
        QVERIFY2(!fault.text.contains(u"hunter"_s), qPrintable(fault.text));
}

namespace {

const QByteArray kSample
    = "{\"exec\": \"app.js\", \"args\": [\"-p\", \"8080\\n\\u00e9\\ud83d\\ude00\"],\n"
      " \"workers\": 3.0e0, \"silent\": true, \"x\": null, // c\n"
      " \"\xe6\xbc\xa2\xf0\x9f\x98\x80\": {\"a\": [[], {}, -1.5]}, /* d */ }";

} // namespace

void TestJsonDocument::truncatedAnywhere()
{
    for (qsizetype i = 0; i < kSample.size(); ++i) {
        const JsonDocument document = readJson(kSample.first(i));
        QVERIFY(!document.root);
        QVERIFY(!document.faults.isEmpty());
    }
}

void TestJsonDocument::changedAnywhere()
{
    for (qsizetype i = 0; i < kSample.size(); ++i) {
        for (int byte = 0; byte < 256; ++byte) {
            QByteArray changed = kSample;
            changed[i] = char(byte);
            const JsonDocument document = readJson(changed);
            QVERIFY(document.root || !document.faults.isEmpty());
        }
    }
}

QTEST_GUILESS_MAIN(TestJsonDocument)
#include "tst_jsondocument.moc"
