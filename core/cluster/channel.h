// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/cluster/frame.h"
#include "core/platform/uniquefd.h"

#include <QByteArray>
#include <QObject>
#include <QSocketNotifier>
#include <QTimer>

#include <deque>

namespace qilin {

// The parent's end of a worker's IPC channel: lines out, lines with descriptors in.
// Owns the descriptor. Never blocks; what the worker does not read is kept up to kMaxQueued bytes,
// then the channel is broken off.
class Channel final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Channel)

public:
    static constexpr qsizetype kMaxQueued = 1024 * 1024;
    static constexpr qsizetype kMaxQueuedLines = 2048; // each may hold a descriptor

    // fd: a stream socket, O_NONBLOCK.
    explicit Channel(UniqueFd fd, QObject *parent = nullptr);
    ~Channel() override;

    // Called for every line of interest (see Frame). May destroy the channel.
    using Handler = std::function<void(QByteArrayView line, bool isCut)>;
    void setHandler(Handler handler);

    // False: nothing is sent, because the channel is closed or the descriptor could not be kept
    // until the worker reads. descriptor (-1: none) stays the caller's. Emits nothing.
    [[nodiscard]] bool send(const QByteArray &line, int descriptor = -1);

    bool isOpen() const { return m_fd && !m_isBroken; }

    // Descriptors from the worker are closed at once. True once for each; take one for each
    // envelope.
    [[nodiscard]] bool takeDescriptor();
    // True once after some could not be received for want of descriptors here.
    [[nodiscard]] bool takeLoss();

    // Closes for abuse; ended() follows from the event loop.
    void breakOff(const QString &reason);

signals:
    void ended(); // once; nothing comes after it

private:
    struct Item
    {
        QByteArray line;
        qsizetype sent = 0;
        UniqueFd descriptor; // goes with the first byte
    };

    void read();
    void flush();
    void enqueue(Item item);
    void stopWriting();
    void end();

    UniqueFd m_fd;
    QSocketNotifier m_readable;
    QSocketNotifier m_writable;
    QTimer m_retry;
    Frame m_frame;
    Handler m_handler;
    std::deque<Item> m_queue;
    qsizetype m_queuedBytes = 0;
    int m_descriptors = 0;
    bool m_hasLoss = false;
    bool m_isBroken = false; // no more writing; the reading side tells when it is over
};

} // namespace qilin
