// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/pool/agenda.h"

#include <utility>

namespace qilin {

namespace {

bool isTurn(Intent::Kind kind)
{
    return kind == Intent::Kind::Start || kind == Intent::Kind::Stop;
}

void answer(const std::vector<Reply> &replies, const Result<> &result)
{
    for (const Reply &done : replies) {
        if (done)
            done(result);
    }
}

} // namespace

Agenda::Agenda(Hooks hooks, QObject *parent)
    : QObject(parent)
    , m_hooks(std::move(hooks))
{
    m_deadline.setSingleShot(true);
    connect(&m_deadline, &QTimer::timeout, this, [this] {
        if (m_running)
            finish(m_running->number, Error{m_hooks.overdue(m_running->intent)});
    });
}

Agenda::~Agenda() = default;

std::optional<Intent::Kind> Agenda::lastTurn() const
{
    for (auto it = m_waiting.rbegin(); it != m_waiting.rend(); ++it) {
        if (isTurn(it->intent.kind))
            return it->intent.kind;
    }
    if (m_running && isTurn(m_running->intent.kind))
        return m_running->intent.kind;
    return std::nullopt;
}

// One that wants the same and after which nothing takes it back.
Agenda::Entry *Agenda::find(const Intent &intent)
{
    for (auto it = m_waiting.rbegin(); it != m_waiting.rend(); ++it) {
        if (isSame(it->intent, intent))
            return &*it;
        if (isTurn(it->intent.kind))
            return nullptr;
    }
    return m_running && isSame(m_running->intent, intent) ? &*m_running : nullptr;
}

void Agenda::add(const Intent &intent, Reply done)
{
    const bool isTurning = m_running && supersedes(intent, m_running->intent);
    const std::vector<Reply> superseded
        = takeIf([&intent](const Intent &before) { return supersedes(intent, before); });
    if (Entry *same = find(intent))
        same->done.push_back(std::move(done));
    else if (isTurning)
        m_waiting.push_front({intent, {std::move(done)}, 0});
    else
        m_waiting.push_back({intent, {std::move(done)}, 0});
    answer(superseded, Error{supersededText(intent)});
    advance();
}

std::vector<Reply> Agenda::takeIf(const std::function<bool(const Intent &)> &isMeant)
{
    std::vector<Reply> replies;
    const auto take = [&](Entry &entry) {
        for (Reply &done : entry.done)
            replies.push_back(std::move(done));
    };
    if (m_running && isMeant(m_running->intent)) {
        take(*m_running);
        m_running.reset();
        m_deadline.stop();
    }
    for (auto it = m_waiting.begin(); it != m_waiting.end();) {
        if (isMeant(it->intent)) {
            take(*it);
            it = m_waiting.erase(it);
        } else {
            ++it;
        }
    }
    return replies;
}

void Agenda::drop(std::optional<Intent::Kind> kind, const QString &why)
{
    const std::vector<Reply> replies
        = takeIf([kind](const Intent &intent) { return !kind || intent.kind == *kind; });
    answer(replies, Error{why});
    advance();
}

void Agenda::postpone(Intent::Kind kind)
{
    if (!m_running || m_running->intent.kind != kind)
        return;
    m_deadline.stop();
    m_waiting.push_front(std::move(*m_running));
    m_running.reset();
}

void Agenda::advance()
{
    while (!m_isBeginning) {
        if (m_running) {
            const std::optional<Result<>> outcome = m_hooks.outcome(m_running->intent);
            if (!outcome)
                return;
            finish(m_running->number, *outcome);
        } else if (!m_waiting.empty() && m_hooks.mayBegin(m_waiting.front().intent)) {
            begin();
        } else {
            return;
        }
    }
}

void Agenda::begin()
{
    m_running = std::move(m_waiting.front());
    m_waiting.pop_front();
    m_running->number = ++m_beginnings;
    const Intent intent = m_running->intent;
    m_deadline.start(m_hooks.deadline(intent));
    m_isBeginning = true; // what is half begun has no outcome
    m_hooks.begin(
        intent, [this, number = m_beginnings](const Result<> &result) { finish(number, result); });
    m_isBeginning = false;
}

void Agenda::finish(qint64 number, const Result<> &result)
{
    if (!m_running || m_running->number != number)
        return; // it was taken back meanwhile
    const Entry ended = std::move(*m_running);
    m_running.reset();
    m_deadline.stop();
    answer(ended.done, result);
    advance();
}

} // namespace qilin
