// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/stream.h"
#include "core/output/outputchunk.h"

#include <QByteArray>
#include <QHash>
#include <QObject>

#include <memory>

namespace qilin {

class LogFile;
class Outlets;

// What the workers of one application print, on its way to the log file, or without one to the
// daemon's own stdout and stderr.
class AppOutput final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(AppOutput)

public:
    struct Plan
    {
        QString app;
        std::shared_ptr<LogFile> file; // none: the console
        bool isSilent = false;         // nowhere but into the file
        bool isJson = false;
        int color = -1; // of the prefix on a terminal; see linePrefix()
    };

    explicit AppOutput(Outlets &outlets, QObject *parent = nullptr); // they must outlive it
    ~AppOutput() override;

    [[nodiscard]] Outlets &outlets() { return m_outlets; }
    void setPlan(const Plan &plan); // any time; a line begun in another file ends there
    [[nodiscard]] const LogFile *file() const { return m_plan.file.get(); }

    // Whether what this stream of a worker prints may be read now; after a no comes freed().
    [[nodiscard]] bool offer(int worker, Stream stream);
    void take(int worker, Stream stream, const OutputChunk &chunk);

signals:
    void freed();
    void printed(int worker, qilin::Stream stream, QByteArrayView lines); // unless silent
    void fileChanged();                                                   // file()->failure()
    // Not written: by the file, whoever of those that share it printed them, or by the console.
    void linesLost(qint64 lines);

private:
    static int writerOf(int worker, Stream stream) { return worker * 2 + int(stream); }
    void useFile(const std::shared_ptr<LogFile> &file);
    void toFile(int worker, Stream stream, const OutputChunk &chunk);
    void toFileAsJson(int worker, Stream stream, const OutputChunk &chunk);
    void toConsole(int worker, Stream stream, const OutputChunk &chunk);

    Outlets &m_outlets;
    Plan m_plan;
    QHash<int, QByteArray> m_inside; // by writer amid a line: the begin of an unfinished character
};

} // namespace qilin
