// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/client/endpoint.h"
#include "core/config/paths.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace qilin;

class tst_Endpoint : public QObject
{
    Q_OBJECT

private slots:
    void readsUrls_data();
    void readsUrls();
    void refusesUrls_data();
    void refusesUrls();
    void readsConfigurations_data();
    void readsConfigurations();
    void refusesConfigurations_data();
    void refusesConfigurations();
    void passesOverOtherFaults();
    void findsTheDefaultSocket();
    void findsTheSocketOfAnotherSession();
    void readsThePasswordFile();

private:
    // The file qilin-daemon.json of a directory "shop", with these keys of the daemon.
    QString write(const QByteArray &keys)
    {
        QDir(m_directory.path()).mkpath(u"shop"_s);
        const QString path = m_directory.filePath(u"shop/qilin-daemon.json"_s);
        QFile program(m_directory.filePath(u"shop/app.js"_s));
        QFile file(path);
        if (!program.open(QIODevice::WriteOnly) || !file.open(QIODevice::WriteOnly))
            return {};
        file.write("{\"exec\": \"app.js\", \"interpreter\": \"/bin/sh\"" + keys + '}');
        return path;
    }

    QTemporaryDir m_directory;
};

void tst_Endpoint::readsUrls_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("username");
    QTest::addColumn<QString>("title");

    QTest::newRow("host") << u"http://example.org:9999"_s << u"http://example.org:9999"_s << u""_s
                          << u"example.org:9999"_s;
    QTest::newRow("slash") << u"http://localhost:9999/"_s << u"http://localhost:9999"_s << u""_s
                           << u"localhost:9999"_s;
    QTest::newRow("user") << u"http://kirin@localhost:9999"_s << u"http://localhost:9999"_s
                          << u"kirin"_s << u"localhost:9999"_s;
    QTest::newRow("encoded user") << u"http://a%40b@localhost:1"_s << u"http://localhost:1"_s
                                  << u"a@b"_s << u"localhost:1"_s;
    QTest::newRow("TLS") << u"https://example.org:65535"_s << u"https://example.org:65535"_s
                         << u""_s << u"example.org:65535"_s;
    QTest::newRow("default of TLS") << u"https://example.org:443"_s << u"https://example.org:443"_s
                                    << u""_s << u"example.org:443"_s;
    QTest::newRow("IPv4") << u"http://127.0.0.1:80"_s << u"http://127.0.0.1:80"_s << u""_s
                          << u"127.0.0.1:80"_s;
    QTest::newRow("IPv6") << u"http://u@[::1]:9999"_s << u"http://[::1]:9999"_s << u"u"_s
                          << u"[::1]:9999"_s;
    QTest::newRow("blanks around") << u" http://localhost:9999\n"_s << u"http://localhost:9999"_s
                                   << u""_s << u"localhost:9999"_s;
    QTest::newRow("upper case") << u"HTTP://LOCALHOST:9999"_s << u"http://localhost:9999"_s << u""_s
                                << u"localhost:9999"_s;
}

void tst_Endpoint::readsUrls()
{
    QFETCH(QString, text);
    QFETCH(QString, url);
    QFETCH(QString, username);
    QFETCH(QString, title);

    const Result<Endpoint> endpoint = endpointFromUrl(text);
    QVERIFY2(endpoint, qPrintable(endpoint ? QString() : endpoint.error().text));
    QCOMPARE(endpoint->url, QUrl(url));
    QCOMPARE(endpoint->username, username);
    QCOMPARE(endpoint->title, title);
    QVERIFY(endpoint->socket.isEmpty());
    QVERIFY(endpoint->password.isEmpty());
}

void tst_Endpoint::refusesUrls_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("hint");

    QTest::newRow("empty") << u""_s << u"http://user@host:9999"_s;
    QTest::newRow("host and port") << u"localhost:9999"_s << u"http://user@host:9999"_s;
    QTest::newRow("path") << u"/run/a.sock"_s << u"http://user@host:9999"_s;
    QTest::newRow("no host") << u"http://:9999"_s << u"http://user@host:9999"_s;
    QTest::newRow("blank in host") << u"http://a b:9999"_s << u"http://user@host:9999"_s;
    QTest::newRow("port too large") << u"http://a:65536"_s << u"http://user@host:9999"_s;
    QTest::newRow("scheme") << u"ftp://u:secret@a:9999"_s << u"'ftp://'"_s;
    QTest::newRow("password") << u"http://u:secret@a:9999"_s << u"password"_s;
    QTest::newRow("empty password") << u"http://u:@a:9999"_s << u"password"_s;
    QTest::newRow("hidden password") << u"http://u%3Asecret@a:9999"_s << u"password"_s;
    QTest::newRow("no port") << u"http://u@a"_s << u"http://a:9999"_s;
    QTest::newRow("no port, IPv6") << u"https://[::1]"_s << u"https://[::1]:9999"_s;
    QTest::newRow("port 0") << u"http://a:0"_s << u"port"_s;
    QTest::newRow("with path") << u"http://a:9999/info"_s << u"http://a:9999"_s;
    QTest::newRow("with query") << u"http://a:9999?x"_s << u"http://a:9999"_s;
    QTest::newRow("with fragment") << u"http://a:9999#x"_s << u"http://a:9999"_s;
    QTest::newRow("password, bad host") << u"http://u:secret@a b"_s << u"http://user@host:9999"_s;
}

