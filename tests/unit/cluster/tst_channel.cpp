// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/cluster/channel.h"
#include "tests/support/waitfor.h"
#include "tests/unit/cluster/fakeworker.h"

#include <QSignalSpy>
#include <QTemporaryFile>
#include <QTest>

#include <memory>

using namespace Qt::StringLiterals;
using namespace qilin;
using namespace qilin::test;

class tst_Channel : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void sendsAtOnce();
    void sendsDescriptors();
    void receivesLines();
    void closesReceivedDescriptors();
    void endsOnce();
    void endsAfterTheLastLine();
    void queuesWhileTheWorkerIsBusy();
    void keepsAQueuedDescriptorAlive();
    void breaksOffAWorkerThatNeverReads();
    void swallowsGarbage();
    void mayBeDestroyedByItsHandler();

private:
    FakeWorker m_worker;
    std::unique_ptr<Channel> m_channel;
    QList<QByteArray> m_lines;
};

namespace {

const QByteArray kLine = "{\"cmd\":\"NODE_CLUSTER\",\"act\":\"x\",\"seq\":0}\n";

} // namespace

void tst_Channel::init()
{
    m_worker = FakeWorker();
    m_lines.clear();
    m_channel = std::make_unique<Channel>(m_worker.takeParentsEnd());
    m_channel->setHandler(
        [this](QByteArrayView line, bool) { m_lines += line.toByteArray() + '\n'; });
}

void tst_Channel::cleanup()
{
    m_channel.reset();
}

void tst_Channel::sendsAtOnce()
{
    QVERIFY(m_channel->send(kLine)); // without a turn of the event loop
    QCOMPARE(m_worker.heard().size(), 1);
}

void tst_Channel::sendsDescriptors()
{
    QTemporaryFile file;
    QVERIFY(file.open());
    QVERIFY(m_channel->send(kLine));
    QVERIFY(m_channel->send(kLine, file.handle()));
    QVERIFY(m_channel->send(kLine));
    QCOMPARE(m_worker.heard().size(), 3);
    QCOMPARE(m_worker.passed().size(), 1u);

    QFile copy;
    QVERIFY(copy.open(m_worker.passed().front().get(), QIODevice::WriteOnly));
    QCOMPARE(copy.write("same file"), 9);
    copy.close();
    QFile original(file.fileName());
    QVERIFY(original.open(QIODevice::ReadOnly));
    QCOMPARE(original.readAll(), "same file"_ba);
}

void tst_Channel::receivesLines()
{
    m_worker.send(kLine + "\"hello\"\n5\nnull\n" + kLine.first(10));
    m_worker.send(kLine.sliced(10));
    TRY_COMPARE(m_lines, (QList<QByteArray>{kLine, kLine}));
}

void tst_Channel::closesReceivedDescriptors()
{
    QTemporaryFile file;
    QVERIFY(file.open());
    FakeWorker other; // its end tells when nobody holds the descriptor any more
    m_worker.send("{\"cmd\":\"NODE_HANDLE\",\"msg\":1}\n", other.takeParentsEnd().get());
    TRY_COMPARE(m_lines.size(), 1);
    TRY_VERIFY(other.sawEnd());
    QVERIFY(m_channel->takeDescriptor());
    QVERIFY(!m_channel->takeDescriptor());
    QVERIFY(!m_channel->takeLoss());
}

void tst_Channel::endsOnce()
{
    QSignalSpy ended(m_channel.get(), &Channel::ended);
    m_worker.close();
    TRY_COMPARE(ended.size(), 1);
    QVERIFY(!m_channel->isOpen());
    QVERIFY(!m_channel->send(kLine));
    m_channel->breakOff(u"again"_s);
    QCoreApplication::processEvents();
    QCOMPARE(ended.size(), 1);
}

