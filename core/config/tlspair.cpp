// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/config/tlspair.h"

#include "core/base/result.h"
#include "core/config/text.h"
#include "core/platform/childio.h"

#include <QDateTime>
#include <QFile>
#include <QFileInfo>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>
#include <QSslSocket>

using namespace Qt::StringLiterals;

namespace qilin {
namespace {

constexpr qint64 kFileMax = 1024 * 1024; // bytes
constexpr qint64 kSoon = 14;             // days

Result<QByteArray> readPem(const QString &path)
{
    const QFileInfo info(path);
    if (!info.exists())
        return Error{ConfigText::tr("%1 does not exist").arg(path)};
    if (!info.isFile())
        return Error{ConfigText::tr("%1 must be a regular file").arg(path)};
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Error{ConfigText::tr("%1 must be readable: %2").arg(path, file.errorString())};
    return file.read(kFileMax);
}

QString ageOf(const QSslCertificate &certificate, const QString &path)
{
    const QDateTime now = QDateTime::currentDateTimeUtc();
    const QDateTime first = certificate.effectiveDate();
    const QDateTime last = certificate.expiryDate();
    if (now < first)
        return ConfigText::tr("%1 is not valid before %2; clients refuse it until then")
            .arg(path, first.toUTC().toString(Qt::ISODate));
    if (now >= last)
        return ConfigText::tr("%1 has expired at %2 and clients refuse it; replace it and send "
                              "SIGHUP")
            .arg(path, last.toUTC().toString(Qt::ISODate));
    if (now.daysTo(last) < kSoon)
        return ConfigText::tr("%1 expires at %2; replace it before and send SIGHUP")
            .arg(path, last.toUTC().toString(Qt::ISODate));
    return {};
}

Result<QSslKey> readKey(const QByteArray &pem, const QString &path)
{
    if (!pem.contains("-----BEGIN "))
        return Error{ConfigText::tr("%1 must be a private key in PEM form, which begins with "
                                    "-----BEGIN")
                         .arg(path)};
    // OpenSSL would ask for the passphrase at the terminal.
    if (pem.contains("ENCRYPTED"))
        return Error{ConfigText::tr("%1 is encrypted, and nobody is there to type the passphrase; "
                                    "take it off with openssl pkey")
                         .arg(path)};
    for (const QSsl::KeyAlgorithm algorithm : {QSsl::Ec, QSsl::Rsa}) {
        const QSslKey key(pem, algorithm);
        if (!key.isNull())
            return key;
    }
    return Error{ConfigText::tr("%1 holds no RSA or EC private key").arg(path)};
}

// Whether OpenSSL takes the two. Qt 6.4 loses its reason.
bool doFit(const QSslConfiguration &configuration)
{
    Result<ChildPair> pair = makeChildPair();
    QSslSocket socket;
    socket.setSslConfiguration(configuration);
    if (!pair || !socket.setSocketDescriptor(pair->ours.get()))
        return false;
    static_cast<void>(pair->ours.release());
    socket.startServerEncryption();
    return socket.error() == QAbstractSocket::UnknownSocketError;
}

// Why they do not fit. A private key of RSA (RFC 8017, A.1.2) or EC (RFC 5915) holds the public one
// as the certificate ends with it.
bool isKeyOf(const QSslKey &key, const QSslCertificate &certificate)
{
    constexpr qsizetype kTail = 60; // bytes; a point of P-256 has 65
    return key.toDer().contains(certificate.publicKey().toDer().right(kTail));
}

QSslConfiguration serverConfiguration(const QList<QSslCertificate> &chain, const QSslKey &key)
{
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setProtocol(QSsl::TlsV1_2OrLater);
    configuration.setPeerVerifyMode(QSslSocket::VerifyNone);
    configuration.setCaCertificates({}); // of clients, of whom no certificate is wanted
    configuration.setSslOption(QSsl::SslOptionDisableSessionTickets, true);
    configuration.setLocalCertificateChain(chain);
    configuration.setPrivateKey(key);
    return configuration;
}

} // namespace

TlsPair readTlsPair(const QString &certificatePath, const QString &keyPath)
{
    TlsPair pair;
    const Result<QByteArray> certificatePem = readPem(certificatePath);
    const Result<QByteArray> keyPem = readPem(keyPath);
    if (!certificatePem)
        pair.certificateFault = certificatePem.error().text;
    if (!keyPem)
        pair.keyFault = keyPem.error().text;
    if (!certificatePem || !keyPem)
        return pair;
    if (!QSslSocket::supportsSsl()) {
        pair.certificateFault
            = ConfigText::tr("this system's Qt lacks TLS; install OpenSSL, or leave the key out");
        return pair;
    }
    const QList<QSslCertificate> chain = QSslCertificate::fromData(*certificatePem, QSsl::Pem);
    if (chain.isEmpty()) {
        pair.certificateFault = ConfigText::tr("%1 must be a certificate in PEM form, which begins "
                                               "with -----BEGIN CERTIFICATE-----")
                                    .arg(certificatePath);
    }
    const Result<QSslKey> key = readKey(*keyPem, keyPath);
    if (!key)
        pair.keyFault = key.error().text;
    if (chain.isEmpty() || !key)
        return pair;
    pair.warning = ageOf(chain.first(), certificatePath);
    const QSslConfiguration configuration = serverConfiguration(chain, *key);
    if (doFit(configuration))
        pair.configuration = std::make_shared<const QSslConfiguration>(configuration);
    else if (!isKeyOf(*key, chain.first()))
        pair.keyFault = ConfigText::tr("%1 is not the key of the first certificate in %2")
                            .arg(keyPath, certificatePath);
    else
        pair.certificateFault
            = ConfigText::tr(
                  "%1 is refused by OpenSSL; an RSA key must have 2048 bits at least, and "
                  "the signature must be SHA-256 or better")
                  .arg(certificatePath);
    return pair;
}

} // namespace qilin
