// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/client/controlclient.h"

#include <QPointer>

namespace qilin {

// What is selected or acted on: a daemon (app empty), one of its apps (worker 0), or a worker.
struct Target
{
    QPointer<ControlClient> daemon;
    QString app;
    int worker = 0;

    bool operator==(const Target &other) const
    {
        return daemon == other.daemon && app == other.app && worker == other.worker;
    }
};

} // namespace qilin
