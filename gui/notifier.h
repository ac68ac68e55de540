// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "gui/noticerules.h"
#include "gui/target.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <functional>

namespace qilin {

class Daemons;

// Follows all daemons and says what a user should be told, by NoticeRules. daemons must outlive it.
class Notifier final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Notifier)

public:
    // isWindowHidden: asked when a reload has ended.
    Notifier(Daemons &daemons, std::function<bool()> isWindowHidden, QObject *parent = nullptr);

    void setReloadDoneWanted(bool yes) { m_rules.setReloadDoneWanted(yes); }
    void actionFailed(const Target &target, const QString &what, const QString &error);

signals:
    // target: whose log explains it.
    void notice(const qilin::Notice &notice, const qilin::Target &target);

private:
    void follow(ControlClient *client);
    void tell();

    const std::function<bool()> m_isWindowHidden;
    QElapsedTimer m_clock;
    QTimer m_due;
    NoticeRules m_rules;
    QHash<int, QPointer<ControlClient>> m_clients;
    int m_lastNumber = 0;
};

} // namespace qilin
