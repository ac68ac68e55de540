// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/config/bytesize.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace qilin;

class TestByteSize final : public QObject
{
    Q_OBJECT

private slots:
    void reads_data();
    void reads();
    void writes();
};

void TestByteSize::reads_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<qint64>("bytes"); // -1: refused
    const auto row = [](const char *text, qint64 bytes) {
        QTest::newRow(text) << QString::fromUtf8(text) << bytes;
    };
    row("0", 0);
    row("1", 1);
    row("512", 512);
    row("64K", 64 * 1024);
    row("300M", 300 * 1024 * 1024);
    row("300MB", 300 * 1024 * 1024);
    row("300m", 300 * 1024 * 1024);
    row("2gb", 2147483648);
    row("1T", 1099511627776);
    row("0G", 0);
    row("8388607T", 9223370937343148032);
    row("8388608T", -1);
    row("9223372036854775807", 9223372036854775807);
    row("9223372036854775808", -1);
    row("", -1);
    row("M", -1);
    row("B", -1);
    row("10B", -1);
    row("10X", -1);
    row("10KM", -1);
    row("10MiB", -1);
    row("1.5G", -1);
    row("-1M", -1);
    row("+1M", -1);
    row(" 1M", -1);
    row("1 M", -1);
    row("1M ", -1);
    row("0x10", -1);
    row("١M", -1);
    row("lots", -1);
}

void TestByteSize::reads()
{
    QFETCH(QString, text);
    QFETCH(qint64, bytes);
    const std::optional<ByteSize> size = byteSizeFromText(text);
    QCOMPARE(size ? size->bytes : -1, bytes);
}

void TestByteSize::writes()
{
    QCOMPARE(byteSizeText({0}), u"0"_s);
    QCOMPARE(byteSizeText({1023}), u"1023"_s);
    QCOMPARE(byteSizeText({1024}), u"1K"_s);
    QCOMPARE(byteSizeText({1536}), u"1536"_s);
    QCOMPARE(byteSizeText({10 * 1024 * 1024}), u"10M"_s);
    QCOMPARE(byteSizeText({1099511627776}), u"1T"_s);
    QCOMPARE(byteSizeText({1125899906842624}), u"1024T"_s);
}

QTEST_APPLESS_MAIN(TestByteSize)
#include "tst_bytesize.moc"
