// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/ctl/terminalguard.h"
#include "core/platform/uniquefd.h"

#include <QSocketNotifier>

#include <memory>

namespace qilin {

// A question on the terminal, whatever stdin and stdout are. What is typed for a password is not
// shown.
class Prompt final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Prompt)

public:
    enum class Kind { Name, Password };

    Prompt();
    ~Prompt() override;

    // False: there is no terminal. Else answered() or cancelled() follows.
    [[nodiscard]] bool ask(const QString &question, Kind kind);

signals: // from the event loop; ask() may be called again
    void answered(const QString &text);
    void cancelled(); // Ctrl-C or Ctrl-D

private:
    void read();
    void write(const QString &text);
    void cancel();

    UniqueFd m_terminal;
    QString m_question;
    QByteArray m_typed;
    std::unique_ptr<TerminalGuard> m_guard;
    std::unique_ptr<QSocketNotifier> m_notifier;
};

} // namespace qilin
