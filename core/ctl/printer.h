// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/ctl/look.h"
#include "core/platform/outputstream.h"

#include <QJsonObject>
#include <QObject>
#include <QStringList>

namespace qilin {

// stdout and stderr of qilinctl. Writes at once, and blocks while the reader is slow: what comes
// next waits with it. A reader that has gone ends the program without a word (qilinctl logs |
// head).
class Printer final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Printer)

public:
    Printer();

    [[nodiscard]] const Look &look() const { return m_look; } // of stdout

    // Texts as from visibleText().
    void print(const QString &line);
    void print(const QStringList &lines);
    // For people on a terminal in several lines, else in one.
    void printJson(const QJsonObject &json);
    void printJsonLine(const QJsonObject &json);
    void complain(const QString &sentence); // "qilinctl: SENTENCE" on stderr

    // Of the program, where stdout could not be written; else the given one.
    [[nodiscard]] int codeAfter(int code) const;

signals:
    void broken(); // nothing more can be written to stdout; once

private:
    void write(const QByteArray &bytes);

    OutputStream m_out;
    Look m_look;
    bool m_isBroken = false;
    int m_brokenCode = 0;
};

} // namespace qilin
