// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "gui/graphscale.h"

#include <QPolygonF>

namespace qilin {

// Samples further apart than this have a gap between them: 1 s apart up to 10 min, 10 s beyond.
[[nodiscard]] qint64 gapMs(int spanSeconds);

// The lines of samples in the plot, one for every run without a gap; more than one sample in the
// width of a pixel leave their lowest and highest.
[[nodiscard]] QList<QPolygonF> curvesOf(const QList<Sample> &samples, Quantity quantity,
                                        const GraphGeometry &geometry, qint64 gap,
                                        double pixelWidth);

} // namespace qilin