void tst_Channel::endsAfterTheLastLine()
{
    QSignalSpy ended(m_channel.get(), &Channel::ended);
    m_worker.send(kLine + kLine.first(7));
    m_worker.close();
    std::ignore = m_channel->send(kLine); // EPIPE must not hide what is still unread
    TRY_COMPARE(ended.size(), 1);
    QCOMPARE(m_lines.size(), 1);
}

void tst_Channel::queuesWhileTheWorkerIsBusy()
{
    constexpr int kCount = 5000; // well beyond a socket's buffer
    QTemporaryFile file;
    QVERIFY(file.open());
    int sent = 0;
    QSignalSpy ended(m_channel.get(), &Channel::ended);
    while (sent < 1500) {
        QVERIFY(m_channel->send(kLine, sent % 500 == 499 ? file.handle() : -1));
        ++sent;
    }
    QVERIFY(waitFor([&] { return m_worker.heard().size() == sent; }));
    QCOMPARE(m_worker.passed().size(), 3u);
    // And on, in the order of sending.
    for (; sent < kCount; ++sent) {
        QVERIFY(m_channel->send("{\"n\":" + QByteArray::number(sent) + "}\n"));
        if (sent % 300 == 0)
            QVERIFY(waitFor([&] { return m_worker.heard().size() == sent + 1; }));
    }
    QVERIFY(waitFor([&] { return m_worker.heard().size() == kCount; }));
    for (int i = 1500; i < kCount; ++i)
        QCOMPARE(m_worker.heard().at(i).value("n"_L1).toInt(), i);
    QCOMPARE(ended.size(), 0);
}

void tst_Channel::keepsAQueuedDescriptorAlive()
{
    const QByteArray large(300'000, ' ');
    QVERIFY(m_channel->send(large + '\n')); // more than the socket takes
    QTemporaryFile file;
    QVERIFY(file.open());
    QVERIFY(file.write("kept") == 4 && file.flush());
    QVERIFY(m_channel->send(kLine, file.handle()));
    file.close();
    QVERIFY(waitFor([&] { return m_worker.heard().size() == 2; }));
    QCOMPARE(m_worker.passed().size(), 1u);
    QFile copy;
    QVERIFY(copy.open(m_worker.passed().front().get(), QIODevice::ReadOnly));
    copy.seek(0);
    QCOMPARE(copy.readAll(), "kept"_ba);
}

void tst_Channel::breaksOffAWorkerThatNeverReads()
{
    QTest::ignoreMessage(QtWarningMsg,
                         "the channel of a worker is broken off: it does not read its messages");
    QSignalSpy ended(m_channel.get(), &Channel::ended);
    int sent = 0;
    while (m_channel->send(kLine) && sent < 1'000'000)
        ++sent;
    QVERIFY(sent < 1'000'000);
    QCOMPARE(ended.size(), 0); // never from within send()
    TRY_COMPARE(ended.size(), 1);
    QVERIFY(waitFor([&] { return m_worker.sawEnd(); }));
}

void tst_Channel::swallowsGarbage()
{
    QByteArray garbage;
    for (int i = 0; i < 60'000; ++i)
        garbage += char((i * 7919) % 251);
    m_worker.send(garbage + '\n' + kLine);
    TRY_COMPARE(m_lines.size(), 1);

    // 30 MB in one line, then business as usual.
    QByteArray piece(100'000, 'z');
    for (qsizetype sent = 0; sent < 30'000'000; sent += piece.size()) {
        m_worker.send(piece);
        QCoreApplication::processEvents();
    }
    m_worker.send('\n' + kLine);
    TRY_COMPARE(m_lines.size(), 2);
    QVERIFY(m_channel->isOpen());
}

void tst_Channel::mayBeDestroyedByItsHandler()
{
    int taken = 0;
    m_channel->setHandler([this, &taken](QByteArrayView, bool) {
        ++taken;
        m_channel.reset();
    });
    m_worker.send(kLine + kLine);
    TRY_COMPARE(taken, 1);
    TRY_VERIFY(m_worker.sawEnd());
}

QTEST_GUILESS_MAIN(tst_Channel)
#include "tst_channel.moc"
