// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/client/controlclient.h"
#include "fakedaemon.h"
#include "quicktimes.h"

#include <QFile>
#include <QProcess>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>
#include <QSslServer>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace qilin;
using namespace std::chrono_literals;

using State = ControlClient::State;

class tst_ClientTls : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void refusesWhatNobodyVouchesFor();
    void followsWhatItTrusts();
    void isNoTlsServer();

private:
    // A server with the certificate that sends events to everybody.
    [[nodiscard]] bool listen()
    {
        QFile key(m_directory.filePath(u"key.pem"_s));
        if (!key.open(QIODevice::ReadOnly))
            return false;
        QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
        configuration.setLocalCertificate(m_certificate);
        configuration.setPrivateKey(QSslKey(&key, QSsl::Ec));
        m_server.setSslConfiguration(configuration);
        connect(&m_server, &QTcpServer::pendingConnectionAvailable, this, [this] {
            QTcpSocket *socket = m_server.nextPendingConnection();
            connect(socket, &QIODevice::readyRead, socket, [socket] {
                if (socket->readAll().endsWith("\r\n\r\n"))
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
    QSslCertificate m_certificate;
    QSslServer m_server;
};

void tst_ClientTls::initTestCase()
{
    const QString openssl = QStandardPaths::findExecutable(u"openssl"_s);
    if (openssl.isEmpty() || !QSslSocket::supportsSsl()) {
        QVERIFY2(qgetenv("CI") != "true", "openssl or Qt's TLS is not installed");
        QSKIP("needs openssl and a Qt with TLS");
    }
    const QString certificate = m_directory.filePath(u"certificate.pem"_s);
    const QStringList arguments{u"req"_s,
                                u"-x509"_s,
                                u"-newkey"_s,
                                u"ec"_s,
                                u"-pkeyopt"_s,
                                u"ec_paramgen_curve:prime256v1"_s,
                                u"-nodes"_s,
                                u"-days"_s,
                                u"2"_s,
                                u"-subj"_s,
                                u"/CN=127.0.0.1"_s,
                                u"-addext"_s,
                                u"subjectAltName=IP:127.0.0.1"_s,
                                u"-keyout"_s,
                                m_directory.filePath(u"key.pem"_s),
                                u"-out"_s,
                                certificate};
    QProcess process;
    process.start(openssl, arguments);
    QVERIFY(process.waitForFinished());
    const auto certificates = QSslCertificate::fromPath(certificate);
    QCOMPARE(certificates.size(), 1);
    m_certificate = certificates.first();
    QVERIFY(listen());
}

void tst_ClientTls::refusesWhatNobodyVouchesFor()
{
    ControlClient client(endpoint(), nullptr, quickTimes());
    client.setCredentials(u"kirin"_s, u"secret"_s);
    client.open();
    QTRY_COMPARE(client.state(), State::Lost);
    QVERIFY2(client.error().contains(u"no secure connection to https://127.0.0.1:"_s),
             qPrintable(client.error()));
    QVERIFY(!client.error().contains(u"secret"_s));
}

void tst_ClientTls::followsWhatItTrusts()
{
    const QSslConfiguration before = QSslConfiguration::defaultConfiguration();
    QSslConfiguration trusting = before;
    trusting.addCaCertificate(m_certificate);
    QSslConfiguration::setDefaultConfiguration(trusting);
    ControlClient client(endpoint(), nullptr, quickTimes());
    client.open();
    QTRY_COMPARE(client.state(), State::Connected);
    QCOMPARE(client.snapshot()->workers.size(), 2);
    QSslConfiguration::setDefaultConfiguration(before);
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
    QTRY_COMPARE(client.state(), State::Lost);
    QVERIFY2(client.error().contains(u"https://127.0.0.1:"_s), qPrintable(client.error()));
}

QTEST_GUILESS_MAIN(tst_ClientTls)
#include "tst_clienttls.moc"
