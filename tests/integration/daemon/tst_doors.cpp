// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "tests/integration/daemon/appconfig.h"
#include "tests/integration/daemon/infoview.h"
#include "tests/integration/daemon/shortrun.h"
#include "tests/support/daemonprocess.h"
#include "tests/support/ports.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFileInfo>
#include <QJsonDocument>
#include <QTest>

#include <csignal>

using namespace Qt::StringLiterals;
using namespace qilin::test;

namespace {

constexpr QFile::Permissions kOfOthers = QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup
                                         | QFile::ReadOther | QFile::WriteOther | QFile::ExeOther;

void write(DaemonProcess &daemon, const QJsonObject &config)
{
    daemon.writeConfigText(QJsonDocument(config).toJson());
}

} // namespace

// Where the control API is found, and by which names.
class tst_DaemonDoors final : public QObject
{
    Q_OBJECT

private slots:
    void socketByDefault();
    void socketTurnedOff();
    void allowedHosts();
};

// In a directory of the user's own; whoever knows the configuration file finds it, by a link too.
void tst_DaemonDoors::socketByDefault()
{
    DaemonProcess daemon;
    QVERIFY(QDir(daemon.directory()).mkdir(u"run"_s));
    daemon.setEnvironment(u"XDG_RUNTIME_DIR"_s, daemon.path(u"run"_s));
    const QString file = daemon.path(u"qilin-daemon.json"_s);
    write(daemon, childApp({u"hang"_s}));
    QVERIFY(daemon.start());
    const QByteArray real = QFile::encodeName(QFileInfo(file).canonicalFilePath());
    const QByteArray hash = QCryptographicHash::hash(real, QCryptographicHash::Sha256).toHex();
    const QString directory = daemon.path(u"run/qilin-daemon"_s);
    const QString socket = directory + u"/%1.sock"_s.arg(QLatin1StringView(hash.first(16)));
    QVERIFY2(waitFor([&] { return HttpClient::unixSocket(socket).get("/readyz").status == 200; }),
             daemon.log());
    QCOMPARE(QDir(directory).entryList(QDir::System | QDir::Files),
             QStringList{QFileInfo(socket).fileName()});
    for (const QString &path : {directory, socket})
        QCOMPARE(QFileInfo(path).permissions() & kOfOthers, QFile::Permissions());

    QVERIFY(QFile::link(file, daemon.path(u"link.json"_s)));
    ShortRunSetup ctl;
    ctl.directory = u"/"_s;
    ctl.program = QStringLiteral(QILINCTL_PATH);
    ctl.environment.insert(u"XDG_RUNTIME_DIR"_s, daemon.path(u"run"_s));
    for (const QString &path : {file, daemon.path(u"link.json"_s)}) {
        const ShortRun run = runDaemon({u"--config"_s, path, u"reload"_s}, ctl);
        QVERIFY2(run.code == 0, run.text());
    }
    QCOMPARE(daemon.quit(), 0);
    QVERIFY(!QFileInfo::exists(socket));
}

void tst_DaemonDoors::socketTurnedOff()
{
    DaemonProcess daemon;
    QVERIFY(QDir(daemon.directory()).mkdir(u"run"_s));
    daemon.setEnvironment(u"XDG_RUNTIME_DIR"_s, daemon.path(u"run"_s));
    const quint16 port = freePort();
    const QJsonObject app = with(childApp({u"hang"_s}), u"daemon_port"_s, port);
    write(daemon, with(app, u"control_socket"_s, u""_s));
    QVERIFY(daemon.start());
    QVERIFY2(waitFor([&] { return HttpClient::tcp(port).get("/readyz").status == 200; }),
             daemon.log());
    QCOMPARE(QDir(daemon.path(u"run"_s))
                 .entryList(QDir::AllEntries | QDir::System | QDir::NoDotAndDotDot),
             QStringList());
    QCOMPARE(QDir(daemon.directory()).entryList(QDir::System), QStringList());
    QCOMPARE(HttpClient::tcp(port).post("/quit").status, 200);
    QCOMPARE(daemon.waitForExit(), 0);
}

void tst_DaemonDoors::allowedHosts()
{
    DaemonProcess daemon;
    const quint16 port = freePort();
    const QJsonObject app = with(childApp({u"hang"_s}), u"daemon_port"_s, port);
    daemon.writeConfig(with(app, u"allowed_hosts"_s, QJsonArray{u"deploy.example.com"_s}));
    QVERIFY(daemon.startAndWaitUntilUp());
    const auto statusFor = [port](const QByteArray &host) {
        HttpClient client = HttpClient::tcp(port);
        client.setHeader("Host", host);
        return client.get("/info").status;
    };
    const QByteArray withPort = ':' + QByteArray::number(port);
    QCOMPARE(statusFor("deploy.example.com"), 200);
    QCOMPARE(statusFor("deploy.example.com" + withPort), 200);
    QCOMPARE(statusFor("localhost" + withPort), 200);
    QCOMPARE(statusFor("127.0.0.1" + withPort), 200);
    for (const char *host : {"example.com", "x.deploy.example.com", "deploy.example.com.evil",
                             "other.example.com", "192.0.2.1"})
        QVERIFY2(statusFor(host) == 421, host);

    daemon.writeConfig(with(app, u"allowed_hosts"_s, QJsonArray{u"other.example.com"_s}));
    daemon.signal(SIGHUP);
    QVERIFY2(waitFor([&] { return statusFor("other.example.com") == 200; }), daemon.log());
    QCOMPARE(statusFor("deploy.example.com"), 421);
    QCOMPARE(daemon.quit(), 0);
}

QTEST_GUILESS_MAIN(tst_DaemonDoors)
#include "tst_doors.moc"
