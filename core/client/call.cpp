// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/client/call.h"

#include "core/client/troubles.h"

#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace qilin {

Outcome readOutcome(const Endpoint &endpoint, int status, const QByteArray &body)
{
    if (status == kUnauthorized)
        return {status, Error{unauthorizedText(endpoint)}};
    const QJsonObject answer = QJsonDocument::fromJson(body).object();
    const QJsonValue error = answer[u"error"_s];
    if (error.isString() && !error.toString().isEmpty())
        return {status, Error{error.toString()}};
    if (status == 200 && answer.contains(u"result"_s))
        return {status, answer[u"result"_s]};
    return {status, Error{noDaemon(endpoint, status)}, true};
}

Call::Call(const Endpoint &endpoint, const Question &question,
           std::chrono::milliseconds connectLimit, std::chrono::milliseconds limit)
    : m_endpoint(endpoint)
    , m_limit(limit)
    , m_exchange(endpoint, question)
{
    m_deadline.setSingleShot(true);
    m_deadline.setInterval(connectLimit);
    connect(&m_exchange, &Exchange::moved, this, &Call::onMoved);
    connect(&m_deadline, &QTimer::timeout, this,
            [this] { giveUp(silentText(m_endpoint, m_deadline.intervalAsDuration())); });
}

void Call::start()
{
    m_deadline.start();
    m_exchange.start();
}

void Call::giveUp(const QString &why)
{
    finish({0, Error{why}});
}

void Call::onMoved()
{
    switch (m_exchange.state()) {
    case Exchange::State::Connecting:
    case Exchange::State::Answering:
        return;
    case Exchange::State::Asked:
        if (!std::exchange(m_isAsked, true))
            m_deadline.start(m_limit);
        return;
    case Exchange::State::Complete:
        return finish(readOutcome(m_endpoint, m_exchange.head().status, m_exchange.takeBody()));
    case Exchange::State::Failed:
        return finish({0, Error{m_exchange.trouble()}, false, m_exchange.isGone()});
    }
}

void Call::finish(const Outcome &outcome)
{
    if (std::exchange(m_isFinished, true))
        return;
    m_deadline.stop();
    emit finished(outcome);
}

} // namespace qilin
