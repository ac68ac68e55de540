// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/cluster/primary.h"
#include "tests/support/needs.h"
#include "tests/support/waitfor.h"
#include "tests/unit/cluster/nodeapp.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace qilin;
using namespace qilin::test;

using Admission = ClusterWorker::Admission;

// Every way to call listen(), under every Node there is.
class tst_ClusterListen : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { prepareForNodes(); }

    void everyForm_data();
    void everyForm();
    void ipv6Only_data() { addNodeRows(); }
    void ipv6Only();
    void unixPathForAll_data() { addNodeRows(); }
    void unixPathForAll();
    void twoServersOfOnePort_data() { addNodeRows(); }
    void twoServersOfOnePort();
    void exclusive_data() { addNodeRows(); }
    void exclusive();
    void errors_data();
    void errors();
    void anErrorEndsTheApplication_data() { addNodeRows(); }
    void anErrorEndsTheApplication();
    void pathsOfAUser_data() { addNodeRows(); }
    void pathsOfAUser();
    void descriptorsAreRefused_data() { addNodeRows(); }
    void descriptorsAreRefused();
};

namespace {

QString option(const QJsonObject &object)
{
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

bool hasIpv6()
{
    QTcpServer server;
    return server.listen(QHostAddress::LocalHostIPv6);
}

QStringList lines(const NodeApp &app, const char *member)
{
    QStringList found;
    for (const QJsonObject &line : app.said()) {
        if (line.contains(QLatin1String(member)))
            found += QString::fromUtf8(QJsonDocument(line).toJson(QJsonDocument::Compact));
    }
    return found;
}

QJsonObject lineOf(const NodeApp &app, int at)
{
    for (const QJsonObject &line : app.said()) {
        if (line.value("at"_L1).toInt(-1) == at)
            return line;
    }
    return {};
}

} // namespace

void tst_ClusterListen::everyForm_data()
{
    QTest::addColumn<int>("major");
    QTest::addColumn<bool>("roundRobin");
    for (const NodeBinary &node : nodeBinaries()) {
        QTest::addRow("shared, node %d", node.major) << node.major << false;
        QTest::addRow("round robin, node %d", node.major) << node.major << true;
    }
}

// One application with a server of every kind, two workers of it.
void tst_ClusterListen::everyForm()
{
    QFETCH(bool, roundRobin);
    const QTemporaryDir directory;
    const QString path = directory.filePath(u"s"_s);
    QStringList args{option({{u"port"_s, 0}}),
                     option({{u"port"_s, 0}}),
                     option({{u"port"_s, 0}, {u"host"_s, u"127.0.0.1"_s}, {u"backlog"_s, 77}}),
                     option({{u"port"_s, 0}, {u"host"_s, u"0.0.0.0"_s}}),
                     option({{u"port"_s, 0}, {u"host"_s, u"localhost"_s}}),
                     option({{u"path"_s, path}})};
    if (hasIpv6()) {
        args += option({{u"port"_s, 0}, {u"host"_s, u"::1"_s}});
        args += option({{u"port"_s, 0}, {u"host"_s, u"::"_s}});
    }

    Primary primary(roundRobin ? Scheduling::RoundRobin : Scheduling::Shared);
    NodeApp first(primary, nodeOfRow(), 1, {u"listen.cjs"_s, args});
    NodeApp second(primary, nodeOfRow(), 2, {u"listen.cjs"_s, args});
    QTRY_COMPARE_WITH_TIMEOUT(lines(first, "at").size(), args.size(), kPatienceMs);
    QTRY_COMPARE_WITH_TIMEOUT(lines(second, "at").size(), args.size(), kPatienceMs);
    QCOMPARE(lines(first, "error"), QStringList());
    TRY_VERIFY(first.worker().isListening() && second.worker().isListening());
    QCOMPARE(first.addresses().size(), args.size());
    QCOMPARE(primary.listeners(), int(args.size()));
    // The same places for both, port 0 included.
    QCOMPARE(QSet<QString>(first.addresses().cbegin(), first.addresses().cend()),
             QSet<QString>(second.addresses().cbegin(), second.addresses().cend()));
    QVERIFY(first.addresses().contains(u"unix:"_s + path));

    const QByteArrayList pids{QByteArray::number(first.process().processId()),
                              QByteArray::number(second.process().processId())};
    for (int at = 0; at < args.size(); ++at) {
        const QJsonValue address = lineOf(first, at).value("address"_L1);
        const QByteArray body
            = address.isString()
                  ? httpGetUnix(address.toString())
                  : httpGet(quint16(address["port"_L1].toInt()),
                            address["address"_L1].toString() == "::1"_L1 ? u"::1"_s
                                                                         : u"127.0.0.1"_s);
        const QByteArrayList words = body.split(' ');
        QVERIFY2(pids.contains(words.value(0)), qPrintable(args.at(at)));
        QCOMPARE(words.value(1).toInt(), at);
    }
    first.worker().drain(5s);
    second.worker().drain(5s);
    QVERIFY(first.exited(0) && second.exited(0));
    QCOMPARE(primary.listeners(), 0);
    QVERIFY(!QFileInfo::exists(path));
}

void tst_ClusterListen::ipv6Only()
{
    if (!hasIpv6())
        QSKIP("no IPv6 here");
    const QStringList args{option({{u"port"_s, 0}, {u"host"_s, u"::"_s}, {u"ipv6Only"_s, true}})};
    for (const Scheduling scheduling : {Scheduling::Shared, Scheduling::RoundRobin}) {
        Primary primary(scheduling);
        NodeApp app(primary, nodeOfRow(), 1, {u"listen.cjs"_s, args});
        const auto port = quint16(app.hear("address").value("address"_L1)["port"_L1].toInt());
        QVERIFY(httpGet(port, u"::1"_s).endsWith(" 0"));
        QTcpSocket socket;
        socket.connectToHost(QHostAddress::LocalHost, port);
        QVERIFY(!socket.waitForConnected());
    }
}

void tst_ClusterListen::unixPathForAll()
{
    const QTemporaryDir directory;
    const QString path = directory.filePath(u"s"_s);
    const QStringList args{
        option({{u"path"_s, path}, {u"readableAll"_s, true}, {u"writableAll"_s, true}})};
    Primary primary(Scheduling::Shared);
    NodeApp app(primary, nodeOfRow(), 1, {u"listen.cjs"_s, args});
    QCOMPARE(app.hear("address").value("address"_L1).toString(), path);
    const QFile::Permissions all
        = QFile::ReadOther | QFile::WriteOther | QFile::ReadGroup | QFile::WriteGroup;
    QCOMPARE(QFile::permissions(path) & all, all);
    // A worker that is killed leaves no deserted path, for it is not the worker's.
    app.process().kill();
    QTRY_VERIFY_WITH_TIMEOUT(app.isClosed(), kPatienceMs);
    QVERIFY(!QFileInfo::exists(path));
}

void tst_ClusterListen::twoServersOfOnePort()
{
    Primary primary(Scheduling::Shared);
    NodeApp first(primary, nodeOfRow(), 1,
                  {u"listen.cjs"_s, {option({{u"port"_s, 0}, {u"host"_s, u"127.0.0.1"_s}})}});
    const int port = first.hear("address").value("address"_L1)["port"_L1].toInt();
    first.worker().disconnectWorker();
    QVERIFY(first.exited(0));
    const QString same = option({{u"port"_s, port}, {u"host"_s, u"127.0.0.1"_s}});
    NodeApp app(primary, nodeOfRow(), 2, {u"listen.cjs"_s, {same, same}});
    QCOMPARE(app.hear("error").value("error"_L1).toString(), u"EADDRINUSE"_s);
    QTRY_VERIFY_WITH_TIMEOUT(app.worker().isListening(), kPatienceMs);
    QVERIFY(httpGet(quint16(port)).endsWith(" 0"));
}

void tst_ClusterListen::exclusive()
{
    Primary primary(Scheduling::Shared);
    NodeApp app(primary, nodeOfRow(), 1,
                {u"listen.cjs"_s,
                 {option({{u"port"_s, 0}, {u"host"_s, u"127.0.0.1"_s}, {u"exclusive"_s, true}})}});
    const int port = app.hear("address").value("address"_L1)["port"_L1].toInt();
    QVERIFY(httpGet(quint16(port)).endsWith(" 0"));
    QCOMPARE(primary.listeners(), 0); // nothing is asked, so nobody can know
    QVERIFY(!app.worker().isListening());
    app.worker().drain(5s);
    QVERIFY(app.exited(0));
}

void tst_ClusterListen::errors_data()
{
    everyForm_data();
}

void tst_ClusterListen::errors()
{
    QFETCH(bool, roundRobin);
    QTcpServer taken;
    QVERIFY(taken.listen(QHostAddress::LocalHost));
    const QTemporaryDir directory;
    QFile file(directory.filePath(u"file"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    const QStringList args{option({{u"port"_s, taken.serverPort()}, {u"host"_s, u"127.0.0.1"_s}}),
                           option({{u"path"_s, file.fileName()}}),
                           option({{u"path"_s, directory.filePath(u"no/such"_s)}}),
                           option({{u"path"_s, u'/' + QString(120, u'x')}}),
                           option({{u"port"_s, 0}, {u"host"_s, u"192.0.2.1"_s}})};
    Primary primary(roundRobin ? Scheduling::RoundRobin : Scheduling::Shared);
    // On trial, as an error must show before the old generation goes.
    NodeApp app(primary, nodeOfRow(), 1, {u"listen.cjs"_s, args, Admission::Parked});
    QTRY_COMPARE_WITH_TIMEOUT(lines(app, "error").size(), args.size(), kPatienceMs);
    const QStringList expected{u"EADDRINUSE"_s, u"EADDRINUSE"_s, u"ENOENT"_s, u"ENAMETOOLONG"_s,
                               u"EADDRNOTAVAIL"_s};
    for (int at = 0; at < args.size(); ++at) {
        QCOMPARE(lineOf(app, at).value("error"_L1).toString(), expected.at(at));
        QCOMPARE(lineOf(app, at).value("syscall"_L1).toString(), u"bind"_s);
    }
    QVERIFY(QFileInfo(file.fileName()).isFile());
    QCOMPARE(primary.listeners(), 0);
}

void tst_ClusterListen::anErrorEndsTheApplication()
{
    QTcpServer taken;
    QVERIFY(taken.listen(QHostAddress::LocalHost));
    Primary primary(Scheduling::Shared);
    NodeApp app(primary, nodeOfRow(), 1,
                {u"throws.cjs"_s,
                 {option({{u"port"_s, taken.serverPort()}, {u"host"_s, u"127.0.0.1"_s}})},
                 Admission::Parked});
    QVERIFY(app.exited(1));
    TRY_VERIFY(app.errors().contains("EADDRINUSE"));
    QVERIFY(app.errors().contains("127.0.0.1:" + QByteArray::number(taken.serverPort())));
}

void tst_ClusterListen::pathsOfAUser()
{
    NEED_ROOT();
    const QTemporaryDir directory;
    QFile::setPermissions(directory.path(), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner
                                                | QFile::ReadOther | QFile::ExeOther);
    const QStringList args{option({{u"path"_s, directory.filePath(u"s"_s)}}),
                           option({{u"port"_s, 0}, {u"host"_s, u"127.0.0.1"_s}})};
    Primary primary(Scheduling::Shared);
    primary.setIdentity(Identity{65534, 65534, {}});
    NodeApp app(primary, nodeOfRow(), 1, {u"listen.cjs"_s, args});
    QCOMPARE(app.hear("error").value("error"_L1).toString(), u"EACCES"_s);
    QCOMPARE(app.hear("address").value("at"_L1).toInt(), 1);
    QVERIFY(!QFileInfo::exists(directory.filePath(u"s"_s)));
}

void tst_ClusterListen::descriptorsAreRefused()
{
    for (const Scheduling scheduling : {Scheduling::Shared, Scheduling::RoundRobin}) {
        Primary primary(scheduling);
        NodeApp app(primary, nodeOfRow(), 1, {u"listen.cjs"_s, {option({{u"fd"_s, 4}})}});
        QCOMPARE(app.hear("error").value("error"_L1).toString(), u"EINVAL"_s);
        QCOMPARE(primary.listeners(), 0);
    }
}

QTEST_GUILESS_MAIN(tst_ClusterListen)
#include "tst_clusterlisten.moc"