void tst_Endpoint::refusesUrls()
{
    QFETCH(QString, text);
    QFETCH(QString, hint);

    const Result<Endpoint> endpoint = endpointFromUrl(text);
    QVERIFY(!endpoint);
    QVERIFY2(endpoint.error().text.contains(hint), qPrintable(endpoint.error().text));
    QVERIFY2(!endpoint.error().text.contains(u"secret"_s), qPrintable(endpoint.error().text));
}

void tst_Endpoint::readsConfigurations_data()
{
    QTest::addColumn<QByteArray>("keys");
    QTest::addColumn<QString>("socket");
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("username");
    QTest::addColumn<QString>("password");

    const QString none;
    const QByteArray off = ", \"control_socket\": \"\", \"daemon_port\": 9999";
    const QByteArray known = off + ", \"auth_username\": \"kirin\", \"auth_password\": \"jiraffe\"";
    QTest::newRow("socket") << ", \"control_socket\": \"/run/x.sock\""_ba << u"/run/x.sock"_s
                            << none << none << none;
    QTest::newRow("socket before port")
        << ", \"control_socket\": \"/run/x.sock\", \"daemon_port\": 9999"_ba << u"/run/x.sock"_s
        << none << none << none;
    QTest::newRow("port") << off << none << u"http://127.0.0.1:9999"_s << none << none;
    QTest::newRow("credentials") << known << none << u"http://127.0.0.1:9999"_s << u"kirin"_s
                                 << u"jiraffe"_s;
    QTest::newRow("any address") << known + ", \"daemon_host\": \"0.0.0.0\"" << none
                                 << u"http://127.0.0.1:9999"_s << u"kirin"_s << u"jiraffe"_s;
    QTest::newRow("any IPv6 address") << known + ", \"daemon_host\": \"::\"" << none
                                      << u"http://[::1]:9999"_s << u"kirin"_s << u"jiraffe"_s;
    QTest::newRow("an address") << known + ", \"daemon_host\": \"192.0.2.7\"" << none
                                << u"http://192.0.2.7:9999"_s << u"kirin"_s << u"jiraffe"_s;
    QTest::newRow("a hash is no password")
        << off
               + ", \"auth_username\": \"kirin\", \"auth_password\": "
                 "\"$6$saltstring$6jaCoWylYoN8Rw/0jdw5rVxz0PaLw7emmKcm"
                 "NFkijD13SWd7xuL97zz5ztS271w0XTpz0I0L.RzUmbp2Ewg8m1\""
        << none << u"http://127.0.0.1:9999"_s << u"kirin"_s << none;
    QTest::newRow("IPv6") << off + ", \"daemon_host\": \"::1\"" << none << u"http://[::1]:9999"_s
                          << none << none;
    QTest::newRow("TLS") << off + ", \"tls_certificate\": \"a.pem\", \"tls_key\": \"a.key\"" << none
                         << u"https://127.0.0.1:9999"_s << none << none;
    QTest::newRow("hash")
        << off
               + ", \"auth_username\": \"kirin\", \"auth_password\": "
                 "\"$y$j9T$abcdefghijklmnop$abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqr\""
        << none << u"http://127.0.0.1:9999"_s << u"kirin"_s << none;
    QTest::newRow("name") << off + ", \"daemon_host\": \"localhost\"" << none
                          << u"http://localhost:9999"_s << none << none;
}

