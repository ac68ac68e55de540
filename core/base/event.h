// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/snapshot.h"
#include "core/base/stream.h"

#include <QByteArray>

// What happens in a daemon: the values that /logs and /events carry. Plain data; one toJson and one
// way back for each. Names and shapes: the README's section on the control API.
namespace qilin {

// One line that a worker printed.
struct LogLine
{
    qint64 timeMs = 0; // since 1970, UTC
    QString app;
    int worker = 0;
    Stream stream = Stream::Out;
    QByteArray text; // without '\n'; UTF-8 where the program prints that
};

// A worker has changed its state.
struct WorkerEvent
{
    qint64 timeMs = 0; // since 1970, UTC
    QString app;
    int worker = 0;
    qint64 pid = 0;
    int generation = 0;
    WorkerState state = WorkerState::Starting;
    std::optional<Failure> failure; // where it died unasked
};

// A reload has begun or ended.
struct ReloadEvent
{
    QString app;
    bool isFinished = false;
    int generation = 0;    // begun: the one that is tried; ended: the one that serves
    ReloadSnapshot reload; // result and tookMs: once it has ended
};

[[nodiscard]] QJsonObject toJson(const LogLine &line);
[[nodiscard]] QJsonObject toJson(const WorkerEvent &event);
[[nodiscard]] QJsonObject toJson(const ReloadEvent &event);

// What is missing keeps its default; text that is no UTF-8 comes back with U+FFFD in its place.
[[nodiscard]] LogLine logLineFromJson(const QJsonObject &json);
[[nodiscard]] WorkerEvent workerEventFromJson(const QJsonObject &json);
[[nodiscard]] ReloadEvent reloadEventFromJson(const QJsonObject &json);

} // namespace qilin
