// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/platform/accounts.h"

#include <cerrno>

#include <grp.h>
#include <pwd.h>
#include <unistd.h>

namespace qilin {

namespace {

constexpr size_t kFirstBuffer = 4096;
constexpr size_t kLargestBuffer = 1 << 20; // a group may have very many members

// call(buffer, size) is one of the …_r() functions, which say ERANGE to a buffer too small.
template <typename Call>
bool withBuffer(Call call)
{
    std::vector<char> buffer(kFirstBuffer);
    int code = 0;
    while ((code = call(buffer.data(), buffer.size())) == ERANGE && buffer.size() < kLargestBuffer)
        buffer.resize(buffer.size() * 2);
    return code == 0;
}

// Calls lookup(buffer, size, &entry, &found) and take(entry) if there is one.
template <typename Entry, typename Lookup, typename Take>
bool find(Lookup lookup, Take take)
{
    return withBuffer([&](char *buffer, size_t size) {
        Entry entry{};
        Entry *found = nullptr;
        const int code = lookup(&entry, buffer, size, &found);
        if (code == 0 && found)
            take(entry);
        return code != 0 || found ? code : ENOENT;
    });
}

std::optional<unsigned> numberOf(const QByteArray &text)
{
    bool ok = false;
    const unsigned number = text.toUInt(&ok);
    // -1 means "leave it as it is" to the system calls.
    return ok && text.front() != '+' && number != unsigned(-1) ? std::optional(number)
                                                               : std::nullopt;
}

std::optional<Account> accountOf(unsigned uid)
{
    std::optional<Account> account;
    find<passwd>([uid](passwd *entry, char *buffer, size_t size,
                       passwd **found) { return ::getpwuid_r(uid, entry, buffer, size, found); },
                 [&account](const passwd &entry) {
                     account = Account{entry.pw_name, entry.pw_uid, entry.pw_gid, entry.pw_dir};
                 });
    return account;
}

} // namespace

std::optional<Account> findAccount(const QByteArray &nameOrNumber)
{
    std::optional<Account> account;
    find<passwd>(
        [&nameOrNumber](passwd *entry, char *buffer, size_t size, passwd **found) {
            return ::getpwnam_r(nameOrNumber.constData(), entry, buffer, size, found);
        },
        [&account](const passwd &entry) {
            account = Account{entry.pw_name, entry.pw_uid, entry.pw_gid, entry.pw_dir};
        });
    const std::optional<unsigned> number = numberOf(nameOrNumber);
    return account || !number ? account : accountOf(*number);
}

std::optional<unsigned> findGroup(const QByteArray &nameOrNumber)
{
    std::optional<unsigned> gid;
    const auto take = [&gid](const group &entry) { gid = entry.gr_gid; };
    find<group>(
        [&nameOrNumber](group *entry, char *buffer, size_t size, group **found) {
            return ::getgrnam_r(nameOrNumber.constData(), entry, buffer, size, found);
        },
        take);
    const std::optional<unsigned> number = numberOf(nameOrNumber);
    if (!gid && number) {
        find<group>(
            [&number](group *entry, char *buffer, size_t size, group **found) {
                return ::getgrgid_r(*number, entry, buffer, size, found);
            },
            take);
    }
    return gid;
}

Account ownAccount()
{
    Account account = accountOf(::geteuid()).value_or(Account{{}, ::geteuid(), 0, {}});
    account.gid = ::getegid();
    return account;
}

std::vector<unsigned> groupsOf(const Account &account, unsigned gid)
{
    static_assert(sizeof(unsigned) == sizeof(gid_t));
    if (account.name.isEmpty())
        return {gid};
    int count = 32;
    std::vector<unsigned> groups(static_cast<size_t>(count));
    while (::getgrouplist(account.name.constData(), gid, groups.data(), &count) < 0) {
        if (size_t(count) <= groups.size()) // it does not say how many there are
            count = int(groups.size()) * 2;
        groups.resize(size_t(count));
    }
    groups.resize(size_t(count));
    return groups;
}

} // namespace qilin
