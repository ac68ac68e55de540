// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/output/appoutput.h"
#include "core/worker/plainprocess.h"

#include <QElapsedTimer>
#include <QTimer>

#include <chrono>

namespace qilin {

// One run of a hook, from its start until its process tree is gone. What it prints goes to our log:
// each line at debug, the last ones with the warning when it fails.
class HookRun final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(HookRun)

public:
    // title: "hook reloaded of web". key: of its tree. launch: or why there can be no process.
    HookRun(const QString &title, int key, Result<Launch> launch, TreeKeeper &trees,
            Outlets &outlets);
    ~HookRun() override;

    void start(const QByteArray &input, std::chrono::milliseconds deadline); // once
    void end();                                                              // in a second
    void kill();                                                             // at once

signals:
    void gone(); // last signal

private:
    void onLine(QByteArrayView text);
    void onExited(const ExitStatus &status);
    void onDeadline();
    void warn(const QString &what);

    const QString m_title;
    AppOutput m_nowhere;
    PlainProcess m_process;
    QTimer m_deadline;
    QElapsedTimer m_clock;
    QStringList m_output; // the last lines
    bool m_isEnding = false;
};

} // namespace qilin
