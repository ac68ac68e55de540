// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/cluster/clusterworker.h"

#include "core/base/log.h"
#include "core/cluster/grant.h"
#include "core/cluster/listener.h"
#include "core/cluster/message.h"
#include "core/cluster/primary.h"
#include "core/sockets/inherited.h"

#include <QPointer>

#include <algorithm>
#include <cerrno>
#include <utility>

using namespace Qt::StringLiterals;

namespace qilin {

namespace {

constexpr int kFirstInherited = 3;
constexpr size_t kMaxGrants = 1024;
constexpr size_t kMaxUnacknowledged = 4 * kMaxGrants;
// An application may write nonsense to its channel by accident; nobody does so for ever.
constexpr int kMaxMalformed = 1000;

} // namespace

ClusterWorker::ClusterWorker(Primary &primary, int id, UniqueFd channel, Admission admission,
                             QObject *parent)
    : QObject(parent)
    , m_primary(primary)
    , m_id(id)
    , m_admission(admission)
    , m_channel(std::move(channel))
{
    m_channel.setHandler([this](QByteArrayView line, bool isCut) { receive(line, isCut); });
    connect(&m_channel, &Channel::ended, this, &ClusterWorker::onEnded);
}

ClusterWorker::~ClusterWorker()
{
    dropAll();
}

void ClusterWorker::setInherited(std::shared_ptr<const InheritedSockets> sockets)
{
    m_inherited = std::move(sockets);
}

const ListenSocket *ClusterWorker::inherited(int fd) const
{
    const int count = m_inherited ? int(m_inherited->sockets.size()) : 0;
    const int number = fd - kFirstInherited;
    return number >= 0 && number < count ? &m_inherited->sockets[size_t(number)]->socket()
                                         : nullptr;
}

int ClusterWorker::id() const
{
    return m_id;
}

bool ClusterWorker::isParked() const
{
    return std::any_of(m_grants.begin(), m_grants.end(),
                       [](const auto &grant) { return grant->state() == Grant::State::Withheld; });
}

bool ClusterWorker::isListening() const
{
    return m_hasListened && std::none_of(m_grants.begin(), m_grants.end(), [](const auto &grant) {
               return grant->state() == Grant::State::Answered;
           });
}

std::optional<int> ClusterWorker::connections() const
{
    return m_connections;
}

void ClusterWorker::release()
{
    if (std::exchange(m_admission, Admission::Open) == Admission::Open || isGoing())
        return;
    std::vector<QString> withheld; // an answer that fails drops its grant
    for (const auto &grant : m_grants)
        withheld.push_back(grant->key());
    for (const QString &key : withheld) {
        if (Grant *grant = grantOf(key); grant && grant->state() == Grant::State::Withheld)
            answer(*grant);
    }
}

void ClusterWorker::drain(std::chrono::milliseconds deadline)
{
    if (std::exchange(m_isDraining, true))
        return;
    stopTaking();
    if (m_wasDisconnected || m_isLeaving)
        return;
    if (m_saidHello)
        std::ignore = m_channel.send(compose::drain(deadline));
    else
        disconnectWorker();
}

void ClusterWorker::disconnectWorker()
{
    stopTaking();
    // A second one, or one after its own disconnect(), would end it with ERR_IPC_DISCONNECTED.
    if (m_isLeaving || std::exchange(m_wasDisconnected, true))
        return;
    std::ignore = m_channel.send(compose::disconnect(m_seq++));
}

void ClusterWorker::receive(QByteArrayView line, bool isCut)
{
    const Message message = parseMessage(line, isCut);
    if (message.kind != Message::Kind::Malformed)
        return dispatch(message);
    if (++m_malformed == kMaxMalformed)
        m_channel.breakOff(u"worker %1 keeps sending what nobody can read"_s.arg(m_id));
}

void ClusterWorker::dispatch(const Message &message)
{
    using Kind = Message::Kind;
    switch (message.kind) {
    case Kind::Accepted:
        return onSettled(message.ack, true);
    case Kind::Refused:
        return onSettled(message.ack, false);
    case Kind::HandleAck:
        return onHandleAnswer(true);
    case Kind::HandleNack:
        return onHandleAnswer(false);
    case Kind::Online:
        emit online();
        return;
    case Kind::QueryServer:
        return onQuery(message);
    case Kind::Listening:
        return onListening(message);
    case Kind::Close:
        return onClose(message.key);
    case Kind::Leaving:
        return onLeaving(message.seq);
    case Kind::Handle:
        return onHandle();
    case Kind::Hello:
        m_saidHello = true;
        return;
    case Kind::Going:
        return onGoing();
    case Kind::Stopped:
        return onStopped();
    case Kind::Drained:
        if (m_isDraining) {
            disconnectWorker();
            onStopped();
        }
        return;
    case Kind::Ignored:
    case Kind::Malformed:
        return;
    }
}

void ClusterWorker::onQuery(const Message &message)
{
    if (isGoing())
        return;
    const QPointer<ClusterWorker> self(this);
    emit asked();
    if (!self)
        return;
    const QString key = QString::number(++m_lastKey);
    if (!message.query)
        return refuse(key, message.seq, EINVAL);
    if (m_grants.size() >= kMaxGrants)
        return refuse(key, message.seq, EMFILE);
    const bool roundRobin = m_primary.m_scheduling == Scheduling::RoundRobin;
    const Result<ClusterListener *> listener = m_primary.table().acquire(
        *message.query, roundRobin, m_primary.m_identity, inherited(message.query->fd));
    if (!listener) {
        qCDebug(lcCluster).noquote() << "worker" << m_id << listener.error().text;
        return refuse(key, message.seq, listener.error().code);
    }
    m_grants.push_back(
        std::make_unique<Grant>(key, message.seq, *message.query, *listener.value()));
    if (m_admission == Admission::Open)
        answer(*m_grants.back());
    else if (!std::exchange(m_hasParked, true))
        emit parked();
}

void ClusterWorker::answer(Grant &grant)
{
    ClusterListener &listener = grant.listener();
    const compose::Answer answer{grant.key(), grant.question(), m_seq++,
                                 listener.shareData(grant.query().data)};
    grant.setState(Grant::State::Answered);
    m_primary.table().serve(&listener);
    if (listener.handout()) {
        if (!m_connections)
            m_connections = 0;
        std::ignore = m_channel.send(compose::roundRobin(answer, listener.socket().endpoint()));
        grant.sit([this](const QByteArray &head, int connection) {
            return passConnection(head, connection);
        });
        return;
    }
    const QByteArray line = compose::sharedSocket(answer, grant.query().isUdp());
    if (m_channel.send(line, listener.socket().descriptor())) {
        rememberHandle({false, answer.seq, grant.key()});
    } else if (m_channel.isOpen()) {
        refuse(grant.key(), grant.question(), EMFILE);
        drop(grant.key());
    }
}

void ClusterWorker::refuse(const QString &key, qint64 question, int error)
{
    std::ignore = m_channel.send(compose::failure({key, question, m_seq++, {}}, error));
}

std::optional<qint64> ClusterWorker::passConnection(const QByteArray &head, int connection)
{
    const qint64 number = m_seq;
    if (!m_channel.send(compose::connection(head, number), connection))
        return std::nullopt;
    ++m_seq;
    rememberHandle({true, number, {}});
    return number;
}

void ClusterWorker::rememberHandle(HandleSent handle)
{
    m_unacknowledged.push_back(std::move(handle));
    if (m_unacknowledged.size() > kMaxUnacknowledged)
        m_channel.breakOff(u"worker %1 acknowledges no descriptor"_s.arg(m_id));
}

void ClusterWorker::onListening(const Message &message)
{
    if (!message.query)
        return;
    const auto found
        = std::find_if(m_grants.begin(), m_grants.end(), [&message](const auto &grant) {
              return grant->state() == Grant::State::Answered && grant->matches(*message.query);
          });
    if (found == m_grants.end())
        return;
    (*found)->setState(Grant::State::Listening);
    m_hasListened = true;
    emit listening((*found)->listener().socket().address());
}

void ClusterWorker::onClose(const QString &key)
{
    drop(key);
    // Without the preload nobody says "stopped".
    const bool isOpen = std::any_of(m_grants.begin(), m_grants.end(),
                                    [](const auto &grant) { return !grant->query().isUdp(); });
    if (m_wasDisconnected && !isOpen)
        onStopped();
}

void ClusterWorker::onSettled(qint64 number, bool accepted)
{
    for (const auto &grant : m_grants) {
        if (!grant->settle(number, accepted))
            continue;
        if (accepted)
            m_connections = m_connections.value_or(0) + 1;
        return;
    }
}

void ClusterWorker::onLeaving(qint64 seq)
{
    if (std::exchange(m_isLeaving, true))
        return;
    std::ignore = m_channel.send(compose::acknowledge(seq, m_seq++));
    onGoing();
}

void ClusterWorker::onGoing()
{
    stopTaking();
    if (!std::exchange(m_hasSaidLeaving, true))
        emit leaving();
}

// process.send(message, socket): unanswered, the worker would keep back all it has to say.
void ClusterWorker::onHandle()
{
    if (m_channel.takeDescriptor())
        std::ignore = m_channel.send(compose::handleAck());
    else if (m_channel.takeLoss())
        std::ignore = m_channel.send(compose::handleNack());
    // Else the application made it up; an answer nobody waits for would end the worker.
}

void ClusterWorker::onHandleAnswer(bool arrived)
{
    if (m_unacknowledged.empty())
        return;
    const HandleSent handle = std::move(m_unacknowledged.front());
    m_unacknowledged.pop_front();
    if (arrived)
        return;
    // The worker has no descriptors left: another may take the connection; a server cannot be
    // opened.
    if (handle.isConnection)
        return onSettled(handle.number, false);
    if (const Grant *grant = grantOf(handle.key)) {
        refuse(handle.key, grant->question(), EMFILE);
        drop(handle.key);
    }
}

void ClusterWorker::onStopped()
{
    if ((m_isDraining || m_wasDisconnected) && !std::exchange(m_hasStopped, true))
        emit stoppedAccepting();
}

void ClusterWorker::onEnded()
{
    const QPointer<ClusterWorker> self(this);
    dropAll();
    onStopped();
    if (self)
        emit closed();
}

void ClusterWorker::drop(const QString &key)
{
    const auto found = std::find_if(m_grants.begin(), m_grants.end(),
                                    [&key](const auto &grant) { return grant->key() == key; });
    if (found == m_grants.end())
        return;
    ClusterListener *listener = &(*found)->listener();
    m_grants.erase(found); // gives back its connections, so before the listener goes
    m_primary.table().release(listener);
}

void ClusterWorker::dropAll()
{
    while (!m_grants.empty())
        drop(QString(m_grants.back()->key()));
}

void ClusterWorker::stopTaking()
{
    for (const auto &grant : m_grants)
        grant->stopTaking();
}

Grant *ClusterWorker::grantOf(const QString &key) const
{
    for (const auto &grant : m_grants) {
        if (grant->key() == key)
            return grant.get();
    }
    return nullptr;
}

bool ClusterWorker::isGoing() const
{
    return m_isDraining || m_isLeaving || m_wasDisconnected || !m_channel.isOpen();
}

} // namespace qilin
