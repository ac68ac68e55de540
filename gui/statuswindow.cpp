// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "gui/statuswindow.h"

#include "gui/abilities.h"
#include "gui/actions.h"
#include "gui/ansi.h"
#include "gui/attachdialog.h"
#include "gui/daemons.h"
#include "gui/emptypage.h"
#include "gui/eventlist.h"
#include "gui/icons.h"
#include "gui/logview.h"
#include "gui/noticebar.h"
#include "gui/passwordprompts.h"
#include "gui/totalsbar.h"
#include "gui/usagepanel.h"
#include "gui/workertree.h"

#include <QCloseEvent>
#include <QSplitter>
#include <QStackedWidget>
#include <QStatusBar>
#include <QTabWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace qilin {

namespace {

constexpr auto kDoneShown = 5s;
constexpr auto kErrorShown = 30s;

} // namespace

StatusWindow::StatusWindow(Daemons &daemons)
    : m_daemons(daemons)
    , m_actions(new Actions(this))
    , m_passwords(new PasswordPrompts(daemons, this))
    , m_why(new NoticeBar(Tone::Off, NoticeBar::Closing::ByUser))
    , m_connection(new NoticeBar(Tone::Bad, NoticeBar::Closing::Never))
    , m_tree(new WorkerTree(daemons))
    , m_usage(new UsagePanel(daemons))
    , m_log(new LogView)
    , m_events(new EventList(daemons))
    , m_empty(new EmptyPage)
    , m_totals(new TotalsBar)
    , m_tabs(new QTabWidget)
    , m_right(new QStackedWidget)
    , m_splitter(new QSplitter(Qt::Vertical))
    , m_toolBar(addToolBar(tr("Actions")))
    , m_showLog(new QAction(themedIcon(u"log"_s), tr("Show &log"), this))
    , m_signIn(new QAction(tr("Sign &in…"), this))
    , m_detach(new QAction(themedIcon(u"remove"_s), tr("&Detach"), this))
{
    setWindowTitle(u"qilin-daemon"_s);
    setWindowIcon(applicationIcon());
    buildPanes();
    buildToolBar();
    buildMenus();
    connectParts();
    restore();
    refresh();
}

StatusWindow::~StatusWindow()
{
    if (isVisible())
        store();
}

void StatusWindow::buildPanes()
{
    m_tree->setFrameShape(QFrame::NoFrame);
    m_tabs->setDocumentMode(true);
    m_usage->setContentsMargins(8, 6, 8, 8);
    m_tabs->addTab(m_usage, tr("&Usage"));
    m_tabs->addTab(m_log, tr("&Log"));
    m_tabs->addTab(m_events, tr("&Events"));
    m_tabs->setAccessibleName(tr("Details of the selection"));
    m_right->addWidget(m_empty);
    m_right->addWidget(m_tabs);
    m_splitter->addWidget(m_tree);
    m_splitter->addWidget(m_right);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setStretchFactor(0, 2);
    m_splitter->setStretchFactor(1, 3);

    auto *center = new QWidget;
    auto *layout = new QVBoxLayout(center);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_why);
    layout->addWidget(m_connection);
    layout->addWidget(m_splitter, 1);
    setCentralWidget(center);
    statusBar()->addPermanentWidget(m_totals);
}

void StatusWindow::connectParts()
{
    connect(m_tree, qOverload<const Target &>(&WorkerTree::currentChanged), this,
            &StatusWindow::setTarget);
    connect(m_tree, &WorkerTree::menuRequested, this, &StatusWindow::showMenu);
    connect(m_tree, &QTreeView::doubleClicked, this, [this] {
        if (m_target.worker != 0)
            showLog(m_target);
    });
    connect(m_events, &EventList::logRequested, this, &StatusWindow::showLog);
    connect(m_empty, &EmptyPage::attachWanted, this, &StatusWindow::askForAddress);
    connect(m_empty, &EmptyPage::signInWanted, m_signIn, &QAction::trigger);
    connect(m_actions, &Actions::begun, this,
            [this](const Target &, const QString &what) { statusBar()->showMessage(what + u'…'); });
    connect(m_actions, &Actions::done, this, &StatusWindow::noteResult);
    connect(&m_daemons, &Daemons::changed, this, [this] {
        if (isVisible())
            refresh();
    });
    connect(&m_daemons, &Daemons::aboutToRemove, this, [this](ControlClient *client) {
        if (m_target.daemon == client)
            follow({}); // what is shown then, is found when it is gone
    });
}

