// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/client/controlclient.h"

#include <QHash>
#include <QObject>
#include <QPointer>

class QDialog;

namespace qilin {

class Daemons;

// Asks for user and password where a daemon wants them: once a failure, and whenever it is told to.
// What was entered goes to the client and nowhere else. Daemons must outlive it.
class PasswordPrompts final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PasswordPrompts)

public:
    PasswordPrompts(Daemons &daemons, QWidget *window);

    void ask(ControlClient *client); // raises the dialog that is open for it

private:
    void follow(ControlClient *client);
    void noteState(ControlClient *client, ControlClient::State state);

    QWidget *m_window;
    QHash<ControlClient *, QPointer<QDialog>> m_dialogs;
    QHash<ControlClient *, bool> m_hasTried; // what was entered is on its way or was refused
};

} // namespace qilin
