// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/output/outputreader.h"

#include "core/platform/outputpipe.h"

#include <utility>

namespace qilin {

namespace {

// More than a pipe holds (pipe(7)): after so much, all that the child itself wrote has been read,
// however much its descendants go on writing.
constexpr int kDrainedBuffers = 8;
constexpr qsizetype kFullPipe = 64 * 1024;

} // namespace

OutputReader::OutputReader(ReadBuffer &buffer, std::function<bool()> isWanted)
    : m_buffer(buffer)
    , m_isWanted(std::move(isWanted))
{}

OutputReader::~OutputReader() = default;

void OutputReader::open(UniqueFd pipe)
{
    m_pipe = std::move(pipe);
    m_notifier = std::make_unique<QSocketNotifier>(m_pipe.get(), QSocketNotifier::Read);
    connect(m_notifier.get(), &QSocketNotifier::activated, this, &OutputReader::onReadable);
}

void OutputReader::goOn()
{
    if (m_pipe)
        m_notifier->setEnabled(true);
}

void OutputReader::onReadable()
{
    if (m_isWanted())
        readOnce();
    else
        m_notifier->setEnabled(false);
}

bool OutputReader::readOnce()
{
    qsizetype size = 0;
    PipeRead read;
    while (size < ReadBuffer::kArea && read.status == IoStatus::Moved) {
        read = readPipe(m_pipe.get(), m_buffer.area() + size, ReadBuffer::kArea - size);
        size += read.bytes;
    }
    if (size >= kFullPipe && !std::exchange(m_isEnlarged, true))
        enlargePipe(m_pipe.get());
    if (size > 0)
        m_cutter.feed(m_buffer, size, [this](const OutputChunk &one) { emit chunk(one); });
    if (read.status == IoStatus::Ended) {
        m_notifier->setEnabled(false);
        m_notifier.release()->deleteLater(); // we may be in its signal
        m_pipe.reset();
        finish();
    }
    return read.status == IoStatus::Moved;
}

void OutputReader::drain()
{
    for (int i = 0; m_pipe && i < kDrainedBuffers && readOnce(); ++i) {}
    finish();
}

void OutputReader::finish()
{
    m_cutter.finish([this](const OutputChunk &one) { emit chunk(one); });
}

} // namespace qilin