void StatusWindow::setTarget(const Target &target)
{
    follow(target);
    refresh();
}

void StatusWindow::follow(const Target &target)
{
    m_target = target;
    m_actions->setTarget(target);
    m_usage->setTarget(target);
    m_log->setTarget(target);
}

void StatusWindow::refresh()
{
    const QList<ControlClient *> clients = m_daemons.clients();
    if (!m_target.daemon && !clients.isEmpty()) {
        m_tree->select({clients.first(), {}, 0});
        if (m_target.daemon) // that came back here
            return;
    }
    const ControlClient *client = m_target.daemon;
    m_actions->update();
    m_totals->showTotals(m_daemons);
    m_tree->setVisible(!clients.isEmpty());
    const bool hasNumbers = client && client->snapshot();
    if (!hasNumbers)
        m_empty->describe(client);
    m_right->setCurrentWidget(hasNumbers ? static_cast<QWidget *>(m_tabs) : m_empty);
    m_detach->setEnabled(client);
    m_signIn->setEnabled(client && client->state() == ControlClient::State::Unauthorized);
    m_showLog->setEnabled(hasNumbers);

    QString notice;
    if (hasNumbers && client->state() == ControlClient::State::Lost)
        notice = tr("%1 does not answer: %2. Trying again; the numbers are its last ones.")
                     .arg(client->endpoint().title, client->error());
    else if (hasNumbers && client->state() == ControlClient::State::Unauthorized)
        notice = tr("%1 asks for user and password (File, Sign in).").arg(client->endpoint().title);
    m_connection->setText(notice);
}

QString StatusWindow::connectionNotice() const
{
    return m_connection->text();
}

void StatusWindow::noteResult(const Target &target, const QString &what, const QString &error,
                              const QAction *action)
{
    const QString text
        = error.isEmpty()
              ? tr("Done: %1").arg(what)
              : tr("Failed: %1: %2").arg(what, withoutEscapes(error.section(u'\n', 0, 0)));
    statusBar()->showMessage(text, int((error.isEmpty() ? std::chrono::milliseconds(kDoneShown)
                                                        : std::chrono::milliseconds(kErrorShown))
                                           .count()));
    // A connected daemon tells more about reloads by an event.
    const bool isTold = action == m_actions->reload() && target.daemon
                        && target.daemon->state() == ControlClient::State::Connected;
    if (!isTold)
        m_events->model().addResult(target, what, error);
}

void StatusWindow::present()
{
    setWindowState(windowState() & ~Qt::WindowMinimized);
    show();
    raise();
    activateWindow();
}

void StatusWindow::select(const Target &target)
{
    m_tree->select(target);
}

void StatusWindow::showLog(const Target &target)
{
    // What a dead worker printed stands in the log of its app.
    const bool isThere = target.worker == 0 || workerOf(target);
    const Target shown = isThere ? target : Target{target.daemon, target.app, 0};
    select(shown);
    if (!(m_target == shown))
        setTarget(shown);
    m_tabs->setCurrentIndex(LogTab);
    present();
}

void StatusWindow::explain(const QString &why)
{
    m_why->setText(why);
}

void StatusWindow::setKeepsRunning(bool yes)
{
    m_keepsRunning = yes;
}

void StatusWindow::askForAddress()
{
    auto *dialog = new AttachDialog(this);
    connect(dialog, &AttachDialog::chosen, this, [this](const Endpoint &endpoint) {
        ControlClient *client = m_daemons.add(endpoint);
        select({client, {}, 0});
    });
    dialog->open();
}

void StatusWindow::askForPassword(ControlClient *client)
{
    m_passwords->ask(client);
}

void StatusWindow::detach()
{
    if (m_target.daemon)
        m_daemons.remove(m_target.daemon);
}

void StatusWindow::closeEvent(QCloseEvent *event)
{
    store();
    event->accept();
    if (m_keepsRunning)
        emit hidden();
    else
        emit quitRequested();
}

void StatusWindow::showEvent(QShowEvent *event)
{
    QMainWindow::showEvent(event);
    refresh();
    updateToolBar();
}

void StatusWindow::hideEvent(QHideEvent *event)
{
    store();
    QMainWindow::hideEvent(event);
}

void StatusWindow::resizeEvent(QResizeEvent *event)
{
    QMainWindow::resizeEvent(event);
    updateToolBar();
}

} // namespace qilin
