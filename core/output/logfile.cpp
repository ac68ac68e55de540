// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/output/logfile.h"

#include "core/base/log.h"
#include "core/platform/filesystem.h"

#include <QFile>

#include <algorithm>
#include <cerrno>
#include <utility>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace qilin {

namespace {

constexpr std::chrono::milliseconds kRetryPause = 1s;

QByteArray numbered(const QByteArray &name, int number)
{
    return name + '.' + QByteArray::number(number);
}

bool exists(const QByteArray &path)
{
    return linkStamp(path.toStdString()).kind != FileKind::Missing;
}

QString lineCount(qint64 lines)
{
    return lines == 1 ? u"1 line was"_s : u"%1 lines were"_s.arg(lines);
}

// There was no such file: nothing to be moved out of the way.
bool isHarmless(int error)
{
    return error == 0 || error == ENOENT;
}

} // namespace

LogFile::LogFile(const QString &path, QObject *parent)
    : QObject(parent)
    , m_path(path)
    , m_name(QFile::encodeName(path))
    , m_file(m_name)
    , m_turn([this](QByteArrayView bytes) { put(bytes); })
{
    for (QTimer *timer : {&m_retry, &m_noRotation}) {
        timer->setSingleShot(true);
        timer->setInterval(kRetryPause);
    }
    connect(&m_retry, &QTimer::timeout, this, &LogFile::pump);
}

LogFile::~LogFile()
{
    if (!m_queue.isEmpty())
        writeNow(m_queue);
}

void LogFile::setRules(const Rules &rules)
{
    m_rules = rules;
    m_turn.setBreak(rules.lineBreak);
}

void LogFile::reopen()
{
    m_wantsReopen = true;
    pump(); // even if there is nothing to write: the file is waited for
}

void LogFile::put(QByteArrayView bytes)
{
    bytes = withoutSkipped(bytes);
    if (!bytes.isEmpty() && m_queue.isEmpty() && m_droppedNow == 0 && !m_retry.isActive()) {
        const qsizetype done = writeNow(bytes);
        bytes = bytes.sliced(done);
    }
    if (!bytes.isEmpty())
        enqueue(bytes);
}

QByteArrayView LogFile::withoutSkipped(QByteArrayView bytes)
{
    if (!m_isSkipping)
        return bytes;
    const qsizetype end = bytes.indexOf('\n');
    m_isSkipping = end < 0;
    return m_isSkipping ? QByteArrayView() : bytes.sliced(end + 1);
}

void LogFile::enqueue(QByteArrayView bytes)
{
    const qsizetype room = kMaxQueued - m_queue.size();
    if (m_droppedNow == 0 && bytes.size() <= room) {
        m_queue += bytes;
        return;
    }
    // Once lines are missing, none is taken before the queue has been written.
    const qsizetype fitting = m_droppedNow == 0 ? bytes.first(room).lastIndexOf('\n') + 1 : 0;
    m_queue += bytes.first(fitting);
    const QByteArrayView lost = bytes.sliced(fitting);
    if (lost.isEmpty())
        return;
    const bool isAmidLine = m_queue.isEmpty() ? !m_isAtLineStart : !m_queue.endsWith('\n');
    m_isSkipping = !lost.endsWith('\n');
    const qint64 lines = std::count(lost.begin(), lost.end(), '\n') + (m_isSkipping ? 1 : 0);
    const bool isFirst = m_droppedNow == 0;
    noteLost(lines);
    if (isFirst) {
        qCWarning(lcDaemon).noquote().nospace()
            << "log_file " << m_path << ": 1 MB of lines waits, so further ones are dropped until "
            << "these are written";
    }
    if (isAmidLine)
        m_queue += m_rules.lineBreak; // what was taken of it stands alone
}

void LogFile::noteLost(qint64 lines)
{
    m_dropped += lines;
    m_droppedNow += lines;
    emit linesLost(lines);
}

qsizetype LogFile::writeNow(QByteArrayView bytes)
{
    qsizetype done = 0;
    while (done < bytes.size() && isReady()) {
        const QByteArrayView next = portion(bytes.sliced(done));
        const AppendFile::Outcome outcome = m_file.write(next);
        if (outcome.state == AppendFile::State::Full) {
            waitForReader();
            break;
        }
        if (outcome.state == AppendFile::State::Failed) {
            fail(qt_error_string(outcome.error));
            break;
        }
        m_isAtLineStart = next[outcome.size - 1] == '\n';
        done += outcome.size;
    }
    return done;
}

