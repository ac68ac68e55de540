// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "configdirectory.h"
#include "core/platform/passwordhash.h"
#include "tests/support/certificate.h"

#include <QProcess>
#include <QSslConfiguration>

using namespace Qt::StringLiterals;
using namespace qilin;
using namespace qilin::test;

namespace {

const QByteArray kFirstLine = "{\"exec\": \"run\", \"daemon_port\": 9999,\n";

QByteArray pair(const QByteArray &certificate, const QByteArray &key)
{
    return "\"tls_certificate\": \"" + certificate + "\", \"tls_key\": \"" + key + '"';
}

} // namespace

// Who may use the control port, and the certificate it shows.
class TestAccess final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void faults_data();
    void faults();
    void warnings_data();
    void warnings();
    void sound();
    void clientLeavesTheKeyAlone();
    void nothingOfTheKeyIsTold();

private:
    [[nodiscard]] LoadResult load(const QByteArray &pairs, LoadFor reader = LoadFor::Daemon)
    {
        m_directory.write(u"qilin-daemon.json"_s, kFirstLine + pairs + '}');
        return loadConfig(m_directory.path(u"qilin-daemon.json"_s), reader);
    }
    void openssl(const QStringList &arguments)
    {
        QProcess process;
        process.setWorkingDirectory(m_directory.path({}));
        process.start(u"openssl"_s, arguments);
        QVERIFY(process.waitForFinished());
        QVERIFY2(process.exitCode() == 0, process.readAllStandardError());
    }

    ConfigDirectory m_directory;
};

void TestAccess::initTestCase()
{
    m_directory.write(u"run"_s, "#!/bin/sh\n", true);
    m_directory.write(u"garbage"_s, "hello\n");
    m_directory.write(u"hash"_s, *hashPassword("secret") + '\n');
    QVERIFY(makeCertificate(m_directory.path(u"good"_s)));
    QVERIFY(makeCertificate(m_directory.path(u"other"_s)));
    QVERIFY(makeCertificate(m_directory.path(u"old"_s)));
    QVERIFY(makeExpired(m_directory.path(u"old"_s)));
    CertificateRequest soon;
    soon.days = 5;
    QVERIFY(makeCertificate(m_directory.path(u"soon"_s), soon));
    CertificateRequest rsa;
    rsa.key = QStringList{u"rsa:2048"_s};
    QVERIFY(makeCertificate(m_directory.path(u"rsa"_s), rsa));
    QVERIFY(makeCertificate(m_directory.path(u"rsa2"_s), rsa));
    rsa.key = QStringList{u"rsa:1024"_s};
    QVERIFY(makeCertificate(m_directory.path(u"small"_s), rsa));
    openssl({u"pkey"_s, u"-in"_s, u"good.key"_s, u"-aes128"_s, u"-passout"_s, u"pass:abcd"_s,
             u"-out"_s, u"locked.key"_s});
    openssl({u"rsa"_s, u"-in"_s, u"rsa.key"_s, u"-traditional"_s, u"-aes128"_s, u"-passout"_s,
             u"pass:abcd"_s, u"-out"_s, u"locked-rsa.key"_s});
    openssl({u"rsa"_s, u"-in"_s, u"rsa.key"_s, u"-traditional"_s, u"-out"_s, u"rsa-old.key"_s});
    openssl({u"genpkey"_s, u"-algorithm"_s, u"ed25519"_s, u"-out"_s, u"ed.key"_s});
    for (const QString &name :
         {u"locked.key"_s, u"locked-rsa.key"_s, u"rsa-old.key"_s, u"ed.key"_s})
        QVERIFY(
            QFile::setPermissions(m_directory.path(name), QFile::ReadOwner | QFile::WriteOwner));
}

