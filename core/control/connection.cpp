// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/control/connection.h"

#include "core/base/log.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace qilin {

namespace {

constexpr int kStreamBuffer = 64 * 1024; // in the kernel: what is older waits here, and is replaced

} // namespace

Connection::Connection(std::unique_ptr<Transport> transport, const Peer &peer,
                       const GateLimits &limits)
    : m_transport(std::move(transport))
    , m_peer(peer)
    , m_limits(limits)
    , m_reader(limits)
{
    m_deadline.setSingleShot(true);
    connect(&m_deadline, &QTimer::timeout, this, &Connection::onDeadline);
    connect(m_transport.get(), &Transport::readable, this, &Connection::readMore);
    connect(m_transport.get(), &Transport::writable, this, &Connection::writeMore);
}

Connection::~Connection() = default;

void Connection::start()
{
    enter(State::Reading);
    readMore();
}

bool Connection::mayPersist() const
{
    return !m_leaving && m_requests < m_limits.requestsPerConnection;
}

qsizetype Connection::unsent() const
{
    return m_out.size() - m_sent + (m_stream ? m_stream->waiting() : 0);
}

void Connection::enter(State state)
{
    m_state = state;
    m_since = Clock::now();
    const std::chrono::milliseconds deadline = deadlineOf(state);
    if (deadline.count() > 0)
        m_deadline.start(deadline);
    else
        m_deadline.stop();
    const bool wants = state == State::Reading || state == State::Idle || state == State::Streaming
                       || state == State::Draining;
    if (wants && !m_ended && !m_transport->isReading())
        m_transport->setReading(true);
}

std::chrono::milliseconds Connection::deadlineOf(State state) const
{
    switch (state) {
    case State::Reading:
        return m_limits.requestTime;
    case State::Idle:
        return m_limits.idleTime;
    case State::Delaying:
        return m_delay;
    case State::Writing:
        return m_limits.writeTime;
    case State::Draining:
        return m_limits.drainTime;
    case State::Held: // bounded by those that may wait; makes room for others
    case State::Working:
    case State::Streaming: // while it takes nothing: see writeMore()
    case State::Closed:
        break;
    }
    return std::chrono::milliseconds(0);
}

void Connection::onDeadline()
{
    if (m_state == State::Delaying) {
        enter(State::Writing);
        writeMore();
    } else if (m_state == State::Reading && !m_in.isEmpty()) {
        refuse(408, QT_TRANSLATE_NOOP("control", "the request took too long to arrive"));
    } else if (m_state == State::Streaming) {
        dropSlow("takes nothing any more");
    } else {
        abort();
    }
}

void Connection::readMore()
{
    std::array<char, 16 * 1024> chunk;
    qsizetype room = chunk.size();
    const bool deaf = m_state == State::Streaming || m_state == State::Draining;
    if (!deaf)
        room = std::min(room, m_limits.headBytes + m_limits.bodyBytes + 2 - m_in.size());
    if (room <= 0) { // sent ahead; the kernel keeps the rest
        m_transport->setReading(false);
        return;
    }
    const Transfer transfer = m_transport->take(chunk.data(), room);
    switch (transfer.outcome) {
    case Transfer::Outcome::Later:
        return;
    case Transfer::Outcome::Failed:
        return abort();
    case Transfer::Outcome::Ended:
        m_ended = true;
        m_transport->setReading(false);
        break;
    case Transfer::Outcome::Done:
        if (!deaf)
            m_in.append(chunk.data(), transfer.bytes);
        m_drained += deaf ? transfer.bytes : 0;
        break;
    }
    if (deaf && (m_ended || m_drained > m_limits.drainBytes))
        return abort();
    if (m_state == State::Idle && !m_in.isEmpty())
        enter(State::Reading);
    if (m_state == State::Reading || m_state == State::Idle)
        look();
}

void Connection::look()
{
    if (!m_head) {
        HeadResult result = m_reader.look(m_in);
        if (const auto *refusal = std::get_if<Refusal>(&result))
            return refuse(refusal->status, refusal->text);
        if (auto *head = std::get_if<RequestHead>(&result))
            m_head = std::move(*head);
    }
    if (!m_head || m_in.size() < m_head->headLength + m_head->bodyLength) {
        if (m_ended && m_in.isEmpty())
            abort();
        else if (m_ended)
            refuse(400, QT_TRANSLATE_NOOP("control", "the request ends early"));
        return;
    }
    RequestHead head = *std::exchange(m_head, std::nullopt);
    const QByteArray body = m_in.mid(head.headLength, head.bodyLength);
    m_in.remove(0, head.headLength + head.bodyLength);
    m_reader.reset();
    ++m_requests;
    if (head.contentType.toLower().startsWith("application/x-www-form-urlencoded")) {
        const auto fields = readParameters(body);
        if (!fields)
            return refuse(400, QT_TRANSLATE_NOOP("control", "the form in the body is malformed"));
        head.request.parameters += *fields;
    }
    enter(State::Working);
    emit requested(head);
}

