// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/control/credentials.h"

#include "core/platform/passwordhash.h"

#include <QCryptographicHash>
#include <QMessageAuthenticationCode>
#include <QRandomGenerator>

#include <array>

namespace qilin {

namespace {

constexpr qsizetype kWrongOnes = 64; // clients that ask again and again with an old password

QByteArray randomKey()
{
    std::array<quint32, 8> words{};
    QRandomGenerator::system()->fillRange(words.data(), qsizetype(words.size()));
    return QByteArray(reinterpret_cast<const char *>(words.data()), sizeof words);
}

// Of two seals: of one length, so that the time tells nothing. One that is not known fits none.
bool equal(const QByteArray &a, const QByteArray &b)
{
    if (a.size() != b.size())
        return false;
    uchar difference = 0;
    for (qsizetype i = 0; i < a.size(); ++i)
        difference = uchar(difference | (uchar(a[i]) ^ uchar(b[i])));
    return difference == 0;
}

// "name:password"
std::optional<QByteArray> readPair(const QByteArray &header)
{
    const qsizetype blank = header.indexOf(' ');
    if (blank < 0 || header.left(blank).compare("basic", Qt::CaseInsensitive) != 0)
        return std::nullopt;
    const auto decoded = QByteArray::fromBase64Encoding(header.mid(blank + 1).trimmed(),
                                                        QByteArray::AbortOnBase64DecodingErrors);
    if (!decoded || !(*decoded).contains(':'))
        return std::nullopt;
    return *decoded;
}

} // namespace

Credentials::Credentials(const QList<Login> &logins)
    : m_key(randomKey())
{
    for (const Login &login : logins) {
        const QByteArray password = login.password.toUtf8();
        Entry entry{{login.role, login.username, {}}, {}, {}};
        if (isPasswordHash(password))
            entry.hash = password;
        else
            entry.seal = sealOf(login.username.toUtf8() + ':' + password);
        m_entries.append(entry);
    }
}

QByteArray Credentials::sealOf(const QByteArray &pair) const
{
    return QMessageAuthenticationCode::hash(pair, m_key, QCryptographicHash::Sha256);
}

Credentials::Answer Credentials::ask(const QByteArray &header) const
{
    const std::optional<QByteArray> pair = readPair(header);
    if (!pair)
        return {};
    const QByteArray seal = sealOf(*pair);
    const Login *found = nullptr;
    for (const Entry &entry : m_entries) {
        if (equal(seal, entry.seal))
            found = &entry.login;
    }
    if (found != nullptr || m_wrong.contains(seal))
        return {found, std::nullopt};
    const qsizetype colon = pair->indexOf(':');
    const QByteArray name = pair->left(colon);
    std::optional<PasswordCheck> check;
    for (const Entry &entry : m_entries) {
        if (entry.hash.isEmpty() || !entry.seal.isEmpty())
            continue;
        if (!check || entry.login.username.toUtf8() == name)
            check = PasswordCheck{name, pair->mid(colon + 1), entry.hash, seal};
    }
    return {nullptr, check};
}

void Credentials::learn(const PasswordCheck &check, bool matches)
{
    if (!equal(check.seal, sealOf(check.name + ':' + check.password)))
        return; // it was asked of the credentials before these
    for (Entry &entry : m_entries) {
        const bool isAsked
            = entry.hash == check.hash && entry.login.username.toUtf8() == check.name;
        if (isAsked && matches) {
            entry.seal = check.seal;
            return;
        }
    }
    if (m_wrong.size() >= kWrongOnes)
        m_wrong.removeFirst();
    m_wrong.append(check.seal);
}

} // namespace qilin
