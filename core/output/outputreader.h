// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/output/chunkcutter.h"
#include "core/platform/uniquefd.h"

#include <QObject>
#include <QSocketNotifier>

#include <functional>
#include <memory>

namespace qilin {

// Reads what one stream of a child brings, one buffer at a time, so that a flood leaves the event
// loop to others. Owns the pipe's end.
class OutputReader final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(OutputReader)

public:
    // buffer must outlive it. isWanted: whether a chunk may come now; after a no nothing is read,
    // and the writer waits, until goOn().
    OutputReader(ReadBuffer &buffer, std::function<bool()> isWanted);
    ~OutputReader() override;

    void open(UniqueFd pipe); // once
    void goOn();
    // Reads what lies in the pipe, wanted or not; the begin of a line without an end is taken for a
    // line. For the end of the child; what its descendants print afterwards is still read.
    void drain();

signals:
    void chunk(const qilin::OutputChunk &chunk);

private:
    void onReadable();
    bool readOnce(); // whether there may be more
    void finish();

    ReadBuffer &m_buffer;
    std::function<bool()> m_isWanted;
    UniqueFd m_pipe;
    std::unique_ptr<QSocketNotifier> m_notifier;
    ChunkCutter m_cutter;
    bool m_isEnlarged = false;
};

} // namespace qilin
