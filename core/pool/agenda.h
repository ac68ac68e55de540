// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/result.h"
#include "core/pool/intent.h"

#include <QObject>
#include <QTimer>

#include <chrono>
#include <deque>
#include <functional>
#include <optional>
#include <vector>

namespace qilin {

// What users want of one application, done one after the other; what is wanted later wins. Knows no
// worker: how things are done is told by hooks. Answers each request once: when it is done, when a
// later one made it pointless, or at its deadline, after which the work goes on without it.
class Agenda final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Agenda)

public:
    struct Hooks
    {
        std::function<bool(const Intent &)> mayBegin;
        std::function<std::chrono::milliseconds(const Intent &)> deadline; // asked before begin
        // end: may be called instead of having an outcome.
        std::function<void(const Intent &, Reply end)> begin;
        std::function<std::optional<Result<>>(const Intent &)> outcome; // nothing: not yet
        std::function<QString(const Intent &)> overdue;
    };

    explicit Agenda(Hooks hooks, QObject *parent = nullptr);
    ~Agenda() override;

    void add(const Intent &intent, Reply done);
    // Something has changed: what is under way may have an outcome, what waits may begin.
    void advance();
    // What is under way, if of this kind, is begun anew when it may. Undoing it is the caller's.
    void postpone(Intent::Kind kind);
    // Those of this kind, or all, are answered WHY.
    void drop(std::optional<Intent::Kind> kind, const QString &why);

    [[nodiscard]] bool isIdle() const { return !m_running && m_waiting.empty(); }
    // Of the last start or stop that has no end yet; nothing: there is none.
    [[nodiscard]] std::optional<Intent::Kind> lastTurn() const;

private:
    struct Entry
    {
        Intent intent;
        std::vector<Reply> done;
        qint64 number = 0; // of this beginning
    };

    std::vector<Reply> takeIf(const std::function<bool(const Intent &)> &isMeant);
    Entry *find(const Intent &intent);
    void begin();
    void finish(qint64 number, const Result<> &result);

    const Hooks m_hooks;
    std::optional<Entry> m_running;
    std::deque<Entry> m_waiting;
    QTimer m_deadline;
    qint64 m_beginnings = 0;
    bool m_isBeginning = false;
};

} // namespace qilin
