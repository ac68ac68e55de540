// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/platform/uniquefd.h"

#include <QObject>

#include <chrono>
#include <memory>
#include <optional>

namespace qilin {

class Primary;

// The parent's side of one Node cluster worker: its channel, what it listens on, how it leaves.
// Owns the parent's end of the channel. Speaks lib/internal/cluster/{primary,child}.js (Node 18-26).
class ClusterWorker final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ClusterWorker)

public:
    // Parked: answers to listen() that would succeed are withheld until release().
    enum class Admission { Parked, Open };

    // primary must outlive it. channel: the parent's end, O_NONBLOCK.
    ClusterWorker(Primary &primary, int id, UniqueFd channel, Admission admission,
                  QObject *parent = nullptr);
    ~ClusterWorker() override;

    int id() const;
    bool isParked() const;       // at least one answer is withheld
    bool isListening() const;    // has listened, and no answered listen() is outstanding
    std::optional<int> connections() const; // handed over so far; none where all its handles are shared

    // Gives the withheld answers and all later ones at once. Any time; once is enough.
    void release();

    // Stops handing connections to it and tells our preload to drain: stop accepting, end
    // keep-alive clients after their answer, end the rest (WebSocket 1001) at the deadline.
    // Ends with disconnect() by itself when the preload says that it is drained. A worker without
    // the preload gets plain disconnect() at once (it never said hello).
    void drain(std::chrono::milliseconds deadline);

    // Node's own disconnect message. Sent once, whatever is called.
    void disconnectWorker();

signals:
    void online();
    void asked();             // a listen() (TCP, Unix or UDP) reached us, before it is answered
    void parked();            // first answer withheld
    void listening(const QString &address); // "127.0.0.1:3000", "[::]:3000", "unix:/run/x"; see isListening()
    void stoppedAccepting();  // after drain(): its servers are closed, nothing new reaches it
    void leaving();           // the application called cluster.worker.disconnect() or kill()
    void closed();            // channel ended or was broken off by us for abuse; last signal
};

} // namespace qilin
