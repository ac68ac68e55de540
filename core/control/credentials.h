// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArray>
#include <QString>

namespace qilin {

// What Basic authentication (RFC 7617) must name. Keeps digests, not the texts.
class Credentials final
{
public:
    Credentials() = default; // none wanted: everybody is let in
    Credentials(const QString &username, const QString &password);

    [[nodiscard]] bool areWanted() const { return !m_username.isEmpty(); }

    // header: the value of Authorization. Takes the same time wherever the difference is.
    [[nodiscard]] bool match(const QByteArray &header) const;

private:
    QByteArray m_username;
    QByteArray m_password;
};

} // namespace qilin
