// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QDateTime>
#include <QLoggingCategory>
#include <QString>

#include <functional>
#include <optional>

// The daemon's own log: one line an event, on stderr, in the form of the 2013 original:
//   2013-10-13T02:50:34.795Z - info: Worker[2] is up: 6912
//   [daemon] restart workers
// Log lines are for machines and grep; they are not translated.
namespace qilin {

Q_DECLARE_LOGGING_CATEGORY(lcDaemon)  // configuration, signals, start and end
Q_DECLARE_LOGGING_CATEGORY(lcWorker)  // life of workers and reloads
Q_DECLARE_LOGGING_CATEGORY(lcCluster) // Node's cluster protocol
Q_DECLARE_LOGGING_CATEGORY(lcWatch)   // watched files
Q_DECLARE_LOGGING_CATEGORY(lcControl) // the control API

enum class LogLevel { Error, Warning, Info, Debug };

// "error", "warning", "info", "debug"; nothing for any other text.
[[nodiscard]] std::optional<LogLevel> logLevelFromText(const QString &text);

// The level where nothing was asked for: warning with NODE_ENV=production, else info.
[[nodiscard]] LogLevel defaultLogLevel();

// Takes one whole line with its '\n'. Set once at start; the default writes to stderr.
using LogSink = std::function<void(const QByteArray &line)>;

// Installs the message handler that formats what the categories above are given.
void startLog(LogLevel level, LogSink sink = {});

// "[daemon] TEXT", shown at every level.
void announce(const QString &text);

// A line of the usual form with KIND where others have their level; shown at every level.
void logAlways(const QString &kind, const QString &text);

// Pure: the line as it is written, without the sink.
[[nodiscard]] QByteArray formatLogLine(const QDateTime &when, LogLevel level, const QString &text);

} // namespace qilin
