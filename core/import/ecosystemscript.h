// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/result.h"

#include <QElapsedTimer>
#include <QObject>
#include <QProcess>
#include <QTimer>

#include <chrono>

namespace qilin {

// Lets Node evaluate an ecosystem file that is a program, as PM2 does, and takes what it exports as
// JSON. No shell is involved; what the file prints goes to our stderr. One evaluation an object.
class EcosystemScript final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(EcosystemScript)

public:
    explicit EcosystemScript(std::chrono::milliseconds deadline);
    ~EcosystemScript() override;

    // file: absolute. finished() follows, maybe before the return.
    void start(const QString &file);

signals:
    // The error says what the file threw and where, or what else went wrong.
    void finished(const qilin::Result<QByteArray> &json);

private:
    void readOutput();
    void onEnd(int code, QProcess::ExitStatus status);
    void kill(const QString &why);
    void finish(const Result<QByteArray> &result);

    const std::chrono::milliseconds m_deadline;
    QProcess m_process;
    QTimer m_timer;
    QByteArray m_mark; // what the file prints by itself never has it
    QByteArray m_output;
    QString m_killedFor;
    bool m_isFinished = false;
};

} // namespace qilin
