// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/output/lineturn.h"

#include <algorithm>
#include <utility>

using namespace std::chrono_literals;

namespace qilin {

namespace {

constexpr qsizetype kMaxWaiting = 1024 * 1024; // bytes
// How long others wait for the next piece of a line, and for its end.
constexpr std::chrono::milliseconds kPiecePatience = 1s;
constexpr std::chrono::milliseconds kLinePatience = 5s;

} // namespace

LineTurn::LineTurn(Put put, QObject *parent)
    : QObject(parent)
    , m_put(std::move(put))
{
    m_patience.setSingleShot(true);
    connect(&m_patience, &QTimer::timeout, this, &LineTurn::breakLine);
}

bool LineTurn::offer(int writer)
{
    if (m_holder == kNobody || m_holder == writer)
        return true;
    hurry();
    return false;
}

void LineTurn::write(int writer, const OutputChunk &chunk)
{
    if (m_holder == kNobody || m_holder == writer) {
        m_holder = chunk.endsLine ? kNobody : writer;
        m_put(chunk.bytes);
        serve();
        return;
    }
    m_waiting.push_back({writer, chunk.bytes.toByteArray(), chunk.endsLine});
    m_waitingBytes += chunk.bytes.size();
    if (m_waitingBytes > kMaxWaiting)
        breakLine();
    else
        hurry();
}

// Those whose turn has come.
void LineTurn::serve()
{
    for (auto it = m_waiting.begin(); it != m_waiting.end();) {
        if (m_holder != kNobody && m_holder != it->writer) {
            ++it;
            continue;
        }
        const Waiting next = std::move(*it);
        m_waiting.erase(it);
        m_waitingBytes -= next.bytes.size();
        m_holder = next.endsLine ? kNobody : next.writer;
        m_put(next.bytes);
        it = m_waiting.begin();
    }
    if (m_holder == kNobody) {
        if (std::exchange(m_isAwaited, false)) {
            m_patience.stop();
            emit freed();
        }
    } else if (m_isAwaited && !m_awaitedSince.hasExpired(kLinePatience.count())) {
        m_patience.start(kPiecePatience);
    }
}

void LineTurn::hurry()
{
    if (std::exchange(m_isAwaited, true))
        return;
    m_awaitedSince.start();
    m_patience.start(kPiecePatience);
}

void LineTurn::breakLine()
{
    if (m_holder == kNobody)
        return;
    m_holder = kNobody;
    m_put(m_break);
    serve();
}

const LineTurn::Waiting *LineTurn::lastOf(int writer) const
{
    const auto last = std::find_if(m_waiting.rbegin(), m_waiting.rend(),
                                   [writer](const Waiting &one) { return one.writer == writer; });
    return last == m_waiting.rend() ? nullptr : &*last;
}

bool LineTurn::isInside(int writer) const
{
    const Waiting *last = lastOf(writer);
    return last ? !last->endsLine : m_holder == writer;
}

void LineTurn::leave(int writer)
{
    if (m_holder == writer)
        breakLine();
    if (const Waiting *last = lastOf(writer); last && !last->endsLine)
        write(writer, {m_break, false, true});
}

} // namespace qilin