// What of the bytes goes into this file, of which they may be the last.
QByteArrayView LogFile::portion(QByteArrayView bytes)
{
    if (m_rules.maxSize == 0 || !m_file.isRegular() || m_noRotation.isActive())
        return bytes;
    const qsizetype firstEnd = bytes.indexOf('\n') + 1;
    const QByteArrayView first = firstEnd > 0 ? bytes.first(firstEnd) : bytes;
    if (!m_isAtLineStart)
        return first;
    if (m_file.size() > 0 && m_file.size() + first.size() > m_rules.maxSize) {
        rotate();
        if (m_noRotation.isActive())
            return bytes;
    }
    const qsizetype room = m_rules.maxSize - m_file.size();
    if (bytes.size() <= room)
        return bytes;
    const qsizetype fitting = room > 0 ? bytes.first(room).lastIndexOf('\n') + 1 : 0;
    return fitting > 0 ? bytes.first(fitting) : first;
}

void LogFile::rotate()
{
    int error = 0;
    if (m_rules.keep == 0) {
        error = removeFile(m_name);
    } else {
        int gap = 1; // those beyond it can stay what they are
        while (gap < m_rules.keep && exists(numbered(m_name, gap)))
            ++gap;
        // Not by renaming over it: ext4 then writes the other one to the disk at once
        // (auto_da_alloc, ext4(5)), and the next removal waits for the disk.
        error = removeFile(numbered(m_name, gap));
        for (int number = gap - 1; number > 0 && isHarmless(error); --number)
            error = renameFile(numbered(m_name, number), numbered(m_name, number + 1));
        if (isHarmless(error))
            error = renameFile(m_name, numbered(m_name, 1));
    }
    for (int number = m_rules.keep + 1; exists(numbered(m_name, number)); ++number) {
        if (removeFile(numbered(m_name, number)) != 0) // of a time when more were kept
            break;
    }
    AppendFile next(m_name);
    if (isHarmless(error)) {
        const Result<> opened = next.open();
        error = opened ? 0 : opened.error().code;
    }
    if (error == 0) {
        m_file = std::move(next);
        m_cannotRotate = false;
        return;
    }
    // Rather a file that is too long than lost lines: what is open can still be written.
    m_noRotation.start();
    if (std::exchange(m_cannotRotate, true))
        return;
    qCWarning(lcDaemon).noquote().nospace()
        << "log_file " << m_path << " cannot be rotated: " << qt_error_string(error)
        << "; it grows on, next try in 1 s, and each second";
}

bool LogFile::isReady()
{
    if (m_file.isOpen()) {
        m_file.refresh();
        if (m_isAtLineStart && (m_wantsReopen || m_file.isRemoved())) {
            m_reader.reset();
            m_file.close();
        }
    }
    if (m_file.isOpen())
        return true;
    if (const Result<> opened = m_file.open(); !opened) {
        fail(opened.error().text);
        return false;
    }
    m_wantsReopen = false;
    m_isAtLineStart = true;
    return true;
}

void LogFile::fail(const QString &reason)
{
    m_retry.start();
    if (std::exchange(m_failure, reason) == reason)
        return;
    qCWarning(lcDaemon).noquote().nospace()
        << "log_file " << m_path << " cannot be written: " << reason
        << "; 1 MB of lines waits, more are dropped; next try in 1 s, and each second";
    emit changed();
}

void LogFile::waitForReader()
{
    m_retry.start(); // holds back put(), too
    if (!m_reader) {
        m_reader = std::make_unique<QSocketNotifier>(m_file.fd(), QSocketNotifier::Write);
        connect(m_reader.get(), &QSocketNotifier::activated, this, [this] {
            m_reader->setEnabled(false);
            m_retry.stop();
            pump();
        });
    }
    m_reader->setEnabled(true);
}

// The file is to be left, but for the rest of a line that there may never be room for.
void LogFile::leaveCutLine()
{
    if (m_isAtLineStart || m_failure.isEmpty() || !m_file.isOpen())
        return;
    m_file.refresh();
    if (!m_wantsReopen && !m_file.isRemoved())
        return;
    const qsizetype rest = m_queue.indexOf('\n') + 1;
    m_isSkipping = m_isSkipping || rest == 0;
    m_queue.remove(0, rest > 0 ? rest : m_queue.size());
    m_isAtLineStart = true;
    noteLost(1);
}

void LogFile::pump()
{
    leaveCutLine();
    if (!isReady())
        return;
    const qsizetype done = writeNow(m_queue);
    m_queue.remove(0, done);
    if (m_queue.isEmpty()) {
        m_queue.squeeze();
        recover();
    }
}

void LogFile::recover()
{
    m_retry.stop();
    const qint64 lines = std::exchange(m_droppedNow, 0);
    const bool hasFailed = !std::exchange(m_failure, {}).isEmpty();
    if (lines > 0) {
        qCWarning(lcDaemon).noquote().nospace() << "log_file " << m_path << " is written again; "
                                                << lineCount(lines) << " dropped meanwhile";
    } else if (hasFailed) {
        qCInfo(lcDaemon).noquote().nospace()
            << "log_file " << m_path << " is written again; no line was lost";
    }
    if (hasFailed || lines > 0)
        emit changed();
}

} // namespace qilin
