// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/output/lineturn.h"
#include "core/platform/appendfile.h"

#include <QObject>
#include <QSocketNotifier>
#include <QTimer>

#include <memory>

namespace qilin {

// A file that takes the lines of many writers, each whole, and gives way to FILE.1, FILE.2, … when
// it would grow too long. A file removed by others is made anew. While it cannot be written (full
// disk, no directory, a pipe nobody reads) lines wait in a queue of 1 MB; what does not fit is
// dropped in whole lines and counted; it is tried again each second. Never blocks.
class LogFile final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LogFile)

public:
    static constexpr qsizetype kMaxQueued = 1024 * 1024;

    struct Rules
    {
        qint64 maxSize = 0; // bytes, 0: no rotation; exceeded only by a line that alone is longer
        int keep = 0;       // older files beside it
        QByteArray lineBreak = "\n"; // what ends a line before its time
    };

    explicit LogFile(const QString &path, QObject *parent = nullptr); // absolute
    ~LogFile() override;

    [[nodiscard]] const QString &path() const { return m_path; }
    void setRules(const Rules &rules);

    // Closes the file and opens what has its name now; between two lines. One that the disk has no
    // room for is not waited for: it is cut and counts as dropped.
    void reopen();

    // Where the writers write.
    LineTurn &turn() { return m_turn; }

    [[nodiscard]] qint64 dropped() const { return m_dropped; }         // lines, in all
    [[nodiscard]] const QString &failure() const { return m_failure; } // why nothing can be written
    [[nodiscard]] qsizetype queued() const { return m_queue.size(); }  // bytes

signals:
    void changed();               // failure()
    void linesLost(qint64 lines); // added to dropped()

private:
    void put(QByteArrayView bytes);
    QByteArrayView withoutSkipped(QByteArrayView bytes);
    void enqueue(QByteArrayView bytes);
    void pump();
    void leaveCutLine();
    void noteLost(qint64 lines);
    qsizetype writeNow(QByteArrayView bytes); // how many were taken
    bool isReady();
    QByteArrayView portion(QByteArrayView bytes);
    void rotate();
    void fail(const QString &reason);
    void waitForReader();
    void recover();

    const QString m_path;
    const QByteArray m_name; // the path as the system has it
    Rules m_rules;
    AppendFile m_file;
    LineTurn m_turn;
    QByteArray m_queue; // whole lines but for the first and the last
    QTimer m_retry;
    QTimer m_noRotation; // runs for a while after one that failed
    std::unique_ptr<QSocketNotifier> m_reader;
    QString m_failure;
    qint64 m_dropped = 0;
    qint64 m_droppedNow = 0;     // since the queue was empty
    bool m_isAtLineStart = true; // of the file
    bool m_isSkipping = false;   // the rest of a line that was cut
    bool m_wantsReopen = false;
    bool m_cannotRotate = false;
};

} // namespace qilin
