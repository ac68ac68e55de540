// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/snapshot.h"
#include "tests/unit/client/fakedaemon.h"

#include <QJsonDocument>

namespace qilin {

// A daemon that shows what a test puts into it and says OK to all else; targets() has what was
// asked of it.
class TrayDaemon final
{
public:
    explicit TrayDaemon(const Snapshot &first)
        : m_snapshot(first)
    {
        m_fake.answer = [this](FakePeer &peer) {
            if (!peer.target().startsWith("/events")) {
                peer.answer(200, R"({"result":"OK"})");
                return;
            }
            peer.beginEvents();
            peer.send(status());
        };
    }

    [[nodiscard]] FakeDaemon &fake() { return m_fake; }
    [[nodiscard]] bool wasAsked(const QByteArray &target) const { return m_fake.count(target) > 0; }

    void show(const Snapshot &snapshot)
    {
        m_snapshot = snapshot;
        if (FakePeer *peer = m_fake.last("/events"))
            peer->send(status());
    }

private:
    [[nodiscard]] QByteArray status() const
    {
        return "event: status\ndata: "
               + QJsonDocument(toJson(m_snapshot)).toJson(QJsonDocument::Compact) + "\n\n";
    }

    Snapshot m_snapshot;
    FakeDaemon m_fake;
};

} // namespace qilin
