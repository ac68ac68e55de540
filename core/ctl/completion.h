// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

// What may be typed next: the shells' completion scripts ask for it, so that the tables of commands
// and options are the only ones.
namespace qilin {

struct CompletionWord
{
    QString text;
    QString description;
};

struct Completion
{
    enum class Kind {
        Words, // those in words
        Apps,  // names that the daemon knows
        Workers,
        Files,
    };

    Kind kind = Kind::Words;
    QList<CompletionWord> words;
    QString current; // what has been typed of it
    // The daemon that is named before it.
    std::optional<QString> config;
    std::optional<QString> url;
    std::optional<QString> socket;
    std::optional<QString> authorities;
};

// words: what stands behind "qilinctl" up to the cursor; the last one may be empty. Pure.
[[nodiscard]] Completion completionOf(const QStringList &words);

} // namespace qilin
