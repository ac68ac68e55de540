// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/output/outputreader.h"
#include "core/platform/childsetup.h"
#include "core/worker/launch.h"
#include "core/worker/readywatch.h"
#include "core/worker/workerprocess.h"

#include <QProcess>

namespace qilin {

class AppOutput;
class TreeKeeper;

// A worker's process that we start ourselves: joins QProcess, what it prints and the keeper of
// its process tree. What the kinds of program have of their own is in its subclasses.
class ChildProcess : public WorkerProcess
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ChildProcess)

public:
    // key: names the tree, unique in this process. launch: or why there can be no process.
    // trees and output must outlive it.
    ChildProcess(int key, Result<Launch> launch, TreeKeeper &trees, AppOutput &output);
    ~ChildProcess() override;

    // Before start(): what standard input holds; else it is empty.
    void setInput(const QByteArray &input) { m_input = input; }
    void start() override;
    void endTree(std::chrono::milliseconds grace) override;
    qint64 pid() const override { return m_pid; }
    std::chrono::milliseconds watchdog() const override;
    QString lastCheck() const override { return m_ready ? m_ready->lastCheck() : QString(); }

protected:
    // Adds to environment and descriptors what this kind needs; some may be there already. An
    // Error: it can't be started.
    [[nodiscard]] virtual Result<> prepare(QProcessEnvironment &environment, ChildSetup &setup) = 0;
    virtual void afterStart() {} // the process exists, the descriptors have been handed over
    void sendSignal(int signal); // to the main process only
    bool isRunning() const { return m_pid != 0 && !m_hasExited; }
    int key() const { return m_key; }
    const std::shared_ptr<const InheritedSockets> &sockets() const { return m_launch->sockets; }

private:
    Result<> prepareReady();
    void giveSockets(ChildSetup &setup);
    void insertPids(ChildSetup &setup);
    [[nodiscard]] Result<> openOutput(ChildSetup &setup);
    void onChunk(Stream stream, const OutputChunk &chunk);
    void onFinished(int code, QProcess::ExitStatus status);
    void onError(QProcess::ProcessError error);
    void onRefused(const QString &reason);

    const int m_key;
    Result<Launch> m_launch;
    TreeKeeper &m_trees;
    ChildFailure m_failure; // written by the child before it runs the program
    QProcess m_process;
    QByteArray m_input;
    AppOutput &m_output;
    std::unique_ptr<ReadyWatch> m_ready; // null: there is nothing to watch for
    OutputReader m_out;
    OutputReader m_err;
    UniqueFd m_childOut;
    UniqueFd m_childErr;
    qint64 m_pid = 0;
    bool m_hasExited = false;
};

} // namespace qilin
