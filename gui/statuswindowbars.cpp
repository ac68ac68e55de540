// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "gui/actions.h"
#include "gui/icons.h"
#include "gui/logview.h"
#include "gui/statuswindow.h"

#include <QGuiApplication>
#include <QMenu>
#include <QMenuBar>
#include <QMessageBox>
#include <QTabWidget>
#include <QToolBar>

using namespace Qt::StringLiterals;

namespace qilin {

void StatusWindow::buildToolBar()
{
    m_toolBar->setObjectName(u"actions"_s);
    m_toolBar->setMovable(false);
    m_toolBar->setContextMenuPolicy(Qt::PreventContextMenu);
    m_toolBar->setIconSize({20, 20});
    m_toolBar->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_toolBar->addActions({m_actions->reload(), m_actions->restartWorker(), m_actions->scale()});
    m_toolBar->addSeparator();
    m_toolBar->addActions({m_actions->start(), m_actions->stop()});
    auto *space = new QWidget;
    space->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    m_toolBar->addWidget(space);
    m_toolBar->addAction(m_actions->quit());
}

// Text beside the icons where there is room for it.
void StatusWindow::updateToolBar()
{
    m_toolBar->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    if (m_toolBar->sizeHint().width() > width())
        m_toolBar->setToolButtonStyle(Qt::ToolButtonIconOnly);
}

void StatusWindow::buildMenus()
{
    setContextMenuPolicy(Qt::PreventContextMenu);
    QMenu *file = menuBar()->addMenu(tr("&File"));
    QAction *attach = file->addAction(themedIcon(u"attach"_s), tr("&Attach…"), this,
                                      &StatusWindow::askForAddress);
    attach->setShortcut({u"Ctrl+N"_s});
    attach->setStatusTip(tr("Show a daemon that runs elsewhere too"));
    file->addActions({m_signIn, m_detach});
    m_detach->setStatusTip(tr("Show the selected daemon no longer; it runs on"));
    file->addSeparator();
    file->addAction(tr("&Close window"), QKeySequence::Close, this, &QWidget::close);
    file->addAction(m_actions->quit());

    QMenu *action = menuBar()->addMenu(tr("&Action"));
    action->addActions({m_actions->reload(), m_actions->restartWorker(), m_actions->scale()});
    action->addSeparator();
    action->addActions({m_actions->start(), m_actions->stop()});
    action->addSeparator();
    action->addAction(m_showLog);

    QMenu *view = menuBar()->addMenu(tr("&View"));
    for (int tab = 0; tab < m_tabs->count(); ++tab) {
        QAction *show = view->addAction(m_tabs->tabText(tab), this,
                                        [this, tab] { m_tabs->setCurrentIndex(tab); });
        show->setShortcut(QKeySequence(u"Ctrl+%1"_s.arg(tab + 1)));
    }
    view->addSeparator();
    QAction *find = view->addAction(tr("&Find in the log"), this, [this] {
        m_tabs->setCurrentIndex(LogTab);
        m_log->focusSearch();
    });
    find->setShortcut(QKeySequence::Find);

    menuBar()
        ->addMenu(tr("&Help"))
        ->addAction(tr("&About qilin-daemon"), this, &StatusWindow::showAbout);

    m_showLog->setShortcut({u"Ctrl+L"_s});
    connect(m_showLog, &QAction::triggered, this, [this] { showLog(m_target); });
    connect(m_detach, &QAction::triggered, this, &StatusWindow::detach);
    connect(m_signIn, &QAction::triggered, this, [this] {
        if (m_target.daemon)
            askForPassword(m_target.daemon);
    });
}

void StatusWindow::showMenu(const Target &target, QPoint at)
{
    select(target);
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    if (target.daemon) {
        if (target.worker != 0)
            menu->addAction(m_actions->restartWorker());
        menu->addActions({m_actions->reload(), m_actions->scale()});
        menu->addSeparator();
        menu->addActions({m_actions->start(), m_actions->stop()});
        menu->addSeparator();
        menu->addAction(m_showLog);
        if (target.app.isEmpty()) {
            menu->addSeparator();
            if (m_signIn->isEnabled())
                menu->addAction(m_signIn);
            menu->addActions({m_detach, m_actions->quit()});
        }
    } else {
        menu->addAction(themedIcon(u"attach"_s), tr("&Attach…"), this,
                        &StatusWindow::askForAddress);
    }
    menu->popup(at);
}

void StatusWindow::showAbout()
{
    auto *about = new QMessageBox(this);
    about->setAttribute(Qt::WA_DeleteOnClose);
    about->setWindowTitle(tr("About qilin-daemon"));
    about->setIconPixmap(applicationIcon().pixmap(QSize(64, 64), devicePixelRatioF()));
    about->setTextFormat(Qt::PlainText);
    about->setText(u"qilin-daemon "_s + QStringLiteral(QILIN_VERSION));
    about->setInformativeText(
        tr("Replaces running code without losing a request.\n\nThe sources are under the MIT "
           "licence. A binary that is linked with Qt's QHttpServer, as the daemon is, is "
           "distributed under the GNU General Public License, version 3.\n\nQt %1")
            .arg(QString::fromLatin1(qVersion())));
    about->setStandardButtons(QMessageBox::Close);
    about->open();
}

} // namespace qilin
