// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/pool/reloads.h"

#include <utility>

using namespace Qt::StringLiterals;

namespace qilin {

Reloads::Reloads(std::function<std::unique_ptr<Rollout>()> makeRollout, QObject *parent)
    : QObject(parent)
    , m_makeRollout(std::move(makeRollout))
{}

Reloads::~Reloads() = default;

void Reloads::request(const QString &reason, const QStringList &files, Reply done)
{
    if (!m_waiting)
        m_waiting.emplace();
    if (m_waiting->reason.isEmpty())
        m_waiting->reason = reason;
    for (const QString &file : files) {
        if (!m_waiting->files.contains(file))
            m_waiting->files.append(file);
    }
    if (done)
        m_waiting->done.push_back(std::move(done));
    if (!m_rollout)
        next();
}

void Reloads::cancelAll(const QString &why)
{
    const std::optional<Request> waiting = std::exchange(m_waiting, std::nullopt);
    if (m_rollout)
        m_rollout->cancel(why);
    if (waiting) {
        for (const Reply &done : waiting->done)
            done(Error{why});
    }
}

ReloadSnapshot Reloads::current() const
{
    const Request request = m_current.value_or(Request{});
    return {m_startedAt, {}, 0, request.reason, request.files};
}

void Reloads::next()
{
    m_current = std::exchange(m_waiting, std::nullopt);
    m_clock.start();
    m_startedAt = QDateTime::currentDateTimeUtc();
    m_rollout = m_makeRollout();
    connect(m_rollout.get(), &Rollout::changed, this, &Reloads::changed);
    connect(m_rollout.get(), &Rollout::switched, this, &Reloads::switched);
    connect(m_rollout.get(), &Rollout::finished, this, &Reloads::onFinished);
    emit started();
    m_rollout->start();
}

void Reloads::onFinished(const Result<> &result)
{
    const Request request = std::exchange(m_current, std::nullopt).value_or(Request{});
    m_last = ReloadSnapshot{QDateTime::currentDateTimeUtc(), result ? u"OK"_s : result.error().text,
                            m_clock.elapsed(), request.reason, request.files};
    emit finished(result);
    m_rollout.release()->deleteLater(); // we are in its signal
    for (const Reply &done : request.done)
        done(result);
    emit changed();
    if (m_waiting && !m_rollout)
        next();
}

} // namespace qilin
