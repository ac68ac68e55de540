// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/cluster/channel.h"

#include "core/base/log.h"
#include "core/platform/childio.h"

#include <QPointer>

#include <utility>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace qilin {

namespace {

constexpr qsizetype kReadSize = 64 * 1024; // Node's own
constexpr int kReadsPerTurn = 4;           // so that one loud worker leaves time to the others
constexpr auto kRetryDelay = 10ms;

} // namespace

Channel::Channel(UniqueFd fd, QObject *parent)
    : QObject(parent)
    , m_fd(std::move(fd))
    , m_readable(m_fd.get(), QSocketNotifier::Read)
    , m_writable(m_fd.get(), QSocketNotifier::Write)
{
    m_writable.setEnabled(false);
    m_retry.setSingleShot(true);
    m_retry.setInterval(kRetryDelay);
    connect(&m_readable, &QSocketNotifier::activated, this, &Channel::read);
    connect(&m_writable, &QSocketNotifier::activated, this, &Channel::flush);
    connect(&m_retry, &QTimer::timeout, this, &Channel::flush);
}

Channel::~Channel() = default;

void Channel::setHandler(Handler handler)
{
    m_handler = std::move(handler);
}

bool Channel::send(const QByteArray &line, int descriptor)
{
    if (!isOpen())
        return false;
    qsizetype sent = 0;
    if (m_queue.empty()) {
        const SendResult result = sendBytes(m_fd.get(), line, descriptor);
        sent = result.bytes;
        switch (result.status) {
        case IoStatus::Moved:
            if (sent == line.size())
                return true;
            m_writable.setEnabled(true);
            break;
        case IoStatus::WouldBlock:
            m_writable.setEnabled(true);
            break;
        case IoStatus::Busy:
            m_retry.start();
            break;
        case IoStatus::Ended:
            stopWriting();
            return false;
        }
    }
    Item item{line, sent, {}};
    if (descriptor >= 0 && sent == 0) {
        item.descriptor = duplicate(descriptor); // the caller may close its own meanwhile
        if (!item.descriptor) {
            if (m_queue.empty()) {
                m_writable.setEnabled(false);
                m_retry.stop();
            }
            return false;
        }
    }
    enqueue(std::move(item));
    return isOpen();
}

void Channel::enqueue(Item item)
{
    m_queuedBytes += item.line.size();
    m_queue.push_back(std::move(item));
    if (m_queuedBytes > kMaxQueued || qsizetype(m_queue.size()) > kMaxQueuedLines)
        breakOff(u"it does not read its messages"_s);
}

void Channel::flush()
{
    m_writable.setEnabled(false);
    while (!m_queue.empty()) {
        Item &item = m_queue.front();
        const SendResult result = sendBytes(m_fd.get(), QByteArrayView(item.line).sliced(item.sent),
                                            item.descriptor.get());
        switch (result.status) {
        case IoStatus::WouldBlock:
            m_writable.setEnabled(true);
            return;
        case IoStatus::Busy: // poll(2) may call it writable all the while
            m_retry.start();
            return;
        case IoStatus::Ended:
            stopWriting();
            return;
        case IoStatus::Moved:
            item.descriptor.reset();
            item.sent += result.bytes;
            if (item.sent == item.line.size()) {
                m_queuedBytes -= item.line.size();
                m_queue.pop_front();
            }
            break;
        }
    }
}

void Channel::read()
{
    const QPointer<Channel> self(this);
    const Handler handler = m_handler; // outlives this object if it is destroyed by it
    char buffer[kReadSize];
    for (int turn = 0; turn < kReadsPerTurn && m_fd; ++turn) {
        ReceiveResult result = receiveBytes(m_fd.get(), buffer, kReadSize);
        if (result.status == IoStatus::Ended)
            return end();
        if (result.status != IoStatus::Moved)
            return;
        m_descriptors += int(result.passed.size());
        m_hasLoss = m_hasLoss || result.lostDescriptors;
        result.passed.clear();
        m_frame.feed({buffer, result.bytes}, [&](QByteArrayView line, bool isCut) {
            handler(line, isCut);
            return self && m_fd;
        });
        if (!self || result.bytes < kReadSize)
            return;
    }
}

bool Channel::takeDescriptor()
{
    return m_descriptors > 0 && m_descriptors-- > 0;
}

bool Channel::takeLoss()
{
    return std::exchange(m_hasLoss, false);
}

void Channel::stopWriting()
{
    m_isBroken = true;
    m_writable.setEnabled(false);
    m_retry.stop();
    m_queue.clear();
    m_queuedBytes = 0;
}

void Channel::breakOff(const QString &reason)
{
    if (m_isBroken)
        return;
    qCWarning(lcCluster).noquote() << "the channel of a worker is broken off:" << reason;
    stopWriting();
    QMetaObject::invokeMethod(this, &Channel::end, Qt::QueuedConnection);
}

void Channel::end()
{
    if (!m_fd)
        return;
    stopWriting();
    m_readable.setEnabled(false);
    m_fd.reset();
    emit ended();
}

} // namespace qilin
