// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/client/endpoint.h"

#include <QList>

#include <memory>

class QApplication;

namespace qilin {

class Daemons;
class StatusWindow;
class Tray;

// The whole graphical part, and its only entry: tray, window and notifications over the daemons of
// endpoints. Needs a QApplication.
class Gui final
{
public:
    explicit Gui(const QList<Endpoint> &endpoints);
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
