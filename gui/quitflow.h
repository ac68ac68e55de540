// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "gui/target.h"

#include <QObject>
#include <QPointer>

class QMessageBox;
class QWidget;

namespace qilin {

class Daemons;

// The two ways out of the tray. Daemons of other computers (those reached by a URL) are left alone
// by both. daemons must outlive it.
class QuitFlow final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(QuitFlow)

public:
    // window: parent of the question.
    QuitFlow(Daemons &daemons, QWidget *window, QObject *parent = nullptr);

    [[nodiscard]] bool hasLocalDaemon() const; // one that answers

    void leave(); // ends this program; whatever runs, runs on
    // Quits the local daemons, then this program. Asks first, without blocking, where that stops
    // workers.
    void quit();

signals:
    void left(); // now it is to end
    void failed(const qilin::Target &daemon, const QString &what, const QString &error);

private:
    [[nodiscard]] QList<ControlClient *> localDaemons() const;
    void ask(int workers);
    void quitNow();

    Daemons &m_daemons;
    QWidget *m_window;
    QPointer<QMessageBox> m_question;
};

} // namespace qilin
