// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/client/clienttimes.h"
#include "core/client/exchange.h"

#include <QJsonValue>
#include <QTimer>

namespace qilin {

constexpr int kUnauthorized = 401; // RFC 9110

// What a daemon has answered; status 0: it has not.
struct Outcome
{
    int status = 0;
    Result<QJsonValue> result; // of "result"; or what "error" says, or why there is none
    bool isForeign = false;    // something else than a daemon has answered
    bool isGone = false;       // nobody is there; what is silent only may be there still
};

// Pure. An answer without "result" and "error" is no daemon's; the Error says so.
[[nodiscard]] Outcome readOutcome(const Endpoint &endpoint, int status, const QByteArray &body);

// One call of the control API. May be deleted at any time, in slots of finished() too.
class Call final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Call)

public:
    // limit: for the answer, once the connection stands.
    Call(const Endpoint &endpoint, const Question &question, std::chrono::milliseconds connectLimit,
         std::chrono::milliseconds limit);

    void start();                    // once
    void giveUp(const QString &why); // finishes at once

signals:
    void finished(const qilin::Outcome &outcome); // once, from the event loop or giveUp()

private:
    void onMoved();
    void finish(const Outcome &outcome);

    const Endpoint m_endpoint;
    const std::chrono::milliseconds m_limit;
    Exchange m_exchange;
    QTimer m_deadline;
    bool m_isAsked = false;
    bool m_isFinished = false;
};

} // namespace qilin
