// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/sockets/connection.h"
#include "core/sockets/inherited.h"
#include "core/sockets/pointsocket.h"

#include <QFile>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

#include <cerrno>
#include <cstring>

#include <arpa/inet.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>

using namespace Qt::StringLiterals;
using namespace qilin;

using Socket = std::shared_ptr<PointSocket>;

class TestPointSocket final : public QObject
{
    Q_OBJECT

private slots:
    void belongsToOneProgram();
    void goesToThePreferred_data();
    void goesToThePreferred();
    void keepsThatThroughAnyOrder_data();
    void keepsThatThroughAnyOrder();
    void knowsWhetherSomebodyWaits_data();
    void knowsWhetherSomebodyWaits();
    void fileHasItsMode();
    void fileOfTheDead();
    void names();

private:
    ListenSpec spec(const QString &kind);
    UniqueFd connectTo(const PointSocket &socket) const;
    static int waiting(const PointSocket &socket);

    QTemporaryDir m_dir;
    int m_lastFile = 0;
};

ListenSpec TestPointSocket::spec(const QString &kind)
{
    ListenSpec spec;
    spec.backlog = 128;
    if (kind == "unix"_L1) {
        spec.kind = ListenSpec::Kind::Unix;
        spec.path = QFile::encodeName(m_dir.filePath(QString::number(++m_lastFile)));
        spec.mode = 0660;
        return spec;
    }
    spec.host = kind == "IPv4"_L1 ? "127.0.0.1"_ba : kind == "IPv6"_L1 ? "::1"_ba : QByteArray();
    const auto probe = ListenSocket::open(spec); // for a port that is free
    spec.port = quint16(probe ? probe.value()->endpoint().port : 0);
    return spec;
}

UniqueFd TestPointSocket::connectTo(const PointSocket &socket) const
{
    const BoundAddress endpoint = socket.endpoint();
    sockaddr_storage storage{};
    socklen_t size = 0;
    if (endpoint.family == BoundAddress::Family::Unix) {
        auto *name = reinterpret_cast<sockaddr_un *>(&storage);
        std::strcpy(name->sun_path, QFile::encodeName(endpoint.host).constData());
        size = sizeof *name;
        storage.ss_family = AF_UNIX;
    } else if (endpoint.family == BoundAddress::Family::IPv4) {
        auto *name = reinterpret_cast<sockaddr_in *>(&storage);
        name->sin_port = htons(quint16(endpoint.port));
        name->sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        size = sizeof *name;
        storage.ss_family = AF_INET;
    } else {
        auto *name = reinterpret_cast<sockaddr_in6 *>(&storage);
        name->sin6_port = htons(quint16(endpoint.port));
        name->sin6_addr = in6addr_loopback;
        size = sizeof *name;
        storage.ss_family = AF_INET6;
    }
    UniqueFd client(::socket(storage.ss_family, SOCK_STREAM | SOCK_CLOEXEC, 0));
    if (::connect(client.get(), reinterpret_cast<const sockaddr *>(&storage), size) != 0)
        return {};
    return client;
}

// Takes all that wait there.
int TestPointSocket::waiting(const PointSocket &socket)
{
    int count = 0;
    while (acceptConnection(socket.socket().descriptor()).status == AcceptStatus::Accepted)
        ++count;
    return count;
}

// Also where both are this user's and set SO_REUSEPORT.
void TestPointSocket::belongsToOneProgram()
{
    const ListenSpec mine = spec(u"IPv4"_s);
    Result<Socket> first = PointSocket::open(mine);
    QVERIFY(first);
    const Result<Socket> second = PointSocket::open(mine);
    QVERIFY(!second);
    QCOMPARE(second.error().code, EADDRINUSE);
    const Result<Socket> renewed = (*first)->renew();
    QVERIFY(renewed);
    QVERIFY(!PointSocket::open(mine));
    ListenSpec everywhere = mine;
    everywhere.host.clear();
    QVERIFY(!PointSocket::open(everywhere));
}

void TestPointSocket::goesToThePreferred_data()
{
    QTest::addColumn<QString>("kind");
    for (const char *kind : {"IPv4", "IPv6", "every interface", "unix"})
        QTest::newRow(kind) << QString::fromLatin1(kind);
}

void TestPointSocket::goesToThePreferred()
{
    QFETCH(QString, kind);
    const Result<Socket> first = PointSocket::open(spec(kind));
    if (!first && first.error().code == EADDRNOTAVAIL)
        QSKIP("this machine has no IPv6");
    QVERIFY(first);
    const QString address = (*first)->address();
    Result<Socket> second = (*first)->renew();
    QVERIFY(second);
    QVERIFY(*second != *first);
    QCOMPARE((*second)->address(), address);

    std::vector<UniqueFd> clients;
    for (int i = 0; i < 50; ++i) {
        clients.push_back(connectTo(**first));
        QVERIFY(clients.back());
    }
    QCOMPARE(waiting(**second), 0);
    QCOMPARE(waiting(**first), 50);

    (*second)->prefer();
    for (int i = 0; i < 50; ++i) {
        clients.push_back(connectTo(**first));
        QVERIFY(clients.back());
    }
    QCOMPARE(waiting(**first), 0);
    QCOMPARE(waiting(**second), 50);
}

