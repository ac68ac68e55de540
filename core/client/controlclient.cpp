// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/client/controlclient.h"

#include <QJsonArray>
#include <QTimer>

using namespace Qt::StringLiterals;

namespace qilin {

class ControlClient::Private
{};

ControlClient::ControlClient(const Endpoint &endpoint, QObject *parent)
    : QObject(parent)
    , m_endpoint(endpoint)
{}

ControlClient::~ControlClient() = default;

void ControlClient::open(bool)
{}
void ControlClient::close()
{}
void ControlClient::setCredentials(const QString &username, const QString &password)
{
    m_endpoint.username = username;
    m_endpoint.password = password;
}

namespace {

ControlClient::Answer<QJsonValue> replying(Reply done)
{
    return [done](const Result<QJsonValue> &result) {
        done(result ? Result<>() : Result<>(result.error()));
    };
}

} // namespace

void ControlClient::reload(const QString &, Reply done)
{
    call(Method::Post, u"/reload"_s, replying(done));
}
void ControlClient::restart(int, Reply done)
{
    call(Method::Post, u"/restart"_s, replying(done));
}
void ControlClient::scale(const QString &, int, Reply done)
{
    call(Method::Post, u"/scale"_s, replying(done));
}
void ControlClient::stop(const QString &, Reply done)
{
    call(Method::Post, u"/stop"_s, replying(done));
}
void ControlClient::start(const QString &, Reply done)
{
    call(Method::Post, u"/start"_s, replying(done));
}
void ControlClient::quit(Reply done)
{
    call(Method::Post, u"/quit"_s, replying(done));
}
void ControlClient::logs(const QString &, std::optional<int>, int, Answer<QList<LogLine>> done)
{
    call(Method::Get, u"/logs"_s,
         [done](const Result<QJsonValue> &result) { done(result.error()); });
}
void ControlClient::history(const QString &, std::optional<int>, int, Answer<History> done)
{
    call(Method::Get, u"/history"_s,
         [done](const Result<QJsonValue> &result) { done(result.error()); });
}
void ControlClient::call(Method, const QString &, Answer<QJsonValue> done)
{
    QTimer::singleShot(0, this, [done] { done(Error{u"not connected"_s}); });
}

} // namespace qilin
