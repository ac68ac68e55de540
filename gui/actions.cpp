// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "gui/actions.h"

#include "gui/abilities.h"
#include "gui/icons.h"
#include "gui/scaledialog.h"
#include "gui/tooltips.h"

#include <QAction>
#include <QMessageBox>
#include <QPushButton>
#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace qilin {

Actions::Actions(QWidget *window)
    : QObject(window)
    , m_window(window)
    , m_reload(add(tr("&Reload"), u"reload"_s, {u"Ctrl+R"_s}, &Actions::triggerReload))
    , m_restartWorker(
          add(tr("Restart &worker"), u"restart"_s, {u"Ctrl+Shift+R"_s}, &Actions::triggerRestart))
    , m_scale(add(tr("S&cale…"), u"scale"_s, {u"Ctrl+Shift+L"_s}, &Actions::triggerScale))
    , m_stop(add(tr("S&top"), u"stop"_s, {u"Shift+F5"_s}, &Actions::triggerStop))
    , m_start(add(tr("&Start"), u"start"_s, {u"F5"_s}, &Actions::triggerStart))
    , m_quit(add(tr("&Quit daemon"), u"quit"_s, {u"Ctrl+Shift+Q"_s}, &Actions::triggerQuit))
{
    update();
}

namespace {

// For a toolbar: without the mnemonic, which in Japanese stands in brackets, "Stop (&T)".
QString withoutMnemonic(QString text)
{
    static const QRegularExpression mnemonic(u"\\(&.\\)|&"_s);
    return text.remove(mnemonic);
}

} // namespace

QAction *Actions::add(const QString &text, const QString &icon, const QKeySequence &shortcut,
                      void (Actions::*trigger)())
{
    auto *action = new QAction(themedIcon(icon), text, this);
    action->setIconText(withoutMnemonic(text));
    action->setShortcut(shortcut);
    action->setMenuRole(QAction::NoRole);
    connect(action, &QAction::triggered, this, trigger);
    return action;
}

void Actions::setTarget(const Target &target)
{
    if (m_target == target)
        return;
    m_target = target;
    update();
}

void Actions::update()
{
    const Abilities can = abilitiesOf(m_target);
    const Target app{m_target.daemon, can.app, 0};
    const bool isFree = !isBusy(app);
    const QString name = can.app.isEmpty() ? tr("the application") : can.app;
    describe(m_reload, can.canReload && isFree,
             m_target.daemon && can.app.isEmpty()
                 ? tr("Replace the workers of all applications without losing a request")
                 : tr("Replace the workers of %1 without losing a request").arg(name));
    describe(m_restartWorker, can.canRestart && isFree,
             m_target.worker ? tr("Replace worker %1 by a new one").arg(m_target.worker)
                             : tr("Replace the selected worker by a new one"));
    describe(m_scale, can.canScale && isFree, tr("Change how many workers %1 has").arg(name));
    describe(m_stop, can.canStop && !isRunning(m_stop, app),
             tr("Stop all workers of %1").arg(name));
    describe(m_start, can.canStart && !isRunning(m_start, app),
             tr("Start the workers of %1").arg(name));
    describe(m_quit, can.canQuit && !isRunning(m_quit, {m_target.daemon, {}, 0}),
             tr("Stop all workers, then the daemon"));
}

void Actions::describe(QAction *action, bool canAct, const QString &tip)
{
    action->setEnabled(canAct);
    action->setStatusTip(tip);
    const QString shortcut = action->shortcut().toString(QKeySequence::NativeText);
    action->setToolTip(
        toolTipOf(tr("%1 (%2)", "what an action does, its shortcut").arg(tip, shortcut)));
}

bool Actions::isRunning(const QAction *action, const Target &target) const
{
    return std::any_of(m_running.begin(), m_running.end(), [&](const Running &running) {
        return running.action == action && running.target == target;
    });
}

// One for a whole daemon concerns each of its apps, and the other way round.
bool Actions::isBusy(const Target &target) const
{
    return std::any_of(m_running.begin(), m_running.end(), [&](const Running &running) {
        return running.target.daemon == target.daemon
               && (running.target.app == target.app || running.target.app.isEmpty()
                   || target.app.isEmpty());
    });
}

