// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/client/call.h"
#include "core/client/eventparser.h"

namespace qilin {

// One connection to /events for as long as it holds. May be deleted at any time, in its own slots
// too.
class EventSource final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(EventSource)

public:
    // silence: without a byte for so long, it has ended.
    EventSource(const Endpoint &endpoint, const Question &question,
                std::chrono::milliseconds silence);

    void start();                                              // once
    [[nodiscard]] bool isSilent() const { return m_isSilent; } // that is why it has ended

signals: // from the event loop
    void arrived(const qilin::ServerEvent &event);
    // Last of all. Its result is always an Error; status 200: it was an event stream.
    void ended(const qilin::Outcome &outcome);

private:
    void onMoved();
    void readEvents();
    [[nodiscard]] Outcome readRefusal();
    void end(const Outcome &outcome);

    const Endpoint m_endpoint;
    Exchange m_exchange;
    EventParser m_parser;
    QTimer m_silence;
    bool m_isStream = false; // its head says so
    bool m_isSilent = false;
    bool m_isEnded = false;
};

} // namespace qilin
