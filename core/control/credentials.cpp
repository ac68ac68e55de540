// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/control/credentials.h"

#include <QCryptographicHash>

namespace qilin {

namespace {

QByteArray digest(QByteArrayView text)
{
    return QCryptographicHash::hash(text.toByteArray(), QCryptographicHash::Sha256);
}

// Of two digests: of one length, so that the time tells nothing.
bool equal(const QByteArray &a, const QByteArray &b)
{
    uchar difference = 0;
    for (qsizetype i = 0; i < a.size(); ++i)
        difference = uchar(difference | (uchar(a[i]) ^ uchar(b[i])));
    return difference == 0;
}

} // namespace

Credentials::Credentials(const QString &username, const QString &password)
    : m_username(digest(username.toUtf8()))
    , m_password(digest(password.toUtf8()))
{}

bool Credentials::match(const QByteArray &header) const
{
    if (!areWanted())
        return true;
    const qsizetype blank = header.indexOf(' ');
    if (blank < 0 || header.left(blank).compare("basic", Qt::CaseInsensitive) != 0)
        return false;
    const auto decoded = QByteArray::fromBase64Encoding(header.mid(blank + 1).trimmed(),
                                                        QByteArray::AbortOnBase64DecodingErrors);
    const qsizetype colon = decoded ? (*decoded).indexOf(':') : -1;
    if (colon < 0)
        return false;
    const QByteArrayView pair(*decoded);
    const bool username = equal(digest(pair.first(colon)), m_username);
    const bool password = equal(digest(pair.sliced(colon + 1)), m_password);
    return username && password;
}

} // namespace qilin
