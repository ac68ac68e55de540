// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/platform/childio.h"
#include "core/platform/uniquefd.h"

#include <QByteArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QList>

#include <vector>

namespace qilin::test {

// The worker's end of a channel, played by the test: says exactly what it is told to.
class FakeWorker final
{
public:
    FakeWorker()
    {
        ChildPair pair = std::move(makeChildPair().value());
        m_parents = std::move(pair.ours);
        m_fd = std::move(pair.childs);
    }

    UniqueFd takeParentsEnd() { return std::move(m_parents); }
    int fd() const { return m_fd.get(); }
    void close() { m_fd.reset(); }

    void send(const QByteArray &bytes, int passed = -1)
    {
        qsizetype sent = 0;
        while (sent < bytes.size()) {
            const SendResult result = sendBytes(m_fd.get(), QByteArrayView(bytes).sliced(sent),
                                                sent == 0 ? passed : -1);
            if (result.status != IoStatus::Moved)
                return;
            sent += result.bytes;
        }
    }
    void say(const QJsonObject &message)
    {
        // Node's own order: "cmd" comes first.
        QByteArray line = R"({"cmd":"NODE_CLUSTER",)"
                          + QJsonDocument(message).toJson(QJsonDocument::Compact).mid(1);
        send(line + '\n');
    }

    // Everything that has arrived, a line each; descriptors in passed().
    const QList<QJsonObject> &heard()
    {
        char buffer[65536];
        while (m_fd) {
            ReceiveResult result = receiveBytes(m_fd.get(), buffer, sizeof buffer);
            if (result.status == IoStatus::Ended)
                m_sawEnd = true;
            if (result.status != IoStatus::Moved)
                break;
            for (UniqueFd &passed : result.passed)
                m_passed.push_back(std::move(passed));
            m_bytes.append(buffer, result.bytes);
        }
        for (qsizetype end = m_bytes.indexOf('\n'); end >= 0; end = m_bytes.indexOf('\n')) {
            m_heard += QJsonDocument::fromJson(m_bytes.first(end)).object();
            m_bytes.remove(0, end + 1);
        }
        return m_heard;
    }
    // The message itself, out of its envelope where it has one.
    QJsonObject message(qsizetype at)
    {
        const QJsonObject line = heard().value(at);
        const QJsonValue inner = line.value(QStringLiteral("msg"));
        return inner.isObject() ? inner.toObject() : line;
    }
    std::vector<UniqueFd> &passed() { return m_passed; }
    bool sawEnd()
    {
        heard();
        return m_sawEnd;
    }

private:
    UniqueFd m_parents;
    UniqueFd m_fd;
    QByteArray m_bytes;
    QList<QJsonObject> m_heard;
    std::vector<UniqueFd> m_passed;
    bool m_sawEnd = false;
};

} // namespace qilin::test
