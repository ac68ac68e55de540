// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/client/controlclient.h"

#include "core/client/call.h"
#include "core/client/follower.h"
#include "core/client/target.h"
#include "core/client/troubles.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QPointer>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace qilin {

namespace {

// What the daemon would refuse, or read as two lines, is encoded; the rest is as it was given.
QByteArray encoded(const QString &pathAndQuery)
{
    QByteArray target = pathAndQuery.startsWith(u'/') ? QByteArray() : "/"_ba;
    const QByteArray bytes = pathAndQuery.toUtf8();
    for (const char c : bytes) {
        if (c > 0x20 && c < 0x7f && c != '#')
            target.append(c);
        else
            target.append('%' + QByteArray(1, c).toHex().toUpper());
    }
    return target;
}

// GET for these two is the interface of the 2013 original.
bool isAction(ControlClient::Method method, const QByteArray &target)
{
    const QByteArray path = target.split('?').first();
    return method == ControlClient::Method::Post || path == "/reload" || path == "/quit";
}

QString textOf(std::optional<int> number)
{
    return number ? QString::number(*number) : QString();
}

ControlClient::Answer<QJsonValue> withoutValue(Reply done)
{
    return [done = std::move(done)](const Result<QJsonValue> &result) {
        done(result ? Result<>() : Result<>(result.error()));
    };
}

} // namespace

ControlClient::ControlClient(const Endpoint &endpoint, QObject *parent, const ClientTimes &times)
    : QObject(parent)
    , m_endpoint(endpoint)
    , m_times(times)
    , m_follower(std::make_unique<Follower>(times))
{
    connect(m_follower.get(), &Follower::snapshotCame, this, &ControlClient::onSnapshot);
    connect(m_follower.get(), &Follower::lost, this,
            [this](const QString &why, Follower::Loss loss) {
                const QPointer<ControlClient> self(this);
                setState(State::Lost, why);
                if (!self.isNull() && loss == Follower::Loss::Silent)
                    giveUpCalls(why);
            });
    connect(m_follower.get(), &Follower::refused, this,
            [this](const QString &why) { setState(State::Unauthorized, why); });
    connect(m_follower.get(), &Follower::logLine, this, &ControlClient::logLine);
    connect(m_follower.get(), &Follower::workerEvent, this, &ControlClient::workerEvent);
    connect(m_follower.get(), &Follower::reloadEvent, this, &ControlClient::reloadEvent);
}

ControlClient::~ControlClient() = default;

void ControlClient::open(bool followLogs)
{
    const bool isOther = std::exchange(m_followsLogs, followLogs) != followLogs;
    switch (m_state) {
    case State::Closed:
        follow();
        setState(State::Connecting);
        break;
    case State::Connecting:
    case State::Connected:
        if (isOther)
            follow();
        break;
    case State::Lost:
        follow();
        break;
    case State::Unauthorized:
        break;
    }
}

void ControlClient::close()
{
    m_follower->stop();
    setState(State::Closed);
}

void ControlClient::setCredentials(const QString &username, const QString &password)
{
    m_endpoint.username = username;
    m_endpoint.password = password;
    ++m_credentials;
    if (m_state == State::Closed)
        return;
    follow();
    if (m_state == State::Unauthorized)
        setState(State::Connecting);
}

void ControlClient::reload(const QString &app, Reply done)
{
    call(Method::Post, apiTarget("/reload"_L1, {{"app"_L1, app}}), withoutValue(std::move(done)));
}

void ControlClient::restart(int worker, Reply done)
{
    call(Method::Post, apiTarget("/restart"_L1, {{"worker"_L1, QString::number(worker)}}),
         withoutValue(std::move(done)));
}

void ControlClient::scale(const QString &app, int workers, Reply done)
{
    call(Method::Post,
         apiTarget("/scale"_L1, {{"app"_L1, app}, {"workers"_L1, QString::number(workers)}}),
         withoutValue(std::move(done)));
}

