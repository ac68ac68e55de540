// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/client/eventsource.h"

#include "core/client/troubles.h"

#include <QPointer>

using namespace Qt::StringLiterals;

namespace qilin {

namespace {

bool isEventStream(const AnswerHead &head)
{
    return head.status == 200
           && head.value("content-type").toLower().startsWith("text/event-stream");
}

} // namespace

EventSource::EventSource(const Endpoint &endpoint, const Question &question,
                         std::chrono::milliseconds silence)
    : m_endpoint(endpoint)
    , m_exchange(endpoint, question)
{
    m_silence.setSingleShot(true);
    m_silence.setInterval(silence);
    connect(&m_exchange, &Exchange::moved, this, &EventSource::onMoved);
    connect(&m_silence, &QTimer::timeout, this, [this] {
        m_isSilent = true;
        end({0, Error{silentText(m_endpoint, m_silence.intervalAsDuration())}});
    });
}

void EventSource::start()
{
    m_silence.start();
    m_exchange.start();
}

void EventSource::onMoved()
{
    if (m_isEnded)
        return;
    m_silence.start();
    const Exchange::State state = m_exchange.state();
    const bool isComplete = state == Exchange::State::Complete;
    if (!m_isStream && (isComplete || state == Exchange::State::Answering))
        m_isStream = isEventStream(m_exchange.head());
    if (m_isStream) {
        const QPointer<EventSource> self(this); // a slot may delete this
        readEvents();
        if (self.isNull())
            return;
    }
    if (state == Exchange::State::Failed)
        end({m_isStream ? 200 : 0, Error{m_exchange.trouble()}});
    else if (isComplete && m_isStream)
        end({200, Error{closedText(m_endpoint)}});
    else if (isComplete)
        end(readRefusal());
}

void EventSource::readEvents()
{
    const QPointer<EventSource> self(this);
    m_parser.feed(m_exchange.takeBody());
    while (const std::optional<ServerEvent> event = m_parser.next()) {
        emit arrived(*event);
        if (self.isNull())
            return;
    }
}

Outcome EventSource::readRefusal()
{
    const int status = m_exchange.head().status;
    const Outcome outcome = readOutcome(m_endpoint, status, m_exchange.takeBody());
    return outcome.result ? Outcome{status, Error{noDaemon(m_endpoint, status)}} : outcome;
}

void EventSource::end(const Outcome &outcome)
{
    if (std::exchange(m_isEnded, true))
        return;
    m_silence.stop();
    emit ended(outcome);
}

} // namespace qilin
