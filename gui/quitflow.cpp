// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "gui/quitflow.h"

#include "gui/daemons.h"

#include <QMessageBox>
#include <QPushButton>

namespace qilin {

QuitFlow::QuitFlow(Daemons &daemons, QWidget *window, QObject *parent)
    : QObject(parent)
    , m_daemons(daemons)
    , m_window(window)
{}

QList<ControlClient *> QuitFlow::localDaemons() const
{
    QList<ControlClient *> local;
    const QList<ControlClient *> clients = m_daemons.clients();
    for (ControlClient *client : clients) {
        if (!client->endpoint().socket.isEmpty()
            && client->state() == ControlClient::State::Connected)
            local.append(client);
    }
    return local;
}

bool QuitFlow::hasLocalDaemon() const
{
    return !localDaemons().isEmpty();
}

void QuitFlow::leave()
{
    emit left();
}

void QuitFlow::quit()
{
    int workers = 0;
    const QList<ControlClient *> clients = localDaemons();
    for (const ControlClient *client : clients) {
        for (const WorkerSnapshot &worker : client->snapshot()->workers)
            workers += worker.pid != 0;
    }
    if (workers > 0)
        ask(workers);
    else
        quitNow();
}

void QuitFlow::ask(int workers)
{
    if (m_question && m_question->isVisible()) {
        m_question->raise();
        m_question->activateWindow();
        return;
    }
    m_question = new QMessageBox(QMessageBox::Question, tr("Quit"),
                                 tr("Quitting stops the workers that run now (%1).").arg(workers),
                                 QMessageBox::Cancel, m_window);
    m_question->setAttribute(Qt::WA_DeleteOnClose);
    const QPushButton *stop
        = m_question->addButton(tr("&Stop workers and quit"), QMessageBox::AcceptRole);
    const QPushButton *stay
        = m_question->addButton(tr("&Leave the daemon running"), QMessageBox::DestructiveRole);
    m_question->setDefaultButton(QMessageBox::Cancel);
    connect(stop, &QPushButton::clicked, this, &QuitFlow::quitNow);
    connect(stay, &QPushButton::clicked, this, &QuitFlow::leave);
    m_question->open();
}

void QuitFlow::quitNow()
{
    const QList<ControlClient *> clients = localDaemons();
    if (clients.isEmpty()) {
        leave();
        return;
    }
    const auto unanswered = std::make_shared<qsizetype>(clients.size());
    for (ControlClient *client : clients) {
        const QPointer<QuitFlow> self(this);
        const Target target{client, {}, 0};
        client->quit([self, target, unanswered](const Result<> &result) {
            if (!self)
                return;
            if (!result)
                emit self->failed(target, tr("quitting of the daemon"), result.error().text);
            else if (--*unanswered == 0)
                self->leave();
        });
    }
}

} // namespace qilin
