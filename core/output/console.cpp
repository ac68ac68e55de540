// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/output/console.h"

#include <QDeadlineTimer>

#include <algorithm>
#include <utility>

namespace qilin {

namespace {

constexpr int kStdout = 1;
constexpr int kStderr = 2;

// The rest of a queue is moved to its front only when that pays.
constexpr qsizetype kCompactAt = 256 * 1024;

// Not a half line where it can be helped: others may write to the same pipe or terminal.
qsizetype wholeLines(const char *data, qsizetype size, qsizetype available)
{
    if (size == available)
        return size;
    const qsizetype end = QByteArrayView(data, size).lastIndexOf('\n');
    return end < 0 ? size : end + 1;
}

QByteArray droppedNotice(qint64 lines, bool isFull)
{
    return "[daemon] " + QByteArray::number(lines) + (lines == 1 ? " line was" : " lines were")
           + " dropped here: they "
           + (isFull ? "could not be written\n" : "were not read in time\n");
}

} // namespace

Console::Console(QObject *parent)
    : Console(kStdout, kStderr, parent)
{}

Console::Console(int outFd, int errFd, QObject *parent)
    : QObject(parent)
    , m_out(outFd)
    , m_err(errFd)
{}

Console::~Console() = default;

void Console::write(Stream stream, const QByteArray &lines)
{
    Lane &to = lane(stream);
    if (to.isClosed || lines.isEmpty())
        return;
    enqueue(to, lines);
    if (!to.notifier || !to.notifier->isEnabled())
        pump(to);
}

LogSink Console::logSink()
{
    return [this](const QByteArray &line) { write(Stream::Err, line); };
}

bool Console::isTerminal(Stream stream) const
{
    return (stream == Stream::Out ? m_out : m_err).stream.isTerminal();
}

qsizetype Console::queued(Stream stream) const
{
    const Lane &from = stream == Stream::Out ? m_out : m_err;
    return from.queue.size() - from.done;
}

void Console::enqueue(Lane &lane, const QByteArray &lines)
{
    const qsizetype room = kMaxQueued - (lane.queue.size() - lane.done);
    // Once lines are missing none may follow before the notice about them.
    if (lane.dropped == 0 && lines.size() <= room) {
        lane.queue += lines;
        return;
    }
    qsizetype fitting = 0;
    if (lane.dropped == 0 && room > 0)
        fitting = lines.lastIndexOf('\n', room - 1) + 1;
    lane.queue += QByteArrayView(lines).first(fitting);
    drop(lane, QByteArrayView(lines).sliced(fitting));
}

void Console::drop(Lane &lane, QByteArrayView lines)
{
    const qint64 count = std::count(lines.begin(), lines.end(), '\n');
    lane.dropped += count;
    lane.allDropped += count;
}

// What waits is lost. A notice among it is no line of anybody: what it told is to be told anew.
void Console::dropQueue(Lane &lane)
{
    drop(lane, QByteArrayView(lane.queue).sliced(lane.done + lane.noticeLeft));
    lane.queue.clear();
    lane.done = 0;
    lane.dropped += std::exchange(lane.told, 0);
    lane.noticeLeft = 0;
}

void Console::close(Lane &lane)
{
    lane.isClosed = true;
    lane.queue.clear();
    lane.done = 0;
    lane.dropped = 0;
    if (lane.notifier)
        lane.notifier->setEnabled(false);
}

void Console::tellOfDropped(Lane &lane)
{
    lane.told = std::exchange(lane.dropped, 0);
    lane.queue = droppedNotice(lane.told, std::exchange(lane.isFull, false));
    if (lane.isAmidLine)
        lane.queue.prepend('\n'); // the rest of that line is among what was dropped
    lane.done = 0;
    lane.noticeLeft = lane.queue.size();
}

OutputStream::State Console::drain(Lane &lane)
{
    OutputStream::State state = OutputStream::State::Written;
    for (;;) {
        const qsizetype available = lane.queue.size() - lane.done;
        if (available == 0 && lane.dropped == 0)
            break;
        if (available == 0) {
            tellOfDropped(lane);
            continue;
        }
        const char *data = lane.queue.constData() + lane.done;
        const qsizetype size = wholeLines(data, lane.stream.chunk(available), available);
        const OutputStream::Outcome outcome = lane.stream.write(data, size);
        state = outcome.state;
        if (state != OutputStream::State::Written)
            break;
        lane.isAmidLine = data[outcome.size - 1] != '\n';
        lane.done += outcome.size;
        lane.noticeLeft = std::max(lane.noticeLeft - outcome.size, qsizetype(0));
        if (lane.noticeLeft == 0)
            lane.told = 0;
    }
    if (lane.done == lane.queue.size()) {
        lane.queue.clear(); // gives the memory back, too
        lane.done = 0;
    } else if (lane.done >= kCompactAt) {
        lane.queue.remove(0, std::exchange(lane.done, 0));
    }
    return state;
}

void Console::pump(Lane &lane)
{
    switch (drain(lane)) {
    case OutputStream::State::Written:
        if (lane.notifier)
            lane.notifier->setEnabled(false);
        break;
    case OutputStream::State::Full:
        waitFor(lane);
        break;
    case OutputStream::State::Failed:
        lane.isFull = true;
        dropQueue(lane);
        break;
    case OutputStream::State::Closed:
    case OutputStream::State::Broken:
        close(lane);
        break;
    }
}

void Console::waitFor(Lane &lane)
{
    if (!lane.notifier) {
        lane.notifier = std::make_unique<QSocketNotifier>(lane.stream.fd(), QSocketNotifier::Write);
        connect(lane.notifier.get(), &QSocketNotifier::activated, this,
                [this, &lane] { pump(lane); });
    }
    lane.notifier->setEnabled(true);
}

void Console::flush(int maxMs)
{
    const QDeadlineTimer deadline(maxMs);
    for (Lane *lane : {&m_out, &m_err}) {
        while (!lane->isClosed && (lane->done < lane->queue.size() || lane->dropped > 0)) {
            const OutputStream::State state = drain(*lane);
            if (state == OutputStream::State::Written)
                continue;
            if (state != OutputStream::State::Full || deadline.hasExpired())
                break;
            lane->stream.waitWritable(int(deadline.remainingTime()));
        }
    }
}

} // namespace qilin
