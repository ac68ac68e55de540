// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "tests/support/certificate.h"

#include "tests/support/waitfor.h"

#include <QFile>
#include <QProcess>

using namespace Qt::StringLiterals;

namespace qilin::test {

namespace {

QByteArray openssl(const QStringList &arguments, bool *isDone)
{
    QProcess process;
    process.start(u"openssl"_s, arguments);
    *isDone = process.waitForFinished(kPatienceMs) && process.exitCode() == 0;
    if (!*isDone)
        qWarning("openssl: %s", process.readAllStandardError().constData());
    return process.readAllStandardOutput();
}

} // namespace

bool makeCertificate(const QString &path, const CertificateRequest &request)
{
    QStringList arguments{u"req"_s, u"-x509"_s, u"-nodes"_s, u"-newkey"_s};
    arguments += request.key;
    arguments
        += {u"-days"_s,
            QString::number(request.days),
            u"-subj"_s,
            u"/CN="_s + request.subject,
            u"-addext"_s,
            u"subjectAltName="_s + request.names,
            u"-addext"_s,
            u"basicConstraints=critical,CA:"_s + (request.isAuthority ? u"TRUE"_s : u"FALSE"_s),
            u"-keyout"_s,
            path + ".key"_L1,
            u"-out"_s,
            path + ".crt"_L1};
    if (!request.signedBy.isEmpty())
        arguments
            += {u"-CA"_s, request.signedBy + ".crt"_L1, u"-CAkey"_s, request.signedBy + ".key"_L1};
    bool isDone = false;
    openssl(arguments, &isDone);
    return isDone && QFile::setPermissions(path + ".key"_L1, QFile::ReadOwner | QFile::WriteOwner);
}

bool makeExpired(const QString &path)
{
    const auto write = [&path](const QString &suffix, const QByteArray &text) {
        QFile file(path + suffix);
        return file.open(QIODevice::WriteOnly) && file.write(text) == text.size();
    };
    const QByteArray base = path.toLocal8Bit();
    if (!write(u".index"_s, "") || !write(u".serial"_s, "01\n")
        || !write(u".cnf"_s, "[ca]\ndefault_ca=d\n[d]\ndatabase=" + base + ".index\nserial=" + base
                                 + ".serial\nnew_certs_dir=" + base.left(base.lastIndexOf('/'))
                                 + "\ndefault_md=sha256\npolicy=p\n[p]\ncommonName=supplied\n"))
        return false;
    bool isDone = false;
    openssl({u"req"_s, u"-new"_s, u"-key"_s, path + ".key"_L1, u"-subj"_s, u"/CN=localhost"_s,
             u"-out"_s, path + ".csr"_L1},
            &isDone);
    if (isDone)
        openssl({u"ca"_s, u"-batch"_s, u"-notext"_s, u"-selfsign"_s, u"-config"_s, path + ".cnf"_L1,
                 u"-keyfile"_s, path + ".key"_L1, u"-in"_s, path + ".csr"_L1, u"-startdate"_s,
                 u"20200101000000Z"_s, u"-enddate"_s, u"20200201000000Z"_s, u"-out"_s,
                 path + ".crt"_L1},
                &isDone);
    return isDone;
}

QString serialOf(const QString &certificate)
{
    bool isDone = false;
    const QByteArray line
        = openssl({u"x509"_s, u"-noout"_s, u"-serial"_s, u"-in"_s, certificate}, &isDone);
    return QString::fromLatin1(line.mid(line.indexOf('=') + 1).trimmed());
}

} // namespace qilin::test
