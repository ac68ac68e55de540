// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/stream.h"
#include "core/output/outputchunk.h"

#include <QByteArray>
#include <QObject>
#include <QString>

#include <chrono>
#include <optional>

namespace qilin {

// How a process ended: one of the two.
struct ExitStatus
{
    std::optional<int> code;
    int signal = 0;
};

// "exited with code 1", "was killed by SIGKILL".
[[nodiscard]] QString exitText(const ExitStatus &status);
[[nodiscard]] QString signalName(int signal); // "SIGTERM"; "signal 35" for one without a name

// The seam between a worker and the way its process came to be: started by us as a Node cluster
// worker or as a plain program; later perhaps adopted from an earlier self of the daemon.
// Belongs to one Worker. The order of its signals is the one below; those in brackets may be
// absent.
class WorkerProcess : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(WorkerProcess)

public:
    using QObject::QObject;

    // Once; leads to started() or failedToStart(), maybe at once. To both where the process was
    // there, but could not become the program.
    virtual void start() = 0;

    // Between started() and treeGone(); without effect at any other time.
    virtual void release() = 0;                                  // after parked()
    virtual void retire(std::chrono::milliseconds deadline) = 0; // finish and go
    virtual void endTree(std::chrono::milliseconds grace) = 0;   // SIGTERM, after grace SIGKILL

    virtual qint64 pid() const = 0; // 0 before started()
    // Where one that is up gives no sign of life for so long, it is ended; 0: never.
    virtual std::chrono::milliseconds watchdog() const { return std::chrono::milliseconds{0}; }
    virtual std::optional<int> connections() const { return std::nullopt; }
    virtual QString lastCheck() const { return {}; } // why ready() has not come; maybe empty

signals:
    void started();
    void failedToStart(const QString &reason); // last signal
    void printed(qilin::Stream stream, const qilin::OutputChunk &chunk);
    void asked();                                 // [it wants a socket from us]
    void parked();                                // [and its answer is withheld]
    void listening(const QString &address);       // [all sockets it was given are in use]
    void ready();                                 // [it says that it is, or its check succeeds]
    void alive();                                 // [a sign of life, see watchdog()]
    void status(const QString &text);             // [what it says of itself; any time]
    void stopping();                              // [it says that it goes]
    void stoppedAccepting();                      // [after retire(): nothing new reaches it]
    void lost(const QString &reason);             // [it runs on, but no longer as our worker]
    void exited(const qilin::ExitStatus &status); // its main process; descendants may be left
    void treeGone();                              // after endTree(); last signal
};

} // namespace qilin
