// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/cluster/clusterworker.h"
#include "core/cluster/primary.h"
#include "core/platform/childio.h"
#include "core/sockets/socketname.h"
#include "tests/support/waitfor.h"
#include "tests/unit/cluster/fakeworker.h"

#include <memory>

namespace qilin::test {

inline int portOf(int socket)
{
    const std::optional<BoundAddress> endpoint = endpointOf(socket);
    return endpoint ? endpoint->port : -1;
}

// What a worker is told after a listen().
struct Answer
{
    int error = 1; // none came
    QString key;
    QJsonValue data;
    QJsonObject sockname; // round robin
    UniqueFd descriptor;  // shared
};

// Both ends of a channel: the ClusterWorker under test, and the Node that the test plays.
class ScriptedWorker final
{
public:
    ScriptedWorker(Primary &primary, int id, ClusterWorker::Admission admission)
        : m_parent(std::make_unique<ClusterWorker>(primary, id, m_pipe.takeParentsEnd(), admission))
    {}

    ClusterWorker &parent() { return *m_parent; }
    void destroyParent() { m_parent.reset(); }
    FakeWorker &pipe() { return m_pipe; }

    void online()
    {
        m_pipe.say({{QStringLiteral("act"), QStringLiteral("online")}, {QStringLiteral("seq"), 0}});
    }
    void preload(const char *act)
    {
        m_pipe.send("{\"cmd\":\"NODE_QILIN\",\"act\":\"" + QByteArray(act) + "\"}\n");
    }

    // Asks for 127.0.0.1:0 unless fields say otherwise.
    void ask(const QJsonObject &fields = {})
    {
        m_pipe.say(message(QStringLiteral("queryServer"), fields));
    }
    // ask(), and the next answer to come.
    Answer listen(const QJsonObject &fields = {})
    {
        const qsizetype before = m_pipe.heard().size();
        ask(fields);
        Answer answer;
        if (!waitFor([&] { return m_pipe.heard().size() > before; }, 10'000))
            return answer;
        const QJsonObject told = m_pipe.message(before);
        answer.error = told.value(QStringLiteral("errno")).toInt(0);
        answer.key = told.value(QStringLiteral("key")).toString();
        answer.data = told.value(QStringLiteral("data"));
        answer.sockname = told.value(QStringLiteral("sockname")).toObject();
        if (!m_pipe.passed().empty()) {
            answer.descriptor = std::move(m_pipe.passed().back());
            m_pipe.passed().clear();
        }
        return answer;
    }
    void listening(int port, QJsonObject fields = {})
    {
        fields.insert(QStringLiteral("port"), port);
        m_pipe.say(message(QStringLiteral("listening"), fields));
    }

private:
    QJsonObject message(const QString &act, const QJsonObject &fields)
    {
        QJsonObject all{{QStringLiteral("act"), act},
                        {QStringLiteral("index"), 0},
                        {QStringLiteral("data"), QJsonValue()},
                        {QStringLiteral("address"), QStringLiteral("127.0.0.1")},
                        {QStringLiteral("port"), 0},
                        {QStringLiteral("addressType"), 4},
                        {QStringLiteral("seq"), ++m_seq}};
        for (auto field = fields.begin(); field != fields.end(); ++field)
            all.insert(field.key(), field.value());
        return all;
    }

    FakeWorker m_pipe;
    std::unique_ptr<ClusterWorker> m_parent;
    int m_seq = 0;
};

} // namespace qilin::test
