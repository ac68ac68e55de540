// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "gui/passwordprompts.h"

#include "gui/daemons.h"
#include "gui/passworddialog.h"

#include <QWidget>

namespace qilin {

PasswordPrompts::PasswordPrompts(Daemons &daemons, QWidget *window)
    : QObject(window)
    , m_window(window)
{
    connect(&daemons, &Daemons::added, this, &PasswordPrompts::follow);
    connect(&daemons, &Daemons::aboutToRemove, this, [this](ControlClient *client) {
        client->disconnect(this);
        if (QDialog *dialog = m_dialogs.take(client))
            dialog->close();
        m_hasTried.remove(client);
    });
    for (ControlClient *client : daemons.clients())
        follow(client);
}

void PasswordPrompts::follow(ControlClient *client)
{
    connect(client, &ControlClient::stateChanged, this,
            [this, client](ControlClient::State state) { noteState(client, state); });
}

void PasswordPrompts::noteState(ControlClient *client, ControlClient::State state)
{
    if (state == ControlClient::State::Unauthorized)
        ask(client);
    else if (state == ControlClient::State::Connected)
        m_hasTried.remove(client);
}

void PasswordPrompts::ask(ControlClient *client)
{
    QPointer<QDialog> &open = m_dialogs[client];
    if (open) {
        open->raise();
        open->activateWindow();
        return;
    }
    const QString name = client->endpoint().title;
    const bool isRefused
        = m_hasTried.value(client) && client->state() == ControlClient::State::Unauthorized;
    auto *dialog
        = new PasswordDialog(isRefused ? tr("%1 did not accept this user and password.").arg(name)
                                       : tr("%1 asks for user and password.").arg(name),
                             client->endpoint().username, m_window);
    connect(dialog, &PasswordDialog::entered, client,
            [this, client](const QString &username, const QString &password) {
                m_dialogs.remove(client); // the next failure has one of its own
                m_hasTried.insert(client, true);
                client->setCredentials(username, password);
            });
    open = dialog;
    dialog->open();
}

} // namespace qilin
