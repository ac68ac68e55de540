// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/output/appoutput.h"

#include "core/output/console.h"
#include "core/output/jsonline.h"
#include "core/output/logfile.h"
#include "core/output/outlets.h"
#include "core/output/prefix.h"

#include <QDateTime>

namespace qilin {

namespace {

// So much is made into JSON before it is written.
constexpr qsizetype kBlock = 64 * 1024;

QByteArray jsonHead(const QString &app, int worker, Stream stream)
{
    return jsonLineHead(QDateTime::currentMSecsSinceEpoch(), app, worker, stream);
}

void appendJsonLine(QByteArray &out, const QByteArray &head, QByteArrayView line)
{
    out += head;
    if (appendJsonText(out, line) > 0)
        appendBrokenCharacter(out);
    out += kJsonLineEnd;
}

} // namespace

AppOutput::AppOutput(Outlets &outlets, QObject *parent)
    : QObject(parent)
    , m_outlets(outlets)
{}

AppOutput::~AppOutput() = default;

void AppOutput::setPlan(const Plan &plan)
{
    if (m_plan.file != plan.file || m_plan.isJson != plan.isJson)
        useFile(plan.file);
    m_plan = plan;
    emit freed();
}

void AppOutput::useFile(const std::shared_ptr<LogFile> &file)
{
    if (m_plan.file) {
        for (auto it = m_inside.cbegin(); it != m_inside.cend(); ++it)
            m_plan.file->turn().leave(it.key());
        m_plan.file->disconnect(this);
        m_plan.file->turn().disconnect(this);
    }
    m_inside.clear();
    if (file) {
        connect(file.get(), &LogFile::changed, this, &AppOutput::fileChanged);
        connect(file.get(), &LogFile::linesLost, this, &AppOutput::linesLost);
        connect(&file->turn(), &LineTurn::freed, this, &AppOutput::freed);
    }
}

bool AppOutput::offer(int worker, Stream stream)
{
    return !m_plan.file || m_plan.file->turn().offer(writerOf(worker, stream));
}

void AppOutput::take(int worker, Stream stream, const OutputChunk &chunk)
{
    if (m_plan.file)
        toFile(worker, stream, chunk);
    else if (!m_plan.isSilent)
        toConsole(worker, stream, chunk);
    if (!m_plan.isSilent && !chunk.asLines().isEmpty())
        emit printed(worker, stream, chunk.asLines());
}

void AppOutput::toFile(int worker, Stream stream, const OutputChunk &chunk)
{
    if (m_plan.isJson) {
        toFileAsJson(worker, stream, chunk);
        return;
    }
    const int writer = writerOf(worker, stream);
    // That line was ended for it just before its end: there is nothing to be ended any more.
    const bool wasBroken = !chunk.beginsLine && !m_plan.file->turn().isInside(writer);
    const QByteArrayView bytes = wasBroken ? chunk.asLines() : chunk.bytes;
    if (!bytes.isEmpty())
        m_plan.file->turn().write(writer, {bytes, chunk.beginsLine, chunk.endsLine});
    if (chunk.endsLine)
        m_inside.remove(writer);
    else
        m_inside.insert(writer, {});
}

void AppOutput::toFileAsJson(int worker, Stream stream, const OutputChunk &chunk)
{
    LineTurn &turn = m_plan.file->turn();
    const int writer = writerOf(worker, stream);
    const QByteArray head = jsonHead(m_plan.app, worker, stream);
    QByteArrayView left = chunk.bytes;
    QByteArray out;
    if (!chunk.beginsLine && turn.isInside(writer)) {
        const qsizetype end = left.indexOf('\n');
        QByteArray piece = m_inside.take(writer);
        piece += left.first(end < 0 ? left.size() : end);
        const qsizetype open = appendJsonText(out, piece);
        if (end < 0) {
            m_inside.insert(writer, piece.last(open));
            if (!out.isEmpty())
                turn.write(writer, {out, false, false});
            return;
        }
        if (open > 0)
            appendBrokenCharacter(out);
        out += kJsonLineEnd;
        left = left.sliced(end + 1);
    } else {
        m_inside.remove(writer); // that line was ended for it
        left = chunk.asLines();
    }
    const qsizetype whole = left.lastIndexOf('\n') + 1;
    forEachLine(left.first(whole), whole, [&](QByteArrayView line) {
        appendJsonLine(out, head, line);
        if (out.size() >= kBlock) {
            turn.write(writer, {out, true, true});
            out.clear();
        }
    });
    if (!out.isEmpty())
        turn.write(writer, {out, true, true});
    if (chunk.endsLine)
        return;
    const QByteArrayView begin = left.sliced(whole);
    out = head;
    const qsizetype open = appendJsonText(out, begin);
    m_inside.insert(writer, begin.last(open).toByteArray());
    turn.write(writer, {out, true, false});
}

void AppOutput::toConsole(int worker, Stream stream, const OutputChunk &chunk)
{
    const QByteArrayView lines = chunk.asLines();
    if (lines.isEmpty())
        return;
    QByteArray out;
    if (m_plan.isJson) {
        const QByteArray head = jsonHead(m_plan.app, worker, stream);
        forEachLine(lines, kBlock, [&](QByteArrayView line) { appendJsonLine(out, head, line); });
    } else if (m_outlets.console().isTerminal(stream)) {
        const QByteArray prefix = linePrefix(m_plan.app, worker, m_plan.color);
        forEachLine(lines, kBlock, [&](QByteArrayView line) {
            out += prefix;
            out += line;
            out += '\n';
        });
    } else {
        out = lines.toByteArray();
        if (!chunk.endsLine)
            out += '\n';
    }
    const qint64 before = m_outlets.console().dropped();
    m_outlets.console().write(stream, out);
    if (const qint64 lost = m_outlets.console().dropped() - before; lost > 0)
        emit linesLost(lost);
}

} // namespace qilin
