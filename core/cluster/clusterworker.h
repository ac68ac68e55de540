// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/cluster/channel.h"
#include "core/platform/uniquefd.h"

#include <QObject>

#include <chrono>
#include <deque>
#include <memory>
#include <optional>
#include <vector>

namespace qilin {

class Grant;
class InheritedSockets;
class ListenSocket;
class Primary;
struct Message;

// The parent's side of one Node cluster worker: its channel, what it listens on, how it leaves.
// Owns the parent's end of the channel. Speaks lib/internal/cluster/{primary,child}.js (Node
// 18-26).
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

    // What it has as descriptors 3, 4, …: listen({fd: 3}) gets that socket. Before it runs.
    void setInherited(std::shared_ptr<const InheritedSockets> sockets);

    int id() const;
    bool isParked() const;    // at least one answer is withheld
    bool isListening() const; // has listened, and no answered listen() is outstanding
    std::optional<int>
    connections() const; // handed over so far; none where all its handles are shared

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
    void asked();  // a listen() (TCP, Unix or UDP) reached us, before it is answered
    void parked(); // first answer withheld
    void listening(
        const QString &address); // "127.0.0.1:3000", "[::]:3000", "unix:/run/x"; see isListening()
    void stoppedAccepting();     // after drain(): its servers are closed, nothing new reaches it
    void leaving();              // the application called cluster.worker.disconnect() or kill()
    void closed();               // channel ended or was broken off by us for abuse; last signal

private:
    // A descriptor on its way, until the worker acknowledges or misses it.
    struct HandleSent
    {
        bool isConnection = false; // else the answer to a listen()
        qint64 number = 0;         // of our message
        QString key;               // of the grant that was answered
    };

    void receive(QByteArrayView line, bool isCut);
    void dispatch(const Message &message);
    const ListenSocket *inherited(int fd) const; // null: none
    void onQuery(const Message &message);
    void onListening(const Message &message);
    void onClose(const QString &key);
    void onSettled(qint64 number, bool accepted);
    void onLeaving(qint64 seq);
    void onGoing();
    void onHandle();
    void onHandleAnswer(bool arrived);
    void onStopped();
    void onEnded();

    void answer(Grant &grant);
    void refuse(const QString &key, qint64 question, int error);
    std::optional<qint64> passConnection(const QByteArray &head, int connection);
    void rememberHandle(HandleSent handle);
    void drop(const QString &key);
    void dropAll();
    void stopTaking();
    Grant *grantOf(const QString &key) const;
    bool isGoing() const; // asks for nothing any more

    Primary &m_primary;
    std::shared_ptr<const InheritedSockets> m_inherited;
    const int m_id;
    Admission m_admission;
    Channel m_channel;
    std::vector<std::unique_ptr<Grant>> m_grants;
    std::deque<HandleSent> m_unacknowledged; // in the order they were sent
    std::optional<int> m_connections;
    qint64 m_seq = 0;
    int m_lastKey = 0;
    int m_malformed = 0;
    bool m_saidHello = false; // the preload is there
    bool m_hasParked = false;
    bool m_hasListened = false;
    bool m_isDraining = false;
    bool m_isLeaving = false;
    bool m_hasSaidLeaving = false;
    bool m_hasStopped = false;
    bool m_wasDisconnected = false; // by a message of ours
};

} // namespace qilin
