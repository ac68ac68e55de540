// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QList>

namespace qilin {

struct StreamedEvent
{
    QByteArray kind; // empty: a comment, or a word to the reader itself
    QByteArray id;
    QByteArray data;
    QByteArray block; // all of it

    [[nodiscard]] QJsonObject json() const; // of the data
};

// The complete blocks after the head of an answer; empty while the head is not.
[[nodiscard]] QList<StreamedEvent> eventsOf(const QByteArray &received);
[[nodiscard]] QList<StreamedEvent> eventsOf(const QByteArray &received, const QByteArray &kind);

// As a client keeps it: of the last block that had one.
[[nodiscard]] QByteArray lastIdOf(const QByteArray &received);

} // namespace qilin