void TestAccess::faults_data()
{
    QTest::addColumn<QByteArray>("pairs"); // on the second line
    QTest::addColumn<QString>("place");
    QTest::addColumn<QString>("says");
    const auto row = [](const char *name, const QByteArray &pairs, const QString &place,
                        const QString &says) { QTest::newRow(name) << pairs << place << says; };
    row("certificate alone", R"("tls_certificate": "good.crt")", u"2:20 tls_certificate"_s,
        u"needs \"tls_key\" beside it"_s);
    row("key alone", R"("tls_key": "good.key")", u"2:12 tls_key"_s,
        u"needs \"tls_certificate\" beside it"_s);
    row("no certificate", pair("none.crt", "good.key"), u"2:20 tls_certificate"_s,
        u"none.crt does not exist"_s);
    row("no key", pair("good.crt", "none.key"), u"2:43 tls_key"_s, u"none.key does not exist"_s);
    row("directory", pair(".", "good.key"), u"2:20 tls_certificate"_s, u"must be a regular file"_s);
    row("no PEM", pair("garbage", "good.key"), u"2:20 tls_certificate"_s,
        u"garbage must be a certificate in PEM form"_s);
    row("key as certificate", pair("good.key", "good.key"), u"2:20 tls_certificate"_s,
        u"must be a certificate in PEM form"_s);
    row("no PEM key", pair("good.crt", "garbage"), u"2:43 tls_key"_s,
        u"garbage must be a private key in PEM form"_s);
    row("certificate as key", pair("good.crt", "good.crt"), u"2:43 tls_key"_s,
        u"holds no RSA or EC private key"_s);
    row("Ed25519", pair("good.crt", "ed.key"), u"2:43 tls_key"_s,
        u"holds no RSA or EC private key"_s);
    row("locked", pair("good.crt", "locked.key"), u"2:43 tls_key"_s, u"is encrypted"_s);
    row("locked, old form", pair("rsa.crt", "locked-rsa.key"), u"2:42 tls_key"_s,
        u"is encrypted"_s);
    row("key of another", pair("good.crt", "other.key"), u"2:43 tls_key"_s,
        u"other.key is not the key of the first certificate in"_s);
    row("RSA key of another", pair("rsa.crt", "rsa2.key"), u"2:42 tls_key"_s,
        u"is not the key of"_s);
    row("key of another kind", pair("good.crt", "rsa.key"), u"2:43 tls_key"_s,
        u"is not the key of"_s);
    row("too small", pair("small.crt", "small.key"), u"2:20 tls_certificate"_s,
        u"is refused by OpenSSL"_s);
    row("reader alone", R"("readonly_username": "a")", u"2:22 readonly_username"_s,
        u"needs \"readonly_password\" or \"readonly_password_file\""_s);
    row("reader's password alone", R"("readonly_password": "a")", u"2:22 readonly_password"_s,
        u"needs \"readonly_username\""_s);
    row("reader with colon", R"("readonly_username": "a:b", "readonly_password": "c")",
        u"2:22 readonly_username"_s, u"colon"_s);
    row("two passwords of the reader",
        R"("readonly_username": "a", "readonly_password": "b", "readonly_password_file": "hash")",
        u"2:79 readonly_password_file"_s, u"give one of the two"_s);
    row("one name for both",
        R"("auth_username": "a", "auth_password": "b", "readonly_username": "a", "readonly_password": "c")",
        u"2:66 readonly_username"_s, u"each role needs a name of its own"_s);
    row("cut hash", R"("auth_username": "a", "auth_password": "$y$j9T$abc$def")",
        u"2:40 auth_password"_s, u"begins like the hash"_s);
    row("cut hash of the reader", R"("readonly_username": "a", "readonly_password": "$6$abc$def")",
        u"2:48 readonly_password"_s, u"begins like the hash"_s);
    row("open to all", R"("daemon_host": "0.0.0.0")", u"2:16 daemon_host"_s,
        u"needs \"auth_username\""_s);
}

void TestAccess::faults()
{
    QFETCH(QByteArray, pairs);
    QFETCH(QString, place);
    QFETCH(QString, says);
    const LoadResult result = load(pairs);
    QVERIFY(!result.config);
    QCOMPARE(placesOf(result.faults), QStringList{place});
    QVERIFY2(result.faults.first().text.contains(says), qPrintable(result.faults.first().text));
}

