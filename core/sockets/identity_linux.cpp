// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/sockets/identity.h"

#include <QtGlobal>

#include <grp.h>
#include <sys/fsuid.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>

namespace qilin {

namespace {

static_assert(sizeof(unsigned) == sizeof(gid_t));

// The C library's setgroups() would change every thread of the process.
bool setThreadGroups(const std::vector<unsigned> &groups)
{
    return ::syscall(SYS_setgroups, groups.size(), groups.data()) == 0;
}

std::vector<unsigned> threadGroups()
{
    std::vector<unsigned> groups(size_t(qMax(0, ::getgroups(0, nullptr))));
    const int count = ::getgroups(int(groups.size()), groups.data());
    groups.resize(size_t(qMax(0, count)));
    return groups;
}

// The system calls report the previous value only; an invalid one changes nothing and tells.
bool setFileUser(unsigned uid)
{
    ::setfsuid(uid);
    return unsigned(::setfsuid(uid_t(-1))) == uid;
}

bool setFileGroup(unsigned gid)
{
    ::setfsgid(gid);
    return unsigned(::setfsgid(gid_t(-1))) == gid;
}

} // namespace

BorrowedIdentity::BorrowedIdentity(const std::optional<Identity> &identity)
    : m_uid(::geteuid())
    , m_gid(::getegid())
{
    if (!identity || (identity->uid == m_uid && identity->gid == m_gid))
        return;
    m_groups = threadGroups();
    m_borrowed = true;
    // The user last: with it go the rights to change the rest.
    m_valid = setThreadGroups(identity->groups) && setFileGroup(identity->gid)
              && setFileUser(identity->uid);
}

BorrowedIdentity::~BorrowedIdentity()
{
    if (!m_borrowed)
        return;
    setFileUser(m_uid);
    setFileGroup(m_gid);
    setThreadGroups(m_groups);
}

} // namespace qilin
