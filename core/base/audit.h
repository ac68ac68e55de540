// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QList>
#include <QPair>
#include <QString>

namespace qilin {

// One change that somebody asked for: who, from where, what, and what became of it.
struct AuditEntry
{
    QString action;                         // a word: "reload"
    QList<QPair<QString, QString>> details; // as they were asked for: "app", "worker", …
    QString by;                             // a user's name, "uid 1000", "signal"
    QString role;                           // a word
    QString from;                           // an address with its port, …
    QString result;                         // "OK", or why not
};

// Pure: action name="value" … by="…" role=… from="…" result="…", in one line whatever the values
// hold.
[[nodiscard]] QString auditText(const AuditEntry &entry);

// Into the log, at every level.
void audit(const AuditEntry &entry);

} // namespace qilin