void ControlClient::stop(const QString &app, Reply done)
{
    call(Method::Post, apiTarget("/stop"_L1, {{"app"_L1, app}}), withoutValue(std::move(done)));
}

void ControlClient::start(const QString &app, Reply done)
{
    call(Method::Post, apiTarget("/start"_L1, {{"app"_L1, app}}), withoutValue(std::move(done)));
}

void ControlClient::quit(Reply done)
{
    call(Method::Post, u"/quit"_s, withoutValue(std::move(done)));
}

void ControlClient::logs(const QString &app, std::optional<int> worker, int lines,
                         Answer<QList<LogLine>> done)
{
    const QString path = apiTarget(
        "/logs"_L1,
        {{"app"_L1, app}, {"worker"_L1, textOf(worker)}, {"lines"_L1, QString::number(lines)}});
    call(Method::Get, path, [done = std::move(done)](const Result<QJsonValue> &result) {
        if (!result)
            return done(result.error());
        QList<LogLine> list;
        const QJsonArray array = result->toArray();
        for (const auto &line : array)
            list.append(logLineFromJson(line.toObject()));
        done(list);
    });
}

void ControlClient::history(const QString &app, std::optional<int> worker, int seconds,
                            Answer<History> done)
{
    const QString path = apiTarget(
        "/history"_L1,
        {{"app"_L1, app}, {"worker"_L1, textOf(worker)}, {"seconds"_L1, QString::number(seconds)}});
    call(Method::Get, path, [done = std::move(done)](const Result<QJsonValue> &result) {
        if (!result)
            return done(result.error());
        done(historyFromJson(result->toObject()));
    });
}

void ControlClient::call(Method method, const QString &pathAndQuery, Answer<QJsonValue> done)
{
    const QByteArray path = encoded(pathAndQuery);
    const QByteArray verb = method == Method::Post ? "POST"_ba : "GET"_ba;
    const auto limit = isAction(method, path) ? m_times.act : m_times.answer;
    m_calls.push_back(
        std::make_unique<Call>(m_endpoint, Question{verb, path, {}}, m_times.connect, limit));
    Call *call = m_calls.back().get();
    connect(call, &Call::finished, this,
            [this, call, credentials = m_credentials, done = std::move(done)](
                const Outcome &outcome) { onFinished(call, outcome, credentials, done); });
    QMetaObject::invokeMethod(call, &Call::start, Qt::QueuedConnection);
}

void ControlClient::follow()
{
    m_follower->follow(m_endpoint, m_followsLogs);
}

void ControlClient::setState(State state, const QString &error)
{
    if (state == m_state && error == m_error)
        return;
    m_state = state;
    m_error = error;
    emit stateChanged(state);
}

void ControlClient::onSnapshot(const Snapshot &snapshot)
{
    const QPointer<ControlClient> self(this);
    m_snapshot = snapshot;
    setState(State::Connected);
    if (!self.isNull() && m_state == State::Connected)
        emit snapshotChanged(snapshot);
}

void ControlClient::onFinished(Call *call, const Outcome &outcome, int credentials,
                               const Answer<QJsonValue> &done)
{
    const auto found = std::find_if(m_calls.begin(), m_calls.end(),
                                    [call](const auto &one) { return one.get() == call; });
    const std::unique_ptr<Call> finished = std::move(*found); // lives until done has returned
    m_calls.erase(found);
    const QPointer<ControlClient> self(this);
    done(outcome.result);
    if (self.isNull() || outcome.status != kUnauthorized || credentials != m_credentials)
        return;
    if (m_state == State::Closed)
        return;
    m_follower->stop();
    setState(State::Unauthorized, outcome.result.error().text);
}

void ControlClient::giveUpCalls(const QString &why)
{
    QList<QPointer<Call>> waiting; // what a call's end leads to may change m_calls
    for (const auto &call : m_calls)
        waiting.append(call.get());
    for (const QPointer<Call> &call : std::as_const(waiting)) {
        if (!call.isNull())
            call->giveUp(why);
    }
}

} // namespace qilin
