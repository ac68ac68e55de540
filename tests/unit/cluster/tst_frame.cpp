// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/cluster/frame.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace qilin;

class tst_Frame : public QObject
{
    Q_OBJECT

private slots:
    void splitAtEveryByte();
    void byteByByte();
    void skipsWhatIsNotOurs();
    void keepsOnlyTheHeadOfALongLine();
    void stopsWhenTold();
};

namespace {

const QByteArray kStream = "{\"cmd\":\"NODE_HANDLE_ACK\"}\n"
                           "\"a string\"\n"
                           "{\"cmd\":\"NOD\"}\n"
                           "\n"
                           "{\n"
                           "{\"cmd\":\"NODE_CLUSTER\",\"act\":\"online\",\"seq\":0}\n"
                           "{\"type\":\"mine\",\"cmd\":\"NODE_CLUSTER\"}\n"
                           "{\"cmd\":\"NODE_\n"
                           "{\"cmd\":\"NODE_X\xe2\x80\xa8\"}\n"
                           "{\"cmd\":\"NODE_CLUST";

const QList<QByteArray> kLines
    = {"{\"cmd\":\"NODE_HANDLE_ACK\"}", "{\"cmd\":\"NODE_CLUSTER\",\"act\":\"online\",\"seq\":0}",
       "{\"cmd\":\"NODE_", "{\"cmd\":\"NODE_X\xe2\x80\xa8\"}"};

Frame::Take into(QList<QByteArray> &lines)
{
    return [&lines](QByteArrayView line, bool isCut) {
        lines += line.toByteArray();
        return !isCut;
    };
}

} // namespace

void tst_Frame::splitAtEveryByte()
{
    for (qsizetype at = 0; at <= kStream.size(); ++at) {
        Frame frame;
        QList<QByteArray> lines;
        frame.feed(QByteArrayView(kStream).first(at), into(lines));
        frame.feed(QByteArrayView(kStream).sliced(at), into(lines));
        QCOMPARE(lines, kLines);
        QCOMPARE(frame.skipped(), 5u);
    }
}

void tst_Frame::byteByByte()
{
    Frame frame;
    QList<QByteArray> lines;
    for (const char byte : kStream)
        frame.feed({&byte, 1}, into(lines));
    QCOMPARE(lines, kLines);
    QCOMPARE(frame.skipped(), 5u);
}

void tst_Frame::skipsWhatIsNotOurs()
{
    Frame frame;
    QList<QByteArray> lines;
    const QByteArray piece(1 << 20, 'x');
    for (int i = 0; i < 30; ++i)
        frame.feed(piece, into(lines));
    frame.feed("\n{\"cmd\":\"NODE_A\"}\n", into(lines));
    QCOMPARE(lines, QList<QByteArray>{"{\"cmd\":\"NODE_A\"}"});
    QCOMPARE(frame.skipped(), 1u);
}

void tst_Frame::keepsOnlyTheHeadOfALongLine()
{
    const QByteArray line
        = "{\"cmd\":\"NODE_HANDLE\",\"msg\":\"" + QByteArray(9 << 20, 'y') + "\"}";
    for (const qsizetype step : {qsizetype(1000), qsizetype(65536), line.size() + 1}) {
        Frame frame;
        int cut = 0;
        QList<QByteArray> whole;
        const auto take = [&](QByteArrayView text, bool isCut) {
            if (isCut) {
                ++cut;
                [&] { QCOMPARE(text, QByteArrayView(line).first(Frame::kMaxLine)); }();
            } else {
                whole += text.toByteArray();
            }
            return true;
        };
        const QByteArray all = line + "\n{\"cmd\":\"NODE_B\"}\n";
        for (qsizetype at = 0; at < all.size(); at += step)
            frame.feed(QByteArrayView(all).sliced(at, qMin(step, all.size() - at)), take);
        QCOMPARE(cut, 1);
        QCOMPARE(whole, QList<QByteArray>{"{\"cmd\":\"NODE_B\"}"});
    }
}

void tst_Frame::stopsWhenTold()
{
    Frame frame;
    int taken = 0;
    frame.feed("{\"cmd\":\"NODE_A\"}\n{\"cmd\":\"NODE_B\"}\n", [&taken](QByteArrayView, bool) {
        ++taken;
        return false;
    });
    QCOMPARE(taken, 1);
}

QTEST_GUILESS_MAIN(tst_Frame)
#include "tst_frame.moc"
