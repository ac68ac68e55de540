// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArray>
#include <QFlags>
#include <QString>

#include <array>
#include <optional>

namespace qilin {

// The kinds of events of /events.
enum class EventKind { Status = 1, Reload = 2, Worker = 4, Log = 8 };
Q_DECLARE_FLAGS(EventKinds, EventKind)
Q_DECLARE_OPERATORS_FOR_FLAGS(EventKinds)

struct NamedEventKind
{
    EventKind kind;
    QLatin1StringView name; // in "event: NAME" and in the parameter "only"
};

constexpr std::array<NamedEventKind, 4> kEventKinds{
    {{EventKind::Status, QLatin1StringView("status")},
     {EventKind::Reload, QLatin1StringView("reload")},
     {EventKind::Worker, QLatin1StringView("worker")},
     {EventKind::Log, QLatin1StringView("log")}}};

// What a client of /events wants to hear of.
struct Subscription
{
    EventKinds kinds;
    QString app;                     // empty: of all; a status is whole in any case
    std::optional<QByteArray> after; // the id of the last event it has got, as it said it
};

} // namespace qilin
