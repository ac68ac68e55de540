// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "gui/snapshotmodel.h"

namespace qilin {

class Daemons;

// The tree of everything that Daemons knows, kept up to date with its clients. Daemons must
// outlive it.
class WorkerModel final : public SnapshotModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(WorkerModel)

public:
    explicit WorkerModel(Daemons &daemons, QObject *parent = nullptr);

private:
    void follow(ControlClient *client);
};

} // namespace qilin
