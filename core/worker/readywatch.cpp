// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/worker/readywatch.h"

#include "core/platform/netio.h"

using namespace Qt::StringLiterals;

namespace qilin {

namespace {

constexpr qsizetype kStatusMax = 500; // characters

} // namespace

ReadyWatch::ReadyWatch(const ReadyPlan &plan, QObject *parent)
    : QObject(parent)
    , m_plan(plan)
{}

ReadyWatch::~ReadyWatch() = default;

Result<> ReadyWatch::prepare(QProcessEnvironment &environment)
{
    if (m_plan.hasInbox) {
        auto inbox = NotifyInbox::open();
        if (!inbox)
            return inbox.error();
        m_inbox = std::move(*inbox);
        connect(m_inbox.get(), &NotifyInbox::received, this, &ReadyWatch::receive);
        environment.insert(u"NOTIFY_SOCKET"_s, QString::fromLocal8Bit(m_inbox->path()));
    }
    if (m_plan.watchdog > std::chrono::milliseconds{0}) {
        const std::chrono::microseconds interval = m_plan.watchdog;
        environment.insert(u"WATCHDOG_USEC"_s, QString::number(interval.count()));
    }
    if (m_plan.url.isEmpty())
        return {};
    quint16 port = 0;
    if (hasOwnPort(m_plan.url)) {
        port = freeLocalPort();
        if (port == 0)
            return Error{u"no port is free for READY_PORT"_s};
        environment.insert(u"READY_PORT"_s, QString::number(port));
    }
    const Result<ReadyUrl> url = parseReadyUrl(m_plan.url, port);
    if (!url)
        return url.error();
    m_probe = std::make_unique<HttpProbe>(*url);
    connect(m_probe.get(), &HttpProbe::succeeded, this, &ReadyWatch::ready);
    return {};
}

void ReadyWatch::begin(qint64 pid)
{
    if (m_inbox)
        m_inbox->setProcess(pid);
    if (m_probe)
        m_probe->start();
}

QString ReadyWatch::lastCheck() const
{
    if (!m_probe)
        return {};
    const QString result = m_probe->lastResult();
    return u"%1: %2"_s.arg(m_plan.url, result.isEmpty() ? u"no answer"_s : result);
}

void ReadyWatch::receive(const QByteArray &message)
{
    const QByteArrayList lines = message.split('\n');
    for (const QByteArray &line : lines) {
        if (line == "READY=1")
            emit ready();
        else if (line == "WATCHDOG=1")
            emit alive();
        else if (line == "STOPPING=1")
            emit stopping();
        else if (line.startsWith("STATUS="))
            emit status(QString::fromUtf8(line.sliced(7)).left(kStatusMax));
    }
}

} // namespace qilin
