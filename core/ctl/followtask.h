// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/client/controlclient.h"
#include "core/ctl/task.h"

namespace qilin {

// A command that goes on with what happens in the daemon, also when it is lost and comes back.
class FollowTask : public Task
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FollowTask)

public:
    using Task::Task;
    ~FollowTask() override;

protected:
    enum class Following { States, StatesAndLogs };

    // After the first answer, which has proved the address and the credentials.
    void follow(Following what);
    [[nodiscard]] ControlClient &client() { return *m_client; } // after follow()

    virtual void onSnapshot(const Snapshot &snapshot) = 0;
    virtual void onConnected() {} // each time, before the first snapshot
    virtual void onLost(const QString &why);
    virtual void onRefused(const QString &why); // ends the task

private:
    void onStateChanged(ControlClient::State state);

    std::unique_ptr<ControlClient> m_client;
    bool m_isLost = false;
};

} // namespace qilin
