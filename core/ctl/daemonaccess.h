// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/client/call.h"
#include "core/ctl/daemonplace.h"
#include "core/ctl/prompt.h"

#include <functional>
#include <memory>

namespace qilin {

// Asks the daemon, and the user for a password where the daemon wants one and none is known. Owns
// the connection.
class DaemonAccess final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DaemonAccess)

public:
    using Done = std::function<void(const Outcome &)>;

    enum class Manners { Asking, Quiet }; // Quiet: the user is never asked

    explicit DaemonAccess(const DaemonPlace &place, Manners manners = Manners::Asking,
                          const ClientTimes &times = {});

    // After an answer: with the credentials that were right.
    [[nodiscard]] const Endpoint &endpoint() const { return m_place.endpoint; }
    [[nodiscard]] const QString &advice() const { return m_place.advice; }

    // done is called once, from the event loop. One question at a time.
    void ask(const Question &question, Done done);

signals:
    void cancelled(); // the user would not give a password; there will be no answer

private:
    void send();
    void onFinished(const Outcome &outcome);
    [[nodiscard]] bool askForCredentials();
    void onTyped(const QString &text);

    DaemonPlace m_place;
    const ClientTimes m_times;
    const bool m_mayAsk;
    int m_triesLeft = 3;
    Question m_question;
    Done m_done;
    std::unique_ptr<Call> m_call;
    Prompt m_prompt;
};

} // namespace qilin