void Connection::refuse(int status, const char *text)
{
    enter(State::Working);
    const Response response = errorResponse(status, QCoreApplication::translate("control", text));
    answer(toWire(response, Persistence::Close), Persistence::Close);
}

void Connection::hold()
{
    if (m_state == State::Working)
        enter(State::Held);
}

void Connection::resume()
{
    if (m_state == State::Held)
        enter(State::Working);
}

void Connection::answer(const QByteArray &wire, Persistence after, std::chrono::milliseconds delay)
{
    if (m_state != State::Working)
        return;
    m_out = wire;
    m_sent = 0;
    m_tookAt = Clock::now();
    m_after = m_leaving ? Persistence::Close : after;
    m_delay = delay;
    enter(delay.count() > 0 ? State::Delaying : State::Writing);
    if (m_state == State::Writing)
        writeMore();
}

void Connection::stream(const QByteArray &head, std::unique_ptr<EventStream> stream)
{
    if (m_state != State::Working)
        return;
    m_transport->bound(kStreamBuffer, m_limits.stallTime);
    m_out = head;
    m_sent = 0;
    m_tookAt = Clock::now();
    m_after = Persistence::Close;
    m_in = QByteArray();
    m_stream = std::move(stream);
    connect(m_stream.get(), &EventStream::ready, this, &Connection::writeMore);
    connect(m_stream.get(), &EventStream::overflowed, this,
            [this] { dropSlow("takes too little"); });
    enter(State::Streaming);
    if (m_ended || m_leaving)
        return leave();
    writeMore();
}

void Connection::dropSlow(const char *why)
{
    if (m_state != State::Closed)
        qCDebug(lcControl) << "a client of /events is dropped: it" << why;
    abort();
}

bool Connection::refill()
{
    if (!m_stream)
        return false;
    m_out = m_stream->take();
    m_sent = 0;
    return !m_out.isEmpty();
}

void Connection::writeMore()
{
    if (m_state != State::Writing && m_state != State::Streaming)
        return;
    while (m_sent < m_out.size() || refill()) {
        const Transfer transfer
            = m_transport->send(m_out.constData() + m_sent, m_out.size() - m_sent);
        if (transfer.outcome == Transfer::Outcome::Later)
            return awaitWritable();
        if (transfer.outcome != Transfer::Outcome::Done)
            return abort();
        m_sent += transfer.bytes;
        m_tookAt = Clock::now();
        if (m_state == State::Streaming)
            m_deadline.stop();
    }
    m_out = QByteArray();
    m_sent = 0;
    if (m_state == State::Writing && !m_transport->isFlushed())
        return awaitWritable();
    m_transport->setWriting(false);
    if (m_state == State::Writing)
        answered();
}

void Connection::awaitWritable()
{
    m_transport->setWriting(true);
    if (m_state == State::Streaming && !m_deadline.isActive())
        m_deadline.start(m_limits.stallTime);
    emit stalled();
}

void Connection::answered()
{
    if (m_after == Persistence::Close || m_leaving) {
        if (m_ended)
            return abort();
        m_transport->endSending();
        m_in = QByteArray();
        return enter(State::Draining);
    }
    if (m_in.isEmpty()) {
        m_in = QByteArray();
        return m_ended ? abort() : enter(State::Idle);
    }
    enter(State::Reading);
    // One turn of the event loop for each request: the other clients have theirs.
    const auto next = [this] {
        if (m_state == State::Reading)
            look();
    };
    QMetaObject::invokeMethod(this, next, Qt::QueuedConnection);
}

void Connection::leave()
{
    m_leaving = true;
    if (m_state == State::Delaying) {
        onDeadline();
    } else if (m_state == State::Streaming) {
        m_stream->close();
        enter(State::Writing);
        writeMore();
    } else if (m_state == State::Reading || m_state == State::Idle || m_state == State::Held) {
        abort();
    }
}

void Connection::abort()
{
    if (m_state == State::Closed)
        return;
    enter(State::Closed);
    m_transport->close();
    m_out = QByteArray();
    m_sent = 0;
    if (m_stream)
        m_stream->clear();
    emit closed();
}

} // namespace qilin
