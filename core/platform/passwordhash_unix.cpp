// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/platform/passwordhash.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <memory>

#include <crypt.h>

namespace qilin {

namespace {

constexpr unsigned long kCost = 4; // of yescrypt: 8 MB; 5, crypt(5)'s own choice, takes 16

// crypt(5). Methods without '$' cannot be told from a password.
struct Method
{
    const char *id;
    qsizetype digest; // characters behind the last '$'; bcrypt's salt among them
};
constexpr std::array<Method, 13> kMethods{{{"y", 43},    // yescrypt
                                           {"gy", 43},   // gost-yescrypt
                                           {"7", 43},    // scrypt
                                           {"2b", 53},   // bcrypt,
                                           {"2y", 53},   // as htpasswd(1) calls it,
                                           {"2a", 53},   // and its old forms
                                           {"2x", 53},   //
                                           {"6", 86},    // SHA-512
                                           {"5", 43},    // SHA-256
                                           {"sha1", 28}, // NetBSD's
                                           {"md5", 22},  // Sun's
                                           {"1", 22},    // FreeBSD's MD5
                                           {"3", 32}}};  // NT

// Null: none.
const Method *methodOf(const QByteArray &text)
{
    const qsizetype end = text.indexOf('$', 1);
    if (!text.startsWith('$') || end < 0)
        return nullptr;
    const auto *const found = std::find_if(
        kMethods.begin(), kMethods.end(),
        [id = text.mid(1, end - 1)](const Method &method) { return id == method.id; });
    return found == kMethods.end() ? nullptr : found;
}

bool isDigestChar(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '.'
           || c == '/';
}

// Empty: crypt(3) refuses.
QByteArray hashOf(const QByteArray &password, const QByteArray &setting)
{
    const auto work = std::make_unique<crypt_data>(); // 32 kB: too much for some stacks
    const char *hash = ::crypt_r(password.constData(), setting.constData(), work.get());
    QByteArray result = hash == nullptr || hash[0] == '*' ? QByteArray() : QByteArray(hash);
    ::explicit_bzero(work.get(), sizeof *work);
    return result;
}

} // namespace

bool isPasswordHash(const QByteArray &text)
{
    return methodOf(text) != nullptr;
}

HashState judgeHash(const QByteArray &hash)
{
    // crypt_checksalt(3) looks at what comes before the digest only.
    const Method *method = methodOf(hash);
    const QByteArray digest = hash.mid(hash.lastIndexOf('$') + 1);
    if (method == nullptr || digest.size() != method->digest
        || !std::all_of(digest.begin(), digest.end(), isDigestChar))
        return HashState::Malformed;
    switch (::crypt_checksalt(hash.constData())) {
    case CRYPT_SALT_OK:
        return HashState::Sound;
    case CRYPT_SALT_METHOD_LEGACY:
    case CRYPT_SALT_TOO_CHEAP:
        return HashState::Weak;
    default:
        return HashState::Malformed;
    }
}

bool matchesHash(const QByteArray &password, const QByteArray &hash)
{
    if (password.contains('\0')) // crypt(3) would read no further
        return false;
    const QByteArray made = hashOf(password, hash);
    if (made.isEmpty() || made.size() != hash.size())
        return false;
    uchar difference = 0;
    for (qsizetype i = 0; i < made.size(); ++i)
        difference = uchar(difference | (uchar(made[i]) ^ uchar(hash[i])));
    return difference == 0;
}

Result<QByteArray> hashPassword(const QByteArray &password)
{
    std::array<char, CRYPT_GENSALT_OUTPUT_SIZE> setting{};
    // Without bytes of ours it takes them from the kernel.
    if (::crypt_gensalt_rn("$y$", kCost, nullptr, 0, setting.data(), int(setting.size()))
        == nullptr)
        return Error{QString::fromLocal8Bit(std::strerror(errno)), errno};
    const QByteArray hash = hashOf(password, setting.data());
    if (hash.isEmpty())
        return Error{QString::fromLocal8Bit(std::strerror(errno)), errno};
    return hash;
}

} // namespace qilin
