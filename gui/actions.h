// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "gui/target.h"

#include <QList>
#include <QMetaObject>
#include <QObject>

#include <functional>

class QAction;
class QWidget;

namespace qilin {

// What a user can do to a Target: the actions of toolbar, window menu and context menu, each with
// icon, shortcut, tooltip; disabled where it cannot act (state, kind of target, one under way).
// Asks what must be asked (how many workers; whether to quit) in windows of its own, never
// blocking.
class Actions final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Actions)

public:
    // window: parent of its dialogs.
    explicit Actions(QWidget *window);

    void setTarget(const Target &target);
    [[nodiscard]] const Target &target() const { return m_target; }
    void update(); // the target's state may have changed

    QAction *reload() const { return m_reload; }
    QAction *restartWorker() const { return m_restartWorker; }
    QAction *scale() const { return m_scale; }
    QAction *stop() const { return m_stop; }
    QAction *start() const { return m_start; }
    QAction *quit() const { return m_quit; }

signals:
    // An action has begun to run. What: "reload of app.js".
    void begun(const qilin::Target &target, const QString &what);
    // It has ended; error is empty when the daemon did it.
    void done(const qilin::Target &target, const QString &what, const QString &error,
              QAction *action);

private:
    using Call = std::function<void(ControlClient &, Reply)>;
    struct Running
    {
        int number;
        QAction *action;
        Target target;
        QMetaObject::Connection detached;
    };

    QAction *add(const QString &text, const QString &icon, const QKeySequence &shortcut,
                 void (Actions::*trigger)());
    void describe(QAction *action, bool canAct, const QString &tip);
    [[nodiscard]] bool isRunning(const QAction *action, const Target &target) const;
    [[nodiscard]] bool isBusy(const Target &target) const;
    void run(QAction *action, const Target &target, const QString &what, const Call &call);
    void end(int number, const QString &what, const Result<> &result);

    void triggerReload();
    void triggerRestart();
    void triggerScale();
    void triggerStop();
    void triggerStart();
    void triggerQuit();
    void quitNow(const Target &target);

    Target m_target;
    QWidget *m_window;
    QAction *m_reload;
    QAction *m_restartWorker;
    QAction *m_scale;
    QAction *m_stop;
    QAction *m_start;
    QAction *m_quit;
    QList<Running> m_running;
    int m_lastNumber = 0;
};

} // namespace qilin
