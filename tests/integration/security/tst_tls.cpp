// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "tests/integration/daemon/appconfig.h"
#include "tests/integration/daemon/infoview.h"
#include "tests/support/certificate.h"
#include "tests/support/daemonprocess.h"
#include "tests/support/ports.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QProcess>
#include <QRegularExpression>
#include <QTcpSocket>
#include <QTest>

#include <csignal>

using namespace Qt::StringLiterals;
using namespace qilin::test;

namespace {

struct Run
{
    int code = -1;
    QByteArray out;
    QByteArray err;
};

Run run(const QString &program, const QStringList &arguments)
{
    QProcess process;
    process.start(program, arguments);
    process.closeWriteChannel();
    if (!process.waitForFinished(kPatienceMs)) {
        process.kill();
        process.waitForFinished();
        return {-1, process.readAllStandardOutput(), "took too long"};
    }
    return {process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

// kB
qint64 residentOf(qint64 pid)
{
    static const QRegularExpression line(u"VmRSS:\\s+([0-9]+) kB"_s);
    const QString status = QString::fromLatin1(contentOf(u"/proc/%1/status"_s.arg(pid)));
    return line.match(status).captured(1).toLongLong();
}

bool hasTls(qint64 pid)
{
    return contentOf(u"/proc/%1/maps"_s.arg(pid)).contains("qopensslbackend");
}

} // namespace

// The control port with TLS, asked by curl and openssl.
class tst_SecurityTls final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanupTestCase();

    void curlTrustsTheCertificate();
    void clientsTrustTheCertificate();
    void socketStaysPlain();
    void versions_data();
    void versions();
    void plainHttpIsTold();
    void garbageIsClosed();
    void wholeAnswersArrive();
    void halfHandshakesEnd();
    void newCertificateAtSighup();
    void brokenPairChangesNothing_data();
    void brokenPairChangesNothing();
    void nothingIsLoadedWithoutIt();

private:
    [[nodiscard]] QString url(const QString &path) const
    {
        return u"https://localhost:%1%2"_s.arg(m_port).arg(path);
    }
    [[nodiscard]] QStringList trusted(const QString &path) const
    {
        return {u"-sS"_s,        u"--noproxy"_s, u"*"_s,
                u"--max-time"_s, u"60"_s,        u"-u"_s,
                u"foo:bar"_s,    u"--cacert"_s,  m_daemon->path(u"port.crt"_s),
                url(path)};
    }
    // Of the certificate that the port shows now.
    [[nodiscard]] QString servedSerial() const
    {
        const QString seen = m_daemon->path(u"seen.crt"_s);
        const Run shown = run(u"openssl"_s, {u"s_client"_s, u"-connect"_s,
                                             u"127.0.0.1:%1"_s.arg(m_port), u"-showcerts"_s});
        const qsizetype begin = shown.out.indexOf("-----BEGIN CERTIFICATE");
        QFile file(seen);
        if (begin < 0 || !file.open(QIODevice::WriteOnly))
            return {};
        file.write(shown.out.mid(begin));
        file.close();
        return serialOf(seen);
    }
    void reload()
    {
        const QRegularExpression audited(u"audit: reconfigure"_s);
        const qsizetype before = m_daemon->logLines().filter(audited).size();
        m_daemon->signal(SIGHUP);
        QVERIFY(waitFor([&] { return m_daemon->logLines().filter(audited).size() == before + 1; }));
    }

    quint16 m_port = 0;
    QJsonObject m_config;
    std::unique_ptr<DaemonProcess> m_daemon;
};

void tst_SecurityTls::initTestCase()
{
    m_port = freePort();
    m_daemon = std::make_unique<DaemonProcess>();
    QVERIFY(makeCertificate(m_daemon->path(u"port"_s)));
    m_config = childApp({u"hang"_s});
    m_config.insert("exec"_L1, "/bin/sh"_L1);
    m_config.insert("args"_L1, QJsonArray{u"-c"_s, u"yes %1 | head -n 1000; exec sleep 3600"_s.arg(
                                                       QString(700, u'x'))});
    m_config.insert("daemon_port"_L1, m_port);
    m_config.insert("auth_username"_L1, "foo"_L1);
    m_config.insert("auth_password"_L1, "bar"_L1);
    m_config.insert("tls_certificate"_L1, "port.crt"_L1);
    m_config.insert("tls_key"_L1, "port.key"_L1);
    m_daemon->writeConfig(m_config);
    QVERIFY(m_daemon->startAndWaitUntilUp());
}

void tst_SecurityTls::cleanupTestCase()
{
    QVERIFY2(!m_daemon->log().contains("PRIVATE KEY"), m_daemon->log());
    QCOMPARE(m_daemon->quit(), 0);
    m_daemon.reset();
}

void tst_SecurityTls::curlTrustsTheCertificate()
{
    const Run info = run(u"curl"_s, trusted(u"/info"_s));
    QVERIFY2(info.code == 0, info.err);
    QVERIFY2(info.out.contains("\"pid\":" + QByteArray::number(m_daemon->pid())), info.out);
    // Several requests on one connection.
    const Run twice = run(u"curl"_s, trusted(u"/info"_s) + QStringList{url(u"/help"_s), u"-v"_s});
    QVERIFY2(twice.code == 0 && twice.err.contains("Re-using existing "), twice.err);
    const Run distrusted = run(u"curl"_s, {u"-sS"_s, u"--noproxy"_s, u"*"_s, url(u"/healthz"_s)});
    QCOMPARE(distrusted.code, 60); // curl(1): the peer's certificate cannot be authenticated
}

void tst_SecurityTls::clientsTrustTheCertificate()
{
    const QString program = QStringLiteral(QILINCTL_PATH);
    const QString place = u"https://foo@localhost:%1"_s.arg(m_port);
    qputenv("QILIN_PASSWORD", "bar");
    const Run named = run(program, {u"--url"_s, place, u"--ca"_s, m_daemon->path(u"port.crt"_s),
                                    u"--json"_s, u"status"_s});
    QVERIFY2(named.code == 0 && named.out.contains("\"workers\""), named.err);
    const Run words = run(program, {u"complete"_s, u"--"_s, u"--url"_s, place, u"--ca"_s,
                                    m_daemon->path(u"port.crt"_s), u"restart"_s, QString()});
    QVERIFY2(words.code == 0 && words.out.startsWith("1\t"), words.out); // a worker's id
    const Run distrusted = run(program, {u"--url"_s, place, u"status"_s});
    qunsetenv("QILIN_PASSWORD");
    QCOMPARE(distrusted.code, 2);
    QVERIFY2(distrusted.err.contains("no secure connection to https://localhost:")
                 && distrusted.err.contains("--ca FILE"),
             distrusted.err);
    // By the daemon's own configuration, where that has no socket.
    QJsonObject config = m_config;
    config.insert("control_socket"_L1, ""_L1);
    QFile file(m_daemon->path(u"portonly.json"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QJsonDocument(config).toJson());
    file.close();
    const Run known = run(program, {u"--config"_s, file.fileName(), u"--json"_s, u"status"_s});
    QVERIFY2(known.code == 0 && known.out.contains("\"workers\""), known.err);
}

void tst_SecurityTls::socketStaysPlain()
{
    QCOMPARE(m_daemon->get("/healthz").status, 200);
}

void tst_SecurityTls::versions_data()
{
    QTest::addColumn<QString>("option");
    QTest::addColumn<bool>("works");
    QTest::newRow("1.0") << u"-tls1"_s << false;
    QTest::newRow("1.1") << u"-tls1_1"_s << false;
    QTest::newRow("1.2") << u"-tls1_2"_s << true;
    QTest::newRow("1.3") << u"-tls1_3"_s << true;
}

void tst_SecurityTls::versions()
{
    QFETCH(QString, option);
    QFETCH(bool, works);
    const Run shown
        = run(u"openssl"_s, {u"s_client"_s, u"-connect"_s, u"127.0.0.1:%1"_s.arg(m_port), option,
                             u"-cipher"_s, u"DEFAULT@SECLEVEL=0"_s});
    QVERIFY2(works == (shown.code == 0), shown.err + shown.out);
    // It was the daemon that said no, not an openssl that cannot speak it.
    QVERIFY2(works || shown.err.contains("alert protocol version"), shown.err);
    QCOMPARE(shown.out.contains("Server public key is 256 bit"), works);
}

void tst_SecurityTls::plainHttpIsTold()
{
    HttpClient plain = HttpClient::tcp(m_port);
    plain.setCredentials("foo", "bar");
    const HttpAnswer answer = plain.get("/quit");
    QCOMPARE(answer.status, 400);
    QVERIFY2(text(answer.json(), "error").contains(u"https://"_s), answer.body);
    QCOMPARE(answer.header("X-Frame-Options"), QByteArray("DENY"));
    QVERIFY(m_daemon->isRunning());
}

void tst_SecurityTls::garbageIsClosed()
{
    for (const QByteArray &bytes :
         {"\x16\x03\x01\x00\x05hello"_ba, "\x16GET / HTTP/1.1\r\n\r\n"_ba,
          "\x16\x16\x16\x16\x16\x16"_ba, "\x16\x03\x01\xff\xff"_ba + QByteArray(70000, '\x16')}) {
        HttpClient client = HttpClient::tcp(m_port);
        QVERIFY(client.connectNow());
        QVERIFY(client.send(bytes));
        bool closed = false;
        const QByteArray said = client.receiveUntilClosed(&closed);
        QVERIFY2(closed, bytes.left(20).toHex());
        QVERIFY2(said.size() <= 7, said.toHex()); // an alert at most
    }
    QCOMPARE(run(u"curl"_s, trusted(u"/healthz"_s)).code, 0);
}

void tst_SecurityTls::wholeAnswersArrive()
{
    QVERIFY(waitFor([&] { return m_daemon->get("/logs?lines=1000").body.size() > 100000; }));
    const HttpAnswer plain = m_daemon->get("/logs?lines=1000");
    const Run whole = run(u"curl"_s, trusted(u"/logs?lines=1000"_s));
    QCOMPARE(whole.code, 0);
    QVERIFY(whole.out == plain.body);
    // One that closes the connection after it, and takes its time: more than the kernel keeps.
    const Run slow = run(u"curl"_s, trusted(u"/logs?lines=1000"_s)
                                        + QStringList{u"-H"_s, u"Connection: close"_s,
                                                      u"--limit-rate"_s, u"100k"_s});
    QVERIFY2(slow.code == 0, slow.err);
    QVERIFY(slow.out == plain.body);
}

void tst_SecurityTls::halfHandshakesEnd()
{
    const qint64 before = residentOf(m_daemon->pid());
    // The first bytes of a client's hello, and silence.
    const QByteArray hello = QByteArray::fromHex("16030100f8010000f40303");
    std::vector<std::unique_ptr<QTcpSocket>> clients;
    for (int i = 0; i < 200; ++i) {
        clients.push_back(std::make_unique<QTcpSocket>());
        clients.back()->connectToHost(QHostAddress(QHostAddress::LocalHost), m_port);
        if (i % 2 == 0)
            clients.back()->write(hello);
    }
    // They are more than the gate holds at once, so the oldest have to go for a good one.
    QVERIFY(QTest::qWaitFor(
        [&] { return clients.back()->state() == QAbstractSocket::ConnectedState; }, kPatienceMs));
    const Run good = run(u"curl"_s, trusted(u"/healthz"_s));
    QVERIFY2(good.code == 0, good.err);
    QVERIFY2(residentOf(m_daemon->pid()) < before + 10 * 1024,
             QByteArray::number(residentOf(m_daemon->pid()) - before));
    for (const auto &client : clients) {
        QVERIFY(QTest::qWaitFor(
            [&] { return client->state() == QAbstractSocket::UnconnectedState; }, kPatienceMs));
    }
    const QString descriptors = u"/proc/%1/fd"_s.arg(m_daemon->pid());
    QVERIFY(waitFor(
        [&] { return QDir(descriptors).entryList(QDir::Files | QDir::System).size() < 64; }));
}

void tst_SecurityTls::newCertificateAtSighup()
{
    const QString before = servedSerial();
    QCOMPARE(before, serialOf(m_daemon->path(u"port.crt"_s)));
    QProcess stream;
    stream.start(u"curl"_s, trusted(u"/events?only=status"_s) + QStringList{u"-N"_s});
    QVERIFY(waitFor([&] {
        stream.waitForReadyRead(100);
        return stream.bytesAvailable() > 0;
    }));
    QVERIFY(makeCertificate(m_daemon->path(u"port"_s)));
    QCOMPARE(servedSerial(), before); // not before it is told
    reload();
    const QString after = servedSerial();
    QVERIFY(after != before);
    QCOMPARE(after, serialOf(m_daemon->path(u"port.crt"_s)));
    QCOMPARE(run(u"curl"_s, trusted(u"/healthz"_s)).code, 0);
    stream.readAllStandardOutput();
    QVERIFY(waitFor([&] { // what was there goes on
        stream.waitForReadyRead(100);
        return stream.readAllStandardOutput().contains("event: status");
    }));
    QCOMPARE(stream.state(), QProcess::Running);
    stream.kill();
    stream.waitForFinished();
}

void tst_SecurityTls::brokenPairChangesNothing_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QByteArray>("content"); // null: that of another pair
    QTest::addColumn<QString>("says");
    QTest::newRow("certificate") << u"port.crt"_s << "garbage\n"_ba
                                 << u"tls_certificate: .*port.crt must be a certificate in PEM"_s;
    QTest::newRow("key of another")
        << u"port.key"_s << QByteArray() << u"tls_key: .*port.key is not the key of .*port.crt"_s;
}

void tst_SecurityTls::brokenPairChangesNothing()
{
    QFETCH(QString, file);
    QFETCH(QByteArray, content);
    QFETCH(QString, says);
    const QString path = m_daemon->path(file);
    const QByteArray good = contentOf(path);
    const QString serial = servedSerial();
    if (content.isNull()) {
        QVERIFY(makeCertificate(m_daemon->path(u"other"_s)));
        content = contentOf(m_daemon->path(u"other.key"_s));
    }
    QFile target(path);
    QVERIFY(target.open(QIODevice::WriteOnly | QIODevice::Truncate));
    target.write(content);
    target.close();
    const qsizetype skip = m_daemon->logLines().size();
    reload();
    const QRegularExpression fault(u"error: .*qilin-daemon\\.json:[0-9]+:[0-9]+: "_s + says);
    QVERIFY2(m_daemon->logLines().mid(skip).filter(fault).size() == 1, m_daemon->log());
    QVERIFY(m_daemon->waitForLog(u"everything goes on as before"_s, skip));
    QCOMPARE(servedSerial(), serial);
    QVERIFY(target.open(QIODevice::WriteOnly | QIODevice::Truncate));
    target.write(good);
    target.close();
    reload();
    QCOMPARE(servedSerial(), serial);
}

void tst_SecurityTls::nothingIsLoadedWithoutIt()
{
    QVERIFY(hasTls(m_daemon->pid()));
    DaemonProcess plain;
    QJsonObject config = m_config;
    const quint16 port = freePort();
    config.insert("daemon_port"_L1, port);
    config.remove("tls_certificate"_L1);
    config.remove("tls_key"_L1);
    plain.writeConfig(config);
    QVERIFY(plain.startAndWaitUntilUp());
    QVERIFY(!hasTls(plain.pid()));

    // It can be turned on while the daemon runs.
    QVERIFY(makeCertificate(plain.path(u"port"_s)));
    config.insert("tls_certificate"_L1, "port.crt"_L1);
    config.insert("tls_key"_L1, "port.key"_L1);
    plain.writeConfig(config);
    plain.signal(SIGHUP);
    QVERIFY(plain.waitForLog(
        u"audit: reconfigure by=\"signal\" role=owner from=\"SIGHUP\" result=\"OK\""_s));
    const Run info
        = run(u"curl"_s, {u"-sS"_s, u"--noproxy"_s, u"*"_s, u"--max-time"_s, u"60"_s, u"--cacert"_s,
                          plain.path(u"port.crt"_s), u"https://localhost:%1/healthz"_s.arg(port)});
    QVERIFY2(info.code == 0, info.err);
    QCOMPARE(plain.quit(), 0);
}

QTEST_GUILESS_MAIN(tst_SecurityTls)
#include "tst_tls.moc"
