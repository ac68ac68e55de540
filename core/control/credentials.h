// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

#include <optional>

namespace qilin {

// What somebody with credentials may do.
enum class Role {
    Full,
    ReadOnly, // nothing that changes anything
};

// One that may come in.
struct Login
{
    Role role = Role::Full;
    QString username;
    QString password; // plain, or a hash (core/platform/passwordhash.h)
};

// A password that is to be held against a hash. Takes time, so it is done elsewhere.
struct PasswordCheck
{
    QByteArray name; // maybe nobody's: the check is made for the time that it takes
    QByteArray password;
    QByteArray hash;
    QByteArray seal; // what Credentials remembers the outcome by
};

// What Basic authentication (RFC 7617) must name. Keeps keyed digests, of a key of its own; of
// passwords no text. Once a password has matched its hash, every other one is wrong without
// a check.
class Credentials final
{
public:
    Credentials() = default; // none wanted: everybody is let in
    explicit Credentials(const QList<Login> &logins);

    [[nodiscard]] bool areWanted() const { return !m_entries.isEmpty(); }

    // Neither: they are wrong.
    struct Answer
    {
        const Login *login = nullptr;       // that of the names; its password is gone
        std::optional<PasswordCheck> check; // do it, call learn(), and ask again
    };
    // header: the value of Authorization. Takes the same time wherever the difference is.
    [[nodiscard]] Answer ask(const QByteArray &header) const;
    void learn(const PasswordCheck &check, bool matches);

private:
    struct Entry
    {
        Login login;
        QByteArray hash; // empty: the password is plain
        QByteArray seal; // of what is right; empty: not known yet
    };
    [[nodiscard]] QByteArray sealOf(const QByteArray &pair) const;

    QByteArray m_key;
    QList<Entry> m_entries;
    QList<QByteArray> m_wrong; // seals, the oldest first; bounded
};

} // namespace qilin
