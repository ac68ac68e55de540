// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/snapshot.h"

#include <QJsonValue>

// The parts of which the values of the control API are made, as JSON and back. For core/base and
// those who write or read such JSON; everybody else takes the values.
namespace qilin {

// "2026-01-01T00:00:00.000Z"
[[nodiscard]] QJsonValue timeJson(qint64 ms);
[[nodiscard]] qint64 timeFromJson(const QJsonValue &json); // 0 where it is none

[[nodiscard]] QStringList stringsFromJson(const QJsonValue &json);

[[nodiscard]] QJsonObject toJson(const Failure &failure);
[[nodiscard]] QJsonObject toJson(const ReloadSnapshot &reload);
[[nodiscard]] std::optional<Failure> failureFromJson(const QJsonValue &json);
[[nodiscard]] ReloadSnapshot reloadFromJson(const QJsonObject &json);
[[nodiscard]] WorkerState workerStateFromJson(const QJsonValue &json); // Starting: unknown name
[[nodiscard]] AppState appStateFromJson(const QJsonValue &json);       // the same

} // namespace qilin