void TestAccess::warnings_data()
{
    QTest::addColumn<QByteArray>("pairs");
    QTest::addColumn<QString>("readable"); // by all: this file
    QTest::addColumn<QString>("says");     // empty: nothing
    const auto row = [](const char *name, const QByteArray &pairs, const QString &readable,
                        const QString &says) { QTest::newRow(name) << pairs << readable << says; };
    const QByteArray user = R"("auth_username": "a", )";
    const QByteArray plain = user + R"("auth_password": "b")";
    const QByteArray hashed = user + R"("auth_password": ")" + *hashPassword("b") + '"';
    row("nothing", plain, {}, {});
    row("plain and readable", plain, u"qilin-daemon.json"_s,
        u":2:40: auth_password: stands in plain text in a file that other users may read"_s);
    row("hashed and readable", hashed, u"qilin-daemon.json"_s, {});
    row("hash in a file", user + R"("auth_password_file": "hash")", {}, {});
    row("MD5", user + R"("auth_password": "$1$saltstri$uc.8l05PBg1JSj34N86e10")", {},
        u":2:40: auth_password: is a hash of an old method"_s);
    row("expired", pair("old.crt", "old.key"), {},
        u":2:20: tls_certificate: .*old.crt has expired at 2020-02-01T00:00:00Z"_s);
    row("expires soon", pair("soon.crt", "soon.key"), {},
        u":2:20: tls_certificate: .*soon.crt expires at "_s);
    row("readable key", pair("good.crt", "good.key"), u"good.key"_s,
        u":2:43: tls_key: .*good.key may be read by other users"_s);
    row("from elsewhere", plain + R"(, "daemon_host": "0.0.0.0")", {},
        u":2:60: daemon_host: 0.0.0.0 can be reached from other machines, and passwords travel"_s);
    row("from elsewhere with TLS",
        plain + R"(, "daemon_host": "0.0.0.0", )" + pair("good.crt", "good.key"), {}, {});
    row("reader from elsewhere with TLS",
        R"("readonly_username": "a", "readonly_password": "b", "daemon_host": "::", )"
            + pair("good.crt", "good.key"),
        {}, {});
}

void TestAccess::warnings()
{
    QFETCH(QByteArray, pairs);
    QFETCH(QString, readable);
    QFETCH(QString, says);
    LoadResult result = load(pairs);
    if (!readable.isEmpty()) {
        const QFile::Permissions mine = QFile::ReadOwner | QFile::WriteOwner;
        const QString path = m_directory.path(readable);
        QVERIFY(QFile::setPermissions(path, mine | QFile::ReadOther));
        result = loadConfig(m_directory.path(u"qilin-daemon.json"_s));
        QVERIFY(QFile::setPermissions(path, mine));
    }
    QVERIFY2(result.config, qPrintable(result.messages().join(u'\n')));
    QCOMPARE(result.warnings.size(), says.isEmpty() ? 0 : 1);
    const QRegularExpression wanted(says);
    if (!says.isEmpty())
        QVERIFY2(result.warnings[0].contains(wanted), qPrintable(result.warnings[0]));
}

void TestAccess::sound()
{
    for (const QByteArray &pairs : {pair("good.crt", "good.key"), pair("rsa.crt", "rsa.key"),
                                    pair("rsa.crt", "rsa-old.key")}) {
        const LoadResult result = load(pairs);
        QVERIFY2(result.config, qPrintable(result.messages().join(u'\n')));
        QVERIFY(result.config->daemon.tls != nullptr);
        QCOMPARE(result.config->daemon.tls->localCertificateChain().size(), 1);
    }
    // With the certificates that lead to its authority, the server's own first.
    QFile chain(m_directory.path(u"good.crt"_s));
    QFile more(m_directory.path(u"rsa.crt"_s));
    QVERIFY(chain.open(QIODevice::ReadOnly) && more.open(QIODevice::ReadOnly));
    const QByteArray first = chain.readAll();
    const QByteArray second = more.readAll();
    m_directory.write(u"chain.crt"_s, first + second);
    QCOMPARE(load(pair("chain.crt", "good.key")).config->daemon.tls->localCertificateChain().size(),
             2);
    m_directory.write(u"chain.crt"_s, second + first);
    QVERIFY(!load(pair("chain.crt", "good.key")).config);
}

void TestAccess::clientLeavesTheKeyAlone()
{
    const LoadResult result = load(pair("good.crt", "none.key"), LoadFor::Client);
    QVERIFY(result.config);
    QVERIFY(result.config->daemon.tls == nullptr);
    QCOMPARE(result.config->daemon.tlsCertificate, u"good.crt"_s);
}

void TestAccess::nothingOfTheKeyIsTold()
{
    QFile file(m_directory.path(u"other.key"_s));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QList<QByteArray> lines = file.readAll().split('\n');
    const LoadResult result = load(pair("good.crt", "other.key"));
    const QString said = result.messages().join(u'\n');
    for (const QByteArray &line : lines.mid(1, lines.size() - 3))
        QVERIFY(!said.contains(QString::fromLatin1(line)));
}

QTEST_GUILESS_MAIN(TestAccess)
#include "tst_access.moc"
