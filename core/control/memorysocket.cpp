// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/control/memorysocket.h"

#include <algorithm>
#include <utility>

namespace qilin {

MemorySocket::MemorySocket(QObject *parent)
    : QTcpSocket(parent)
{
    setOpenMode(ReadWrite);
    setSocketState(ConnectedState);
}

MemorySocket::~MemorySocket()
{
    setSocketState(UnconnectedState);
}

QByteArray MemorySocket::exchange(const QByteArray &bytes)
{
    m_in += bytes;
    emit readyRead();
    return std::exchange(m_out, QByteArray());
}

qint64 MemorySocket::bytesAvailable() const
{
    return m_in.size() + QTcpSocket::bytesAvailable();
}

qint64 MemorySocket::readData(char *data, qint64 size)
{
    const qint64 count = std::min<qint64>(size, m_in.size());
    std::copy_n(m_in.constData(), count, data);
    m_in.remove(0, count);
    return count;
}

qint64 MemorySocket::writeData(const char *data, qint64 size)
{
    m_out.append(data, size);
    return size;
}

} // namespace qilin
