// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArray>

#include <optional>
#include <vector>

// Users and groups of this machine: passwd(5), group(5) and whatever else nsswitch.conf(5) names.
// A lookup may read files or ask a local service; it is made at a worker's start, never in a child.
namespace qilin {

struct Account
{
    QByteArray name; // empty: a user without an entry
    unsigned uid = 0;
    unsigned gid = 0;
    QByteArray home;
};

// By name, or by number where no name is like it. Nothing: there is no such entry.
[[nodiscard]] std::optional<Account> findAccount(const QByteArray &nameOrNumber);
[[nodiscard]] std::optional<unsigned> findGroup(const QByteArray &nameOrNumber);

[[nodiscard]] Account ownAccount(); // of the effective user; gid: the effective group

// What initgroups(3) would set: the account's supplementary groups and gid.
[[nodiscard]] std::vector<unsigned> groupsOf(const Account &account, unsigned gid);

} // namespace qilin
