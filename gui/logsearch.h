// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QObject>
#include <QString>

class QPlainTextEdit;

namespace qilin {

// Finds a text in a document that grows and loses its beginning: counts and marks the matches, and
// goes from one to the next, round the ends. Case counts only where the text has capitals.
class LogSearch final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LogSearch)

public:
    explicit LogSearch(QPlainTextEdit *text); // its parent

    void setPattern(const QString &pattern); // empty: none
    void update();                           // the document has changed

    [[nodiscard]] int count() const { return int(m_matches.size()); }
    [[nodiscard]] int current() const; // from 1; 0 where none is selected

    void selectNearest(); // the match at the cursor or behind it
    void next();
    void previous();

signals:
    void changed();

private:
    void find();
    void mark();
    void go(int index);
    [[nodiscard]] int indexAfter(int position) const; // of the first match there or behind

    QPlainTextEdit *m_text;
    QString m_pattern;
    QList<int> m_matches; // positions in the document
};

} // namespace qilin
