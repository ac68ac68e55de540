// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "gui/quantity.h"

#include <QColor>
#include <QPalette>

// Colours that carry a meaning, each in a shade for light and one for dark palettes; everything
// else takes roles of the palette.
namespace qilin {

// How good a state is.
enum class Tone { Good, Busy, Bad, Off };

[[nodiscard]] bool isDark(const QPalette &palette); // by its Base
[[nodiscard]] QColor toneColor(Tone tone, const QPalette &palette);
[[nodiscard]] QColor seriesColor(Quantity quantity, const QPalette &palette);
[[nodiscard]] QColor withAlpha(QColor color, int alpha); // 0 to 255

} // namespace qilin
