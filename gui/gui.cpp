// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "gui/gui.h"

#include "gui/daemons.h"
#include "gui/icons.h"
#include "gui/statuswindow.h"
#include "gui/tray.h"

#include <QApplication>

using namespace Qt::StringLiterals;

namespace qilin {

Gui::Gui(const QList<Endpoint> &endpoints, const QStringList &loginCommand)
{
    QApplication::setQuitOnLastWindowClosed(false); // the tray stays
    QApplication::setWindowIcon(applicationIcon());
    QApplication::setDesktopFileName(u"qilin-tray"_s);

    m_daemons = std::make_unique<Daemons>();
    m_window = std::make_unique<StatusWindow>(*m_daemons);
    m_tray = std::make_unique<Tray>(*m_daemons, *m_window, loginCommand);
    // Not quit(): that asks the windows first, and they only hide.
    QObject::connect(m_tray.get(), &Tray::leaveRequested, qApp, [] { QApplication::exit(0); });
    QObject::connect(m_tray.get(), &Tray::freshStartRequested, qApp,
                     [] { QApplication::exit(kStartAgain); });
    for (const Endpoint &endpoint : endpoints)
        m_daemons->add(endpoint);
}

Gui::~Gui() = default;

void Gui::attach(const Endpoint &endpoint)
{
    m_daemons->add(endpoint);
}

void Gui::showWindow()
{
    m_window->present();
}

} // namespace qilin
