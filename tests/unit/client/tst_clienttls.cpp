// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/client/controlclient.h"
#include "fakedaemon.h"
#include "quicktimes.h"
#include "tests/support/certificate.h"
#include "tests/support/needs.h"
#include "tests/support/waitfor.h"

#include <QFile>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>
#include <QSslServer>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace qilin;
using namespace qilin::test;
using namespace std::chrono_literals;

using State = ControlClient::State;

class tst_ClientTls : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void refusesWhatNobodyVouchesFor();
    void followsWhatItTrusts_data();
    void followsWhatItTrusts();
    void isNoTlsServer();

private:
    [[nodiscard]] QString file(const QString &name) const { return m_directory.filePath(name); }

    // The certificate of that name, to whoever connects from now on.
    void show(const QString &name)
    {
        QFile key(file(name + u".key"_s));
        QVERIFY(key.open(QIODevice::ReadOnly));
        QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
        configuration.setLocalCertificateChain(QSslCertificate::fromPath(file(name + u".crt"_s)));
        configuration.setPrivateKey(QSslKey(&key, QSsl::Ec));
        m_server.setSslConfiguration(configuration);
    }
    // A server that sends events to everybody.
    [[nodiscard]] bool listen()
    {
        connect(&m_server, &QTcpServer::pendingConnectionAvailable, this, [this] {
            QTcpSocket *socket = m_server.nextPendingConnection();
            connect(socket, &QIODevice::readyRead, socket, [this, socket] {
                m_heard += socket->readAll();
                if (m_heard.endsWith("\r\n\r\n"))
                    socket->write("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n"
                                  + statusEvent(2));
            });
        });
        return m_server.listen(QHostAddress::LocalHost);
    }
    [[nodiscard]] Endpoint endpoint() const
    {
        Endpoint endpoint;
        endpoint.url = QUrl(u"https://127.0.0.1:%1"_s.arg(m_server.serverPort()));
        return endpoint;
    }

    QTemporaryDir m_directory;
    QSslServer m_server;
    QByteArray m_heard;
};

void tst_ClientTls::initTestCase()
{
    const QString openssl = QStandardPaths::findExecutable(u"openssl"_s);
    NEED(!openssl.isEmpty() && QSslSocket::supportsSsl(), "needs openssl and a Qt with TLS");
    CertificateRequest authority;
    authority.subject = u"authority"_s;
    authority.names = u"DNS:authority"_s;
    authority.isAuthority = true;
    QVERIFY(makeCertificate(file(u"authority"_s), authority));
    CertificateRequest signedOne;
    signedOne.signedBy = file(u"authority"_s);
    QVERIFY(makeCertificate(file(u"signed"_s), signedOne));
    CertificateRequest otherName;
    otherName.names = u"DNS:deploy.example"_s;
    QVERIFY(makeCertificate(file(u"named"_s), otherName));
    QVERIFY(makeCertificate(file(u"old"_s)));
    QVERIFY(makeExpired(file(u"old"_s)));
    QVERIFY(makeCertificate(file(u"own"_s)));
    show(u"own"_s);
    QVERIFY(listen());
}

void tst_ClientTls::refusesWhatNobodyVouchesFor()
{
    ControlClient client(endpoint(), nullptr, quickTimes());
    client.setCredentials(u"kirin"_s, u"secret"_s);
    client.open();
    TRY_COMPARE(client.state(), State::Lost);
    QVERIFY2(client.error().contains(u"no secure connection to https://127.0.0.1:"_s),
             qPrintable(client.error()));
    QVERIFY(!client.error().contains(u"secret"_s));
}

void tst_ClientTls::followsWhatItTrusts_data()
{
    QTest::addColumn<QString>("shown");
    QTest::addColumn<QString>("authorities"); // file
    QTest::addColumn<QString>("certificate"); // file
    QTest::addColumn<QString>("says");        // empty: it is trusted
    QTest::newRow("itself") << u"own"_s << u"own.crt"_s << QString() << QString();
    QTest::newRow("its authority") << u"signed"_s << u"authority.crt"_s << QString() << QString();
    QTest::newRow("another authority")
        << u"signed"_s << u"own.crt"_s << QString() << u"--ca FILE"_s;
    QTest::newRow("system's authorities") << u"own"_s << QString() << QString() << u"--ca FILE"_s;
    QTest::newRow("another name") << u"named"_s << u"named.crt"_s << QString() << u"host name"_s;
    QTest::newRow("expired") << u"old"_s << u"old.crt"_s << QString() << u"expired"_s;
    QTest::newRow("no file") << u"own"_s << u"none.crt"_s << QString()
                             << u"there is no certificate in"_s;
    QTest::newRow("no certificate")
        << u"own"_s << u"own.key"_s << QString() << u"there is no certificate in"_s;
    QTest::newRow("the very one") << u"own"_s << QString() << u"own.crt"_s << QString();
    QTest::newRow("the very one with another name")
        << u"named"_s << QString() << u"named.crt"_s << QString();
    QTest::newRow("the very one of an authority")
        << u"signed"_s << QString() << u"signed.crt"_s << QString();
    QTest::newRow("not the very one") << u"named"_s << QString() << u"own.crt"_s << u"--ca FILE"_s;
    QTest::newRow("of its authority")
        << u"signed"_s << QString() << u"authority.crt"_s << u"--ca FILE"_s;
    QTest::newRow("the very one, expired") << u"old"_s << QString() << u"old.crt"_s << u"expired"_s;
    QTest::newRow("the file is gone") << u"own"_s << QString() << u"none.crt"_s << u"--ca FILE"_s;
}

void tst_ClientTls::followsWhatItTrusts()
{
    QFETCH(QString, shown);
    QFETCH(QString, authorities);
    QFETCH(QString, certificate);
    QFETCH(QString, says);
    show(shown);
    Endpoint daemon = endpoint();
    if (!authorities.isEmpty())
        daemon.authorities = file(authorities);
    if (!certificate.isEmpty())
        daemon.certificate = file(certificate);
    m_heard.clear();
    ControlClient client(daemon, nullptr, quickTimes());
    client.setCredentials(u"kirin"_s, u"secret"_s);
    client.open();
    TRY_COMPARE(client.state(), says.isEmpty() ? State::Connected : State::Lost);
    QVERIFY2(client.error().contains(says, Qt::CaseInsensitive), qPrintable(client.error()));
    QCOMPARE(m_heard.isEmpty(), !says.isEmpty()); // the password went to nobody else
}

void tst_ClientTls::isNoTlsServer()
{
    FakeDaemon daemon;
    daemon.answer = [](FakePeer &peer) { peer.close(); };
    QVERIFY(daemon.listenTcp());
    Endpoint endpoint = daemon.endpoint();
    endpoint.url.setScheme(u"https"_s);
    ClientTimes times = quickTimes();
    times.silence = 500ms; // it waits for a line end, and TLS for an answer
    ControlClient client(endpoint, nullptr, times);
    client.open();
    TRY_COMPARE(client.state(), State::Lost);
    QVERIFY2(client.error().contains(u"https://127.0.0.1:"_s), qPrintable(client.error()));
}

QTEST_GUILESS_MAIN(tst_ClientTls)
#include "tst_clienttls.moc"
