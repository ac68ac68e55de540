// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/stream.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

namespace qilin {

// A printed line as a JSON object on a line, with the members of a line of /logs:
//   {"time":"2026-01-01T00:00:00.000Z","app":"app.js","worker":1,"stream":"stdout","text":"…"}
// Made by hand: QJsonDocument takes ten times as long, and programs print millions of lines.

// All that stands before the text. timeMs: since 1970, UTC.
[[nodiscard]] QByteArray jsonLineHead(qint64 timeMs, const QString &app, int worker, Stream stream);
// All that stands behind it.
constexpr char kJsonLineEnd[] = "\"}\n";

// The text, or a part of it; what is no UTF-8 becomes U+FFFD. Returns how many bytes at its end
// begin a character that is not complete: they were left out (0–3).
[[nodiscard]] qsizetype appendJsonText(QByteArray &out, QByteArrayView text);
// For those bytes where nothing follows.
void appendBrokenCharacter(QByteArray &out);

} // namespace qilin
