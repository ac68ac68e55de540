// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArray>
#include <QList>

namespace qilin {

// One request as bytes, and the status it is answered with by a daemon that has no credentials.
struct RequestCase
{
    const char *name;
    QByteArray bytes;
    int status;
    bool readable = true; // the head itself is accepted; the refusal, if any, comes later
};

[[nodiscard]] QList<RequestCase> requestCases();

// Begun and never finished.
[[nodiscard]] QList<RequestCase> unfinishedCases();

} // namespace qilin
