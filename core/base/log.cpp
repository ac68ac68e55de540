// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/base/log.h"

#include <cstdio>

using namespace Qt::StringLiterals;

namespace qilin {

Q_LOGGING_CATEGORY(lcDaemon, "qilin.daemon")
Q_LOGGING_CATEGORY(lcWorker, "qilin.worker")
Q_LOGGING_CATEGORY(lcCluster, "qilin.cluster")
Q_LOGGING_CATEGORY(lcWatch, "qilin.watch")
Q_LOGGING_CATEGORY(lcControl, "qilin.control")

namespace {

constexpr QLatin1StringView kLevels[] = {"error"_L1, "warning"_L1, "info"_L1, "debug"_L1};

// The message handler is a plain function, so what it needs cannot be a member of anything.
LogLevel s_level = LogLevel::Info;
LogSink s_sink;

void write(const QByteArray &line)
{
    if (s_sink)
        s_sink(line);
    else
        std::fwrite(line.constData(), 1, size_t(line.size()), stderr);
}

LogLevel levelOf(QtMsgType type)
{
    switch (type) {
    case QtDebugMsg:
        return LogLevel::Debug;
    case QtInfoMsg:
        return LogLevel::Info;
    case QtWarningMsg:
        return LogLevel::Warning;
    case QtCriticalMsg:
    case QtFatalMsg:
        return LogLevel::Error;
    }
    return LogLevel::Error;
}

QByteArray lineOf(const QDateTime &when, const QString &kind, const QString &text)
{
    // A line break in a message would let its author forge a line.
    QString oneLine = text;
    oneLine.replace(u'\n', u' ').remove(u'\r');
    const QString head = when.toUTC().toString(Qt::ISODateWithMs) + " - "_L1 + kind + ": "_L1;
    return (head + oneLine).toUtf8() + '\n';
}

void handle(QtMsgType type, const QMessageLogContext &, const QString &text)
{
    const LogLevel level = levelOf(type);
    if (level <= s_level)
        write(formatLogLine(QDateTime::currentDateTimeUtc(), level, text));
}

} // namespace

std::optional<LogLevel> logLevelFromText(const QString &text)
{
    for (int i = 0; i < int(std::size(kLevels)); ++i) {
        if (text == kLevels[i])
            return LogLevel(i);
    }
    return std::nullopt;
}

LogLevel defaultLogLevel()
{
    return qgetenv("NODE_ENV") == "production" ? LogLevel::Warning : LogLevel::Info;
}

void startLog(LogLevel level, LogSink sink)
{
    s_level = level;
    s_sink = std::move(sink);
    QLoggingCategory::setFilterRules(level == LogLevel::Debug ? u"qilin.*.debug=true"_s
                                                              : u"qilin.*.debug=false"_s);
    qInstallMessageHandler(handle);
}

void announce(const QString &text)
{
    write("[daemon] " + text.toUtf8() + '\n');
}

void logAlways(const QString &kind, const QString &text)
{
    write(lineOf(QDateTime::currentDateTimeUtc(), kind, text));
}

QByteArray formatLogLine(const QDateTime &when, LogLevel level, const QString &text)
{
    return lineOf(when, kLevels[int(level)], text);
}

} // namespace qilin
