// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/ctl/followtask.h"

#include "core/ctl/text.h"
#include "core/ctl/visibletext.h"

#include <utility>

namespace qilin {

FollowTask::~FollowTask() = default;

void FollowTask::follow(Following what)
{
    m_client = std::make_unique<ControlClient>(access().endpoint());
    connect(m_client.get(), &ControlClient::stateChanged, this, &FollowTask::onStateChanged);
    connect(m_client.get(), &ControlClient::snapshotChanged, this,
            [this](const Snapshot &snapshot) { onSnapshot(snapshot); });
    m_client->open(what == Following::StatesAndLogs);
}

void FollowTask::onLost(const QString &why)
{
    printer().complain(CtlText::tr("%1; trying again").arg(visibleText(why)));
}

void FollowTask::onRefused(const QString &why)
{
    fail(kCtlRefused, why);
}

void FollowTask::onStateChanged(ControlClient::State state)
{
    switch (state) {
    case ControlClient::State::Closed:
    case ControlClient::State::Connecting:
        break;
    case ControlClient::State::Connected:
        m_isLost = false;
        onConnected();
        break;
    case ControlClient::State::Unauthorized:
        onRefused(m_client->error());
        break;
    case ControlClient::State::Lost:
        if (!std::exchange(m_isLost, true))
            onLost(m_client->error());
        break;
    }
}

} // namespace qilin
