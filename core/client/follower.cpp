// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/client/follower.h"

#include "core/client/troubles.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QRandomGenerator>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace qilin {

namespace {

constexpr int kNotFound = 404;

bool isPlainText(const QByteArray &text)
{
    return std::all_of(text.begin(), text.end(), [](char c) { return c > 0x20 && c < 0x7f; });
}

Question eventsQuestion(bool withLogs, const QByteArray &lastId)
{
    Question question{
        "GET"_ba, "/events?only=status,worker,reload"_ba, {{"Accept"_ba, "text/event-stream"_ba}}};
    if (withLogs)
        question.target += ",log";
    if (!lastId.isEmpty() && isPlainText(lastId))
        question.headers.append({"Last-Event-ID"_ba, lastId});
    return question;
}

} // namespace

Follower::Follower(const ClientTimes &times)
    : m_times(times)
    , m_retries(times.firstRetry, times.lastRetry)
{
    m_next.setSingleShot(true);
    connect(&m_next, &QTimer::timeout, this, [this] {
        if (m_polls)
            poll();
        else
            listen();
    });
}

void Follower::follow(const Endpoint &endpoint, bool withLogs)
{
    stop();
    m_endpoint = endpoint;
    m_hasLogs = withLogs;
    m_polls = false;
    m_retries.reset();
    m_next.start(0);
}

void Follower::stop()
{
    m_next.stop();
    m_stream.reset();
    m_poll.reset();
}

void Follower::listen()
{
    m_stream = std::make_unique<EventSource>(m_endpoint, eventsQuestion(m_hasLogs, m_lastId),
                                             m_times.silence);
    connect(m_stream.get(), &EventSource::arrived, this, &Follower::onEvent);
    connect(m_stream.get(), &EventSource::ended, this, &Follower::onStreamEnded);
    m_stream->start();
}

void Follower::poll()
{
    m_poll = std::make_unique<Call>(m_endpoint, Question{"GET"_ba, "/info"_ba, {}}, m_times.connect,
                                    m_times.answer);
    connect(m_poll.get(), &Call::finished, this, &Follower::onPolled);
    m_poll->start();
}

void Follower::onEvent(const ServerEvent &event)
{
    if (!event.id.isEmpty())
        m_lastId = event.id;
    if (event.type == "status")
        return onStatus(event);
    const QJsonObject json = QJsonDocument::fromJson(event.data).object();
    if (json.isEmpty())
        return;
    if (event.type == "log")
        emit logLine(logLineFromJson(json));
    else if (event.type == "worker")
        emit workerEvent(workerEventFromJson(json));
    else if (event.type == "reload")
        emit reloadEvent(reloadEventFromJson(json));
}

void Follower::onStatus(const ServerEvent &event)
{
    const auto snapshot = snapshotFromJson(QJsonDocument::fromJson(event.data).object());
    if (!snapshot)
        return giveUp(event.isTooLarge ? tooLargeText(m_endpoint) : noDaemon(m_endpoint, 200),
                      Loss::Broken);
    m_retries.reset();
    emit snapshotCame(*snapshot);
}

void Follower::onStreamEnded(const Outcome &outcome)
{
    const Loss loss = m_stream->isSilent() ? Loss::Silent : Loss::Broken;
    const std::unique_ptr<EventSource> ended = std::move(m_stream);
    if (outcome.status == kUnauthorized) {
        emit refused(outcome.result.error().text);
    } else if (outcome.status == kNotFound) {
        m_polls = true;
        m_polledPid = 0;
        poll();
    } else {
        giveUp(outcome.result.error().text, loss);
    }
}

void Follower::onPolled(const Outcome &outcome)
{
    const std::unique_ptr<Call> ended = std::move(m_poll);
    if (outcome.status == kUnauthorized)
        emit refused(outcome.result.error().text);
    else if (!outcome.result)
        giveUp(outcome.result.error().text, Loss::Broken);
    else if (const auto snapshot = snapshotFromJson(outcome.result->toObject())) {
        if (m_polledPid != 0 && m_polledPid != snapshot->master.pid)
            m_polls = false;
        m_polledPid = snapshot->master.pid;
        m_retries.reset();
        m_next.start(m_polls ? m_times.poll : std::chrono::milliseconds(0));
        emit snapshotCame(*snapshot);
    } else {
        giveUp(noDaemon(m_endpoint, outcome.status), Loss::Broken);
    }
}

void Follower::giveUp(const QString &why, Loss loss)
{
    m_stream.reset();
    m_polls = false;
    m_next.start(m_retries.next(QRandomGenerator::global()->generateDouble()));
    emit lost(why, loss);
}

} // namespace qilin
