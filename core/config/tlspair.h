// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QString>

#include <memory>

class QSslConfiguration;

namespace qilin {

// What two files in PEM form hold, made ready for a server of TLS 1.2 and newer; or what is wrong
// with them, in sentences that never hold any of the key.
struct TlsPair
{
    std::shared_ptr<const QSslConfiguration> configuration; // null where there is a fault
    QString certificateFault;
    QString keyFault;
    QString warning; // of the certificate: clients will refuse it, now or soon
};

// Absolute paths. Loads OpenSSL, and has it try the two on each other.
[[nodiscard]] TlsPair readTlsPair(const QString &certificatePath, const QString &keyPath);

} // namespace qilin
