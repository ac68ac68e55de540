// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/client/endpoint.h"

#include <QList>
#include <QStringList>

#include <memory>

class QApplication;

namespace qilin {

class Daemons;
class StatusWindow;
class Tray;

// The whole graphical part, and its only entry: tray, window and notifications over the daemons of
// endpoints. Needs a QApplication, whose names of organisation and application are set; ends its
// event loop with 0 when the user leaves.
class Gui final
{
public:
    // The event loop's exit code that asks for a new process with the same command line: a system
    // tray has come, and Qt looks for one of its kind (StatusNotifierItem) once a process.
    static constexpr int kStartAgain = 75;

    // loginCommand: the program, absolute, and its arguments that "Start at login" is to run.
    Gui(const QList<Endpoint> &endpoints, const QStringList &loginCommand);
    ~Gui();
    Q_DISABLE_COPY_MOVE(Gui)

    void attach(const Endpoint &endpoint); // one more
    void showWindow();                     // or raise it

private:
    std::unique_ptr<Daemons> m_daemons;
    std::unique_ptr<StatusWindow> m_window;
    std::unique_ptr<Tray> m_tray;
};

} // namespace qilin
