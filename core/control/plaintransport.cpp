// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/control/plaintransport.h"

namespace qilin {

PlainTransport::PlainTransport(UniqueFd fd)
    : m_fd(std::move(fd))
    , m_readable(m_fd.get(), QSocketNotifier::Read)
{
    m_readable.setEnabled(false);
    connect(&m_readable, &QSocketNotifier::activated, this, &Transport::readable);
}

PlainTransport::~PlainTransport() = default;

Transfer PlainTransport::take(char *data, qsizetype size)
{
    return takeBytes(m_fd.get(), data, size);
}

Transfer PlainTransport::send(const char *data, qsizetype size)
{
    return sendBytes(m_fd.get(), data, size);
}

void PlainTransport::setReading(bool yes)
{
    m_readable.setEnabled(yes);
}

void PlainTransport::setWriting(bool yes)
{
    if (yes && !m_writable) {
        m_writable = std::make_unique<QSocketNotifier>(m_fd.get(), QSocketNotifier::Write);
        connect(m_writable.get(), &QSocketNotifier::activated, this, &Transport::writable);
    }
    if (m_writable)
        m_writable->setEnabled(yes);
}

void PlainTransport::bound(int bytes, std::chrono::milliseconds patience)
{
    boundSending(m_fd.get(), bytes, patience);
}

void PlainTransport::endSending()
{
    qilin::endSending(m_fd.get());
}

void PlainTransport::close()
{
    m_readable.setEnabled(false);
    if (m_writable)
        m_writable->setEnabled(false);
    m_fd.reset();
}

} // namespace qilin
