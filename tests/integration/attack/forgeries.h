// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArray>
#include <QList>

namespace qilin::test {

// A request that means to be read as something else than it is, and the one answer it gets.
struct Forgery
{
    const char *name;
    QByteArray bytes; // for a connection of its own
    int status;
};

// Each with these credentials (a header line), so that nothing but its form stands in its way.
// Where the daemon read on after a refusal, or took a body for a request, it would quit.
[[nodiscard]] QList<Forgery> forgedPaths(const QByteArray &credentials);
[[nodiscard]] QList<Forgery> forgedHeaders(const QByteArray &credentials);
[[nodiscard]] QList<Forgery> smuggledRequests(const QByteArray &credentials);

} // namespace qilin::test