void TestPointSocket::keepsThatThroughAnyOrder_data()
{
    goesToThePreferred_data();
}

// Generations come, serve, fail and go in any order; every connection reaches the one that serves.
void TestPointSocket::keepsThatThroughAnyOrder()
{
    QFETCH(QString, kind);
    const Result<Socket> first = PointSocket::open(spec(kind));
    if (!first && first.error().code == EADDRNOTAVAIL)
        QSKIP("this machine has no IPv6");
    QVERIFY(first);
    std::vector<Socket> sockets{*first};
    Socket preferred = *first;
    QRandomGenerator dice(4711);
    for (int step = 0; step < 300; ++step) {
        const auto chosen = size_t(dice.bounded(int(sockets.size())));
        switch (dice.bounded(3)) {
        case 0:
            if (sockets.size() < 6) {
                Result<Socket> renewed = preferred->renew();
                QVERIFY(renewed);
                sockets.push_back(*renewed);
            }
            break;
        case 1:
            if (chosen >= size_t(std::find(sockets.begin(), sockets.end(), preferred)
                                 - sockets.begin())) { // never back to an older one
                preferred = sockets[chosen];
                preferred->prefer();
            }
            break;
        case 2:
            if (sockets[chosen] != preferred)
                sockets.erase(sockets.begin() + qsizetype(chosen));
            break;
        }
        for (int i = 0; i < 5; ++i)
            QVERIFY2(connectTo(*preferred), qPrintable(u"step %1"_s.arg(step)));
        for (const Socket &socket : sockets)
            QCOMPARE(waiting(*socket), socket == preferred ? 5 : 0);
    }
    const QByteArray path = kind == "unix"_L1 ? QFile::encodeName(preferred->endpoint().host) : "";
    sockets.clear();
    const ListenSpec again = kind == "unix"_L1 ? ListenSpec() : spec(kind);
    QCOMPARE(again.port != 0, kind != "unix"_L1);
    preferred.reset();
}

void TestPointSocket::knowsWhetherSomebodyWaits_data()
{
    goesToThePreferred_data();
}

void TestPointSocket::knowsWhetherSomebodyWaits()
{
    QFETCH(QString, kind);
    const Result<Socket> socket = PointSocket::open(spec(kind));
    QVERIFY(socket);
    QVERIFY((*socket)->isDrained());
    const UniqueFd client = connectTo(**socket);
    QVERIFY(!(*socket)->isDrained());
    QCOMPARE(waiting(**socket), 1);
    QVERIFY((*socket)->isDrained());
}

void TestPointSocket::fileHasItsMode()
{
    const ListenSpec mine = spec(u"unix"_s);
    struct stat status = {};
    {
        Result<Socket> first = PointSocket::open(mine);
        QVERIFY(first);
        QCOMPARE(::stat(mine.path.constData(), &status), 0);
        QCOMPARE(status.st_mode & 07777, 0660u);
        Result<Socket> second = (*first)->renew();
        QVERIFY(second);
        (*second)->prefer();
        QCOMPARE(::stat(mine.path.constData(), &status), 0);
        QCOMPARE(status.st_mode & 07777, 0660u);
        *first = nullptr; // its file is another's now
        QCOMPARE(::stat(mine.path.constData(), &status), 0);
        QVERIFY(connectTo(**second));
    }
    QVERIFY(::stat(mine.path.constData(), &status) != 0);
    QCOMPARE(QDir(m_dir.path())
                 .entryList({QFile::decodeName(mine.path).section(u'/', -1) + u'*'},
                            QDir::System | QDir::AllEntries)
                 .size(),
             0);
}

void TestPointSocket::fileOfTheDead()
{
    const ListenSpec mine = spec(u"unix"_s);
    {
        const UniqueFd dead(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
        sockaddr_un name{};
        name.sun_family = AF_UNIX;
        std::strcpy(name.sun_path, mine.path.constData());
        QCOMPARE(::bind(dead.get(), reinterpret_cast<const sockaddr *>(&name), sizeof name), 0);
    }
    QVERIFY(QFile::exists(QFile::decodeName(mine.path)));
    const Result<Socket> first = PointSocket::open(mine); // nobody answers
    QVERIFY(first);
    const Result<Socket> second = PointSocket::open(mine); // we do
    QVERIFY(!second);
    QCOMPARE(second.error().code, EADDRINUSE);
    QVERIFY(connectTo(**first));
}

void TestPointSocket::names()
{
    InheritedSockets sockets;
    ListenSpec file = spec(u"unix"_s);
    file.path += ":a\nb";
    for (const ListenSpec &one : {spec(u"IPv4"_s), file}) {
        Result<Socket> socket = PointSocket::open(one);
        QVERIFY(socket);
        sockets.sockets.push_back(*socket);
    }
    const QByteArray port = QByteArray::number(sockets.sockets[0]->endpoint().port);
    const QByteArray number = QByteArray::number(m_lastFile);
    QCOMPARE(sockets.names().split(':').size(), 2);
    QVERIFY2(sockets.names().startsWith(port + ':'), sockets.names());
    QVERIFY2(sockets.names().endsWith("_a_b"), sockets.names());
    QCOMPARE(sockets.descriptors().size(), 2u);
}

QTEST_GUILESS_MAIN(TestPointSocket)
#include "tst_pointsocket.moc"
