// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/result.h"

#include <QHostAddress>

namespace qilin {

// Whether a worker is up is asked there, over plain HTTP.
struct ReadyUrl
{
    QHostAddress address;
    quint16 port = 80;
    QByteArray host;   // for the Host header
    QByteArray target; // "/health?x=1"
};

// port: takes the place of "{port}". The host is an IP address or localhost: no name is looked up.
[[nodiscard]] Result<ReadyUrl> parseReadyUrl(const QString &text, quint16 port);

// Whether each worker is asked at a port of its own.
[[nodiscard]] bool hasOwnPort(const QString &url);

} // namespace qilin
