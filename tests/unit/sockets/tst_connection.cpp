// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/sockets/connection.h"
#include "core/sockets/listensocket.h"
#include "tests/support/waitfor.h"

#include <QTcpSocket>
#include <QTemporaryFile>
#include <QTest>

#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace qilin;

class tst_Connection : public QObject
{
    Q_OBJECT

private slots:
    void init();

    void accepts();
    void tellsWhatIsNoListener();
    void untouchedUntilRead();
    void touchedByWriting();

private:
    UniqueFd accepted();

    std::unique_ptr<ListenSocket> m_listener;
    std::unique_ptr<QTcpSocket> m_client;
};

void tst_Connection::init()
{
    ListenSpec spec;
    spec.host = "127.0.0.1";
    auto socket = ListenSocket::open(spec);
    QVERIFY(socket);
    m_listener = std::move(socket.value());
    m_client = std::make_unique<QTcpSocket>();
    m_client->connectToHost(QHostAddress::LocalHost, quint16(m_listener->endpoint().port));
    QVERIFY(m_client->waitForConnected());
}

UniqueFd tst_Connection::accepted()
{
    AcceptResult result;
    [&] {
        QVERIFY(test::waitFor([&] {
            result = acceptConnection(m_listener->descriptor());
            return result.status == AcceptStatus::Accepted;
        }));
    }();
    return std::move(result.connection);
}

void tst_Connection::accepts()
{
    const UniqueFd connection = accepted();
    QVERIFY(::fcntl(connection.get(), F_GETFL) & O_NONBLOCK);
    QVERIFY(::fcntl(connection.get(), F_GETFD) & FD_CLOEXEC);
    QCOMPARE(acceptConnection(m_listener->descriptor()).status, AcceptStatus::Empty);
}

void tst_Connection::tellsWhatIsNoListener()
{
    QTemporaryFile file;
    QVERIFY(file.open());
    QCOMPARE(acceptConnection(file.handle()).status, AcceptStatus::Unusable);
    const UniqueFd connection = accepted();
    QCOMPARE(acceptConnection(connection.get()).status, AcceptStatus::Unusable);
}

void tst_Connection::untouchedUntilRead()
{
    const UniqueFd connection = accepted();
    QVERIFY(isUntouched(connection.get()));
    m_client->write("hello");
    QVERIFY(m_client->waitForBytesWritten());
    char byte = 0;
    TRY_VERIFY(::recv(connection.get(), &byte, 1, MSG_PEEK) == 1);
    QVERIFY(isUntouched(connection.get())); // they still wait to be read
    QCOMPARE(::read(connection.get(), &byte, 1), 1);
    QVERIFY(!isUntouched(connection.get()));
}

void tst_Connection::touchedByWriting()
{
    const UniqueFd connection = accepted();
    QCOMPARE(::write(connection.get(), "hello", 5), 5);
    QVERIFY(!isUntouched(connection.get()));
    QVERIFY(m_client->waitForReadyRead());
    QVERIFY(!isUntouched(connection.get()));
}

QTEST_GUILESS_MAIN(tst_Connection)
#include "tst_connection.moc"
