// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/client/answerparser.h"
#include "core/client/wire.h"

namespace qilin {

// What is asked of a daemon.
struct Question
{
    QByteArray verb;                              // "GET"
    QByteArray target;                            // "/scale?app=a&workers=3", encoded
    QList<QPair<QByteArray, QByteArray>> headers; // beyond those that every question has
};

// As it goes over the wire, with the credentials of the endpoint.
[[nodiscard]] QByteArray requestBytes(const Endpoint &endpoint, const Question &question);

// One question and its answer, on a connection of their own. May be deleted in slots of moved().
class Exchange final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Exchange)

public:
    enum class State { Connecting, Asked, Answering, Complete, Failed };

    Exchange(const Endpoint &endpoint, const Question &question);

    void start(); // once

    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] const QString &trouble() const { return m_trouble; } // of Failed
    [[nodiscard]] bool isGone() const { return m_isGone; }             // of Failed: nobody is there
    [[nodiscard]] const AnswerHead &head() const { return m_parser.head(); } // from Answering on
    [[nodiscard]] QByteArray takeBody() { return m_parser.takeBody(); }

signals:
    void moved(); // from the event loop: another state, or bytes have come

private:
    void ask();
    void read();
    void onClosed(const QString &why);
    void fail(const QString &why);

    const Endpoint m_endpoint;
    const Question m_question;
    Wire m_wire;
    AnswerParser m_parser;
    State m_state = State::Connecting;
    QString m_trouble;
    bool m_isGone = false;
};

} // namespace qilin
