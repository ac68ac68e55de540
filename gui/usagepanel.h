// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "gui/target.h"

#include <QWidget>

namespace qilin {

class Daemons;

// Processor and memory of one Target over 1 min, 10 min or 1 h. Asks the daemon for what was, and
// follows its snapshots; where its worker goes away it shows the app. Does nothing while hidden.
// Daemons must outlive it.
class UsagePanel final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(UsagePanel)

public:
    explicit UsagePanel(Daemons &daemons, QWidget *parent = nullptr);

    void setTarget(const Target &target);
    [[nodiscard]] const Target &target() const { return m_target; }

private:
    Target m_target;
};

} // namespace qilin
