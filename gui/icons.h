// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "gui/traystate.h"

#include <QIcon>

// Icons drawn from the SVG files of resources/icons, at the size that is asked for. All need a
// QGuiApplication.
namespace qilin {

// For an action: reload, restart, scale, stop, start, quit, window, log, attach, remove. In the
// palette's colour of text, disabled and selected ones too; follows a change of the palette.
[[nodiscard]] QIcon themedIcon(const QString &name);

// Of the application, in its own colours.
[[nodiscard]] QIcon applicationIcon();

// A shape of its own for every state, legible on light and dark panels alike. done, of: the part of
// the ring that is full while reloading.
[[nodiscard]] QIcon trayIcon(TrayState state, int done = 0, int of = 0);

} // namespace qilin
