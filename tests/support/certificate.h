// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QString>
#include <QStringList>

namespace qilin::test {

// What a certificate is made with, by openssl(1), when the test runs.
struct CertificateRequest
{
    QString subject = QStringLiteral("localhost");
    QString names = QStringLiteral("DNS:localhost,IP:127.0.0.1");
    int days = 90;
    QStringList key{QStringLiteral("ec"), QStringLiteral("-pkeyopt"),
                    QStringLiteral("ec_paramgen_curve:prime256v1")};
    bool isAuthority = false;
    QString signedBy = {}; // path without suffix; empty: by itself
};

// PATH.crt and PATH.key; false, with a warning, where that fails.
[[nodiscard]] bool makeCertificate(const QString &path, const CertificateRequest &request = {});

// Puts one in its place that was valid in January 2020, of the same key.
[[nodiscard]] bool makeExpired(const QString &path);

// As openssl(1) prints it: "4F2A…".
[[nodiscard]] QString serialOf(const QString &certificate);

} // namespace qilin::test
