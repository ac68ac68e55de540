// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include <optional>
#include <vector>

namespace qilin {

// A user as the kernel knows one.
struct Identity
{
    unsigned uid = 0;
    unsigned gid = 0;
    std::vector<unsigned> groups; // supplementary
};

// While it lives, this thread's access to files is judged as that user's, and what it creates is
// theirs (setfsuid(2), setfsgid(2)). Ends with the scope; nothing may be awaited meanwhile.
class BorrowedIdentity final
{
public:
    explicit BorrowedIdentity(const std::optional<Identity> &identity);
    ~BorrowedIdentity();
    BorrowedIdentity(const BorrowedIdentity &) = delete;
    BorrowedIdentity &operator=(const BorrowedIdentity &) = delete;

    bool isValid() const { return m_valid; } // false: this process may not act as that user

private:
    bool m_borrowed = false;
    bool m_valid = true;
    unsigned m_uid = 0;
    unsigned m_gid = 0;
    std::vector<unsigned> m_groups;
};

} // namespace qilin
