// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/config/readyurl.h"

#include <QObject>
#include <QTcpSocket>
#include <QTimer>

namespace qilin {

// Asks a URL again and again until it answers 2xx. Nothing waits for it.
class HttpProbe final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(HttpProbe)

public:
    explicit HttpProbe(const ReadyUrl &url, QObject *parent = nullptr);
    ~HttpProbe() override;

    void start();                                       // once
    QString lastResult() const { return m_lastResult; } // why not yet; empty before the first try

signals:
    void succeeded(); // once; last signal

private:
    void ask();
    void read();
    void fail(const QString &why);

    const ReadyUrl m_url;
    QTcpSocket m_socket;
    QTimer m_again;   // after a failure
    QTimer m_timeout; // of one question
    QByteArray m_answer;
    QString m_lastResult;
};

} // namespace qilin
