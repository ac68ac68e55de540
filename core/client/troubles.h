// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/client/answerparser.h"
#include "core/client/endpoint.h"

#include <QAbstractSocket>
#include <QLocalSocket>
#include <QSslError>

#include <chrono>

// Why a daemon cannot be spoken to: translated sentences for who wants to, each with the address.
namespace qilin {

// The socket's path, or scheme, host and port; never with a user name or password.
[[nodiscard]] QString addressOf(const Endpoint &endpoint);

[[nodiscard]] QString troubleOf(const Endpoint &endpoint, QLocalSocket::LocalSocketError error,
                                const QString &detail);
[[nodiscard]] QString troubleOf(const Endpoint &endpoint, QAbstractSocket::SocketError error,
                                const QString &detail);
[[nodiscard]] QString troubleOf(const Endpoint &endpoint, AnswerParser::Fault fault);

[[nodiscard]] QString noDaemon(const Endpoint &endpoint, int status);
[[nodiscard]] QString noTls(const Endpoint &endpoint);
[[nodiscard]] QString noAuthorities(const Endpoint &endpoint);
[[nodiscard]] QString distrustText(const Endpoint &endpoint, const QList<QSslError> &errors);
[[nodiscard]] QString closedText(const Endpoint &endpoint);
[[nodiscard]] QString silentText(const Endpoint &endpoint, std::chrono::milliseconds time);
[[nodiscard]] QString unauthorizedText(const Endpoint &endpoint);
[[nodiscard]] QString tooLargeText(const Endpoint &endpoint);

} // namespace qilin
