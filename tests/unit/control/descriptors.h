// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QtGlobal>

#include <vector>

#include <sys/resource.h>

namespace qilin {

[[nodiscard]] int openDescriptors(); // of this process

// No descriptor can be opened while this lives.
class NoDescriptors final
{
public:
    NoDescriptors();
    ~NoDescriptors();
    Q_DISABLE_COPY_MOVE(NoDescriptors)

private:
    rlimit m_before{};
    std::vector<int> m_fillers;
};

// A client that keeps its descriptor when the server closes, so that none becomes free.
class PlainSocket final
{
public:
    PlainSocket();
    ~PlainSocket();
    Q_DISABLE_COPY_MOVE(PlainSocket)

    [[nodiscard]] bool connectTo(int port) const;
    [[nodiscard]] bool isAtEnd() const; // the server has closed

private:
    const int m_fd;
};

} // namespace qilin
