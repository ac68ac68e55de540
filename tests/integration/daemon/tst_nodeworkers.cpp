// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "tests/integration/daemon/appconfig.h"
#include "tests/support/appfile.h"
#include "tests/support/daemonprocess.h"
#include "tests/support/nodes.h"
#include "tests/support/ports.h"

#include <QFile>
#include <QJsonArray>
#include <QTest>

#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace qilin::test;

namespace {

// Asks for the port, and tells on stdout what came of it.
const QByteArray kServer = R"(
const server = require('http').createServer((request, response) => response.end(`${process.getuid()}`));
server.on('error', error => { console.log('error', error.code, error.syscall); setInterval(() => {}, 1000); });
server.listen(Number(process.env.PORT), '127.0.0.1', () => console.log('listens'));
)";

// Below 1024, where nobody listens; 0 if there is none.
quint16 freeLowPort()
{
    for (quint16 port = 1023; port > 600; --port) {
        const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        const bool isFree
            = ::bind(fd, reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0;
        ::close(fd);
        if (isFree)
            return port;
    }
    return 0;
}

int firstPortOfEverybody()
{
    QFile file(u"/proc/sys/net/ipv4/ip_unprivileged_port_start"_s);
    return file.open(QIODevice::ReadOnly) ? file.readAll().trimmed().toInt() : 1024;
}

QJsonObject server(quint16 port)
{
    return {{u"exec"_s, u"app.js"_s},
            {u"min_uptime"_s, 100},
            {u"env"_s, QJsonObject{{u"PORT"_s, QString::number(port)}}}};
}

} // namespace

// Node programs, by what is theirs: rights and options.
class tst_DaemonNodeWorkers final : public QObject
{
    Q_OBJECT

private slots:
    void lowPortOfAUser();
    void lowPortOutOfReach();
    void optionsOfTheUser_data();
    void optionsOfTheUser();
};

// The daemon may open it, so the worker gets it.
void tst_DaemonNodeWorkers::lowPortOfAUser()
{
    NEED_NODE();
    NEED_ROOT();
    DaemonProcess daemon;
    daemon.openToEverybody();
    const quint16 port = freeLowPort();
    QVERIFY(port > 0);
    writeFile(daemon.path(u"app.js"_s), kServer);
    daemon.writeConfig(with(with(server(port), u"user"_s, u"nobody"_s), u"workers"_s, 2));
    QVERIFY2(daemon.startAndWaitUntilUp(), daemon.log());
    QVERIFY2(waitFor([&] { return daemon.standardOutput().count("listens") == 2; }),
             daemon.standardOutput());
    const QByteArray uid = HttpClient::tcp(port).get("/").body;
    QVERIFY2(uid.toInt() > 0, uid);
    QCOMPARE(daemon.quit(), 0);
}

// A daemon that may not: the application hears EACCES, as it would by itself.
void tst_DaemonNodeWorkers::lowPortOutOfReach()
{
    NEED_NODE();
    NEED_ROOT();
    const quint16 port = freeLowPort();
    QVERIFY(port > 0);
    if (firstPortOfEverybody() <= port)
        QSKIP("this machine keeps no port for root");
    DaemonProcess daemon;
    daemon.openToEverybody();
    QVERIFY(QFile::setPermissions(daemon.directory(), QFile::Permissions(0x7777)));
    daemon.setWrapper({u"setpriv"_s, u"--reuid=nobody"_s, u"--clear-groups"_s});
    writeFile(daemon.path(u"app.js"_s), kServer);
    daemon.writeConfig(with(server(port), u"ready"_s, u"uptime"_s));
    QVERIFY(QFile::setPermissions(daemon.path(u"qilin-daemon.json"_s), QFile::Permissions(0x6644)));
    QVERIFY2(daemon.startAndWaitUntilUp(), daemon.log());
    QVERIFY2(waitFor([&] { return daemon.standardOutput().contains("error EACCES"); }),
             daemon.log() + daemon.standardOutput());
    QCOMPARE(daemon.workerPids().size(), 1);
    QCOMPARE(daemon.quit(), 0);
}

void tst_DaemonNodeWorkers::optionsOfTheUser_data()
{
    QTest::addColumn<bool>("isOfTheApp");
    QTest::newRow("of the daemon's environment") << false;
    QTest::newRow("of the application's env") << true;
}

// The daemon's own preload comes behind them.
void tst_DaemonNodeWorkers::optionsOfTheUser()
{
    NEED_NODE();
    QFETCH(bool, isOfTheApp);
    DaemonProcess daemon;
    const quint16 port = freePort();
    writeFile(daemon.path(u"a user's.cjs"_s), "global.seen = 'user';\n");
    writeFile(
        daemon.path(u"app.js"_s),
        "const ours = Object.keys(require.cache).filter(name => name.endsWith('preload.cjs'));\n"
        "require('http').createServer((request, response) =>\n"
        "  response.end(`${global.seen} ${ours.length} ${process.execArgv.length}`))"
        ".listen(process.env.PORT);\n");
    const QString options = u"--require \"%1\""_s.arg(daemon.path(u"a user's.cjs"_s));
    QJsonObject app = server(port);
    if (isOfTheApp) {
        app.insert("env"_L1,
                   QJsonObject{{u"PORT"_s, QString::number(port)}, {u"NODE_OPTIONS"_s, options}});
    } else {
        daemon.setEnvironment(u"NODE_OPTIONS"_s, options);
    }
    daemon.writeConfig(app);
    QVERIFY2(daemon.startAndWaitUntilUp(), daemon.log());
    QVERIFY(waitFor([&] { return HttpClient::tcp(port).get("/").status == 200; }));
    QCOMPARE(HttpClient::tcp(port).get("/").body, QByteArray("user 1 0"));
    QCOMPARE(daemon.quit(), 0);
}

QTEST_GUILESS_MAIN(tst_DaemonNodeWorkers)
#include "tst_nodeworkers.moc"