void tst_Endpoint::readsConfigurations()
{
    QFETCH(QByteArray, keys);
    QFETCH(QString, socket);
    QFETCH(QString, url);
    QFETCH(QString, username);
    QFETCH(QString, password);

    const Result<Endpoint> endpoint = endpointFromConfig(write(keys));
    QVERIFY2(endpoint, qPrintable(endpoint ? QString() : endpoint.error().text));
    QCOMPARE(endpoint->socket, socket);
    QCOMPARE(endpoint->url, QUrl(url));
    QCOMPARE(endpoint->username, username);
    QCOMPARE(endpoint->password, password);
    QCOMPARE(endpoint->title, u"shop/qilin-daemon.json"_s);
    const bool isTls = url.startsWith("https:"_L1);
    QCOMPARE(endpoint->certificate, isTls ? m_directory.filePath(u"shop/a.pem"_s) : QString());
}

void tst_Endpoint::refusesConfigurations_data()
{
    QTest::addColumn<QByteArray>("keys");
    QTest::addColumn<QString>("hint");

    QTest::newRow("no way in") << ", \"control_socket\": \"\""_ba << u"control_socket"_s;
    QTest::newRow("free port") << ", \"control_socket\": \"\", \"daemon_port\": 0"_ba
                               << u"daemon_port"_s;
    QTest::newRow("faults") << ", \"daemon_port\": \"secret\""_ba << u"daemon_port"_s;
    QTest::newRow("no JSON") << ", \"control_socket"_ba << u"qilin-daemon.json"_s;
}

void tst_Endpoint::refusesConfigurations()
{
    QFETCH(QByteArray, keys);
    QFETCH(QString, hint);

    const Result<Endpoint> endpoint = endpointFromConfig(write(keys));
    QVERIFY(!endpoint);
    QVERIFY2(endpoint.error().text.contains(hint), qPrintable(endpoint.error().text));
    QVERIFY2(endpoint.error().text.contains(u"shop/qilin-daemon.json"_s),
             qPrintable(endpoint.error().text));
    QVERIFY(!endpointFromConfig(m_directory.filePath(u"missing.json"_s)));
}

// The daemon runs by the file as it was before.
void tst_Endpoint::passesOverOtherFaults()
{
    const QByteArray socket = ", \"control_socket\": \"/run/x.sock\"";
    for (const QByteArray &keys :
         {socket + ", \"workers\": \"many\"", socket + ", \"nonsense\": 1", socket + ",",
          socket + ", \"auth_username\": \"kirin\"", socket + ", \"tls_key\": \"missing.pem\""}) {
        const Result<Endpoint> endpoint = endpointFromConfig(write(keys));
        QVERIFY2(endpoint, keys);
        QCOMPARE(endpoint->socket, u"/run/x.sock"_s);
    }
}

void tst_Endpoint::findsTheSocketOfAnotherSession()
{
    const QString path = write({});
    const RuntimePlace here = runtimePlace();
    QTemporaryDir session;
    qputenv("XDG_RUNTIME_DIR", QFile::encodeName(session.path()));            // as of a login
    const QString there = defaultControlSocket(path, {QString(), here.user}); // without one
    QCOMPARE(endpointFromConfig(path)->socket, defaultControlSocket(path, runtimePlace()));
    QVERIFY(QDir().mkpath(QFileInfo(there).path()));
    QFile socket(there);
    QVERIFY(socket.open(QIODevice::WriteOnly));
    QCOMPARE(endpointFromConfig(path)->socket, there);
    QVERIFY(socket.remove());
    QDir().rmdir(QFileInfo(there).path()); // where it was made for this
    if (here.runtimeDirectory.isEmpty())
        qunsetenv("XDG_RUNTIME_DIR");
    else
        qputenv("XDG_RUNTIME_DIR", QFile::encodeName(here.runtimeDirectory));
}

void tst_Endpoint::findsTheDefaultSocket()
{
    const QString path = write({});
    const Result<Endpoint> endpoint = endpointFromConfig(path);
    QVERIFY(endpoint);
    QCOMPARE(endpoint->socket, defaultControlSocket(path, runtimePlace()));
}

void tst_Endpoint::readsThePasswordFile()
{
    QFile file(m_directory.filePath(u"secret"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    file.write("from the file\n");
    file.close();
    const QByteArray keys = ", \"control_socket\": \"\", \"daemon_port\": 9999, \"auth_username\": "
                            "\"kirin\", \"auth_password_file\": \""
                            + file.fileName().toUtf8() + '"';
    const Result<Endpoint> endpoint = endpointFromConfig(write(keys));
    QVERIFY2(endpoint, qPrintable(endpoint ? QString() : endpoint.error().text));
    QCOMPARE(endpoint->password, u"from the file"_s);
}

QTEST_GUILESS_MAIN(tst_Endpoint)
#include "tst_endpoint.moc"
