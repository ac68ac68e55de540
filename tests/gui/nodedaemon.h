// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/client/endpoint.h"
#include "tests/support/daemonprocess.h"
#include "tests/support/nodes.h"

#include <QJsonObject>

namespace qilin::test {

// The application "app": workers of Node that serve a port.
inline QJsonObject nodeConfig(int workers)
{
    return {{QStringLiteral("exec"), QStringLiteral(QILIN_TEST_APPS "/hello.js")},
            {QStringLiteral("name"), QStringLiteral("app")},
            {QStringLiteral("env"), QJsonObject{{QStringLiteral("PORT"), QStringLiteral("0")}}},
            {QStringLiteral("workers"), workers},
            {QStringLiteral("worker_disconnect_timeout"), 1000},
            {QStringLiteral("min_uptime"), 100}};
}

inline Endpoint endpointOf(const DaemonProcess &daemon)
{
    Endpoint endpoint;
    endpoint.socket = daemon.path(QStringLiteral("control.sock"));
    endpoint.title = QStringLiteral("test");
    return endpoint;
}

} // namespace qilin::test
