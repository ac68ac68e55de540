// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/result.h"

#include <QByteArray>

// Salted hashes of passwords in the forms of crypt(5), as they stand in /etc/shadow and as
// mkpasswd(1) and htpasswd(1) print them.
namespace qilin {

// Whether a text is meant as one: it begins with '$', an id of letters and digits, and '$', and
// the id is one that crypt(5) knows. Any other text is a plain password.
[[nodiscard]] bool isPasswordHash(const QByteArray &text);

enum class HashState {
    Sound,
    Weak,      // of a method, or at a cost, that this system takes for old times' sake only
    Malformed, // cut short, or of a method that this system lacks
};
[[nodiscard]] HashState judgeHash(const QByteArray &hash);

// The same time for right and wrong ones: milliseconds, or seconds where the hash asks for it. May
// be called on any thread.
[[nodiscard]] bool matchesHash(const QByteArray &password, const QByteArray &hash);

// yescrypt with a random salt; about 10 ms and 8 MB. The password may hold no NUL and at most 511
// bytes (crypt(3)). Error.text: the system's reason.
[[nodiscard]] Result<QByteArray> hashPassword(const QByteArray &password);

} // namespace qilin
