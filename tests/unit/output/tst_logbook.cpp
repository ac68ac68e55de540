// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/output/logbook.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace qilin;

namespace {

QList<QByteArray> texts(const QList<LogLine> &lines)
{
    QList<QByteArray> list;
    for (const LogLine &line : lines)
        list.append(line.text);
    return list;
}

} // namespace

class TestLogBook final : public QObject
{
    Q_OBJECT

private slots:
    void mergesApplicationsByTime();
    void keepsEachApplicationApart();
    void boundsWhatItGives();
    void forgets();
    void cost();
};

void TestLogBook::mergesApplicationsByTime()
{
    LogBook book;
    book.append({1, u"a"_s, 1, Stream::Out, "a1"});
    book.append({2, u"b"_s, 2, Stream::Out, "b2"});
    book.append({3, u"a"_s, 3, Stream::Out, "a3"});
    book.append({4, u"b"_s, 2, Stream::Err, "b4"});
    QCOMPARE(texts(book.last({}, {}, 9)), QList<QByteArray>({"a1", "b2", "a3", "b4"}));
    QCOMPARE(texts(book.last({}, {}, 3)), QList<QByteArray>({"b2", "a3", "b4"}));
    QCOMPARE(texts(book.last({}, 2, 9)), QList<QByteArray>({"b2", "b4"}));
    QCOMPARE(texts(book.last(u"a"_s, {}, 9)), QList<QByteArray>({"a1", "a3"}));
    QCOMPARE(texts(book.last(u"a"_s, 3, 9)), QList<QByteArray>({"a3"}));
    QVERIFY(book.last(u"c"_s, {}, 9).isEmpty());
}

void TestLogBook::keepsEachApplicationApart()
{
    LogBook book;
    book.append({1, u"quiet"_s, 1, Stream::Out, "kept"});
    for (int i = 0; i < 5000; ++i)
        book.append({2, u"loud"_s, 2, Stream::Out, QByteArray(100, 'x')});
    QCOMPARE(texts(book.last(u"quiet"_s, {}, 9)), QList<QByteArray>({"kept"}));
    QCOMPARE(book.last(u"loud"_s, {}, 9999).size(), 1000);
}

// Many applications with long lines: who asks is to get an answer that he can take.
void TestLogBook::boundsWhatItGives()
{
    LogBook book;
    for (int i = 0; i < 200; ++i)
        book.append({i, u"app %1"_s.arg(i % 20), 1, Stream::Out, QByteArray(10'000, 'x')});
    const QList<LogLine> lines = book.last({}, {}, 1000);
    QCOMPARE(lines.size(), 52);
    QCOMPARE(lines.last().timeMs, 199);
    QCOMPARE(lines.first().timeMs, 148);
}

void TestLogBook::forgets()
{
    LogBook book;
    book.append({1, u"a"_s, 1, Stream::Out, "a1"});
    book.append({1, u"b"_s, 1, Stream::Out, "b1"});
    book.forget(u"a"_s);
    QCOMPARE(texts(book.last({}, {}, 9)), QList<QByteArray>({"b1"}));
}

void TestLogBook::cost()
{
    LogBook book;
    const QString app = u"app"_s;
    const QByteArray text(80, 'x');
    QBENCHMARK
    {
        book.append({1, app, 1, Stream::Out, text});
    }
}

QTEST_GUILESS_MAIN(TestLogBook)
#include "tst_logbook.moc"