void Actions::run(QAction *action, const Target &target, const QString &what, const Call &call)
{
    if (!target.daemon)
        return;
    const int number = ++m_lastNumber;
    // A client that goes away takes its answers with it.
    const auto detached = connect(target.daemon, &QObject::destroyed, this, [this, number, what] {
        end(number, what, Error{tr("the daemon was detached meanwhile")});
    });
    m_running.append({number, action, target, detached});
    update();
    emit begun(target, what);
    const QPointer<Actions> self(this);
    call(*target.daemon, [self, number, what](const Result<> &result) {
        if (self)
            self->end(number, what, result);
    });
}

void Actions::end(int number, const QString &what, const Result<> &result)
{
    const auto isIt = [number](const Running &running) { return running.number == number; };
    const auto place = std::find_if(m_running.begin(), m_running.end(), isIt);
    if (place == m_running.end())
        return;
    const Target target = place->target;
    QAction *action = place->action;
    disconnect(place->detached);
    m_running.erase(place);
    update();
    emit done(target, what, result ? QString() : result.error().text, action);
}

void Actions::triggerReload()
{
    const QString app = abilitiesOf(m_target).app;
    run(m_reload, {m_target.daemon, app, 0},
        app.isEmpty() ? tr("reload of all applications") : tr("reload of %1").arg(app),
        [app](ControlClient &daemon, const Reply &reply) { daemon.reload(app, reply); });
}

void Actions::triggerRestart()
{
    const int worker = m_target.worker;
    run(m_restartWorker, {m_target.daemon, m_target.app, 0}, tr("restart of worker %1").arg(worker),
        [worker](ControlClient &daemon, const Reply &reply) { daemon.restart(worker, reply); });
}

void Actions::triggerScale()
{
    const Abilities can = abilitiesOf(m_target);
    const Target app{m_target.daemon, can.app, 0};
    auto *dialog = new ScaleDialog(can.app, can.workers, m_window);
    connect(dialog, &ScaleDialog::chosen, this, [this, app](int workers) {
        run(m_scale, app, tr("scaling of %1 to %2").arg(app.app, QString::number(workers)),
            [app, workers](ControlClient &daemon, const Reply &reply) {
                daemon.scale(app.app, workers, reply);
            });
    });
    dialog->open();
}

void Actions::triggerStop()
{
    const QString app = abilitiesOf(m_target).app;
    run(m_stop, {m_target.daemon, app, 0}, tr("stop of %1").arg(app),
        [app](ControlClient &daemon, const Reply &reply) { daemon.stop(app, reply); });
}

void Actions::triggerStart()
{
    const QString app = abilitiesOf(m_target).app;
    run(m_start, {m_target.daemon, app, 0}, tr("start of %1").arg(app),
        [app](ControlClient &daemon, const Reply &reply) { daemon.start(app, reply); });
}

void Actions::triggerQuit()
{
    const Target target{m_target.daemon, {}, 0};
    if (!abilitiesOf(target).hasProcesses) {
        quitNow(target);
        return;
    }
    auto *question
        = new QMessageBox(QMessageBox::Question, tr("Quit daemon"),
                          tr("Quit the daemon of %1? Its running workers will be stopped.")
                              .arg(target.daemon->endpoint().title),
                          QMessageBox::Cancel, m_window);
    question->setAttribute(Qt::WA_DeleteOnClose);
    question->setTextFormat(Qt::PlainText);
    const QPushButton *yes
        = question->addButton(tr("&Stop workers and quit"), QMessageBox::AcceptRole);
    question->setDefaultButton(QMessageBox::Cancel);
    connect(yes, &QPushButton::clicked, this, [this, target] { quitNow(target); });
    question->open();
}

void Actions::quitNow(const Target &target)
{
    run(m_quit, target, tr("quitting of the daemon"),
        [](ControlClient &daemon, const Reply &reply) { daemon.quit(reply); });
}

} // namespace qilin
