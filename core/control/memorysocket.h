// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QTcpSocket>

namespace qilin {

// A connected socket without a network: one side is given bytes to read, and what it writes is
// collected.
class MemorySocket final : public QTcpSocket
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(MemorySocket)

public:
    explicit MemorySocket(QObject *parent);
    ~MemorySocket() override;

    // What was written in respond by the time that readyRead() returned.
    [[nodiscard]] QByteArray exchange(const QByteArray &bytes);

    [[nodiscard]] qint64 bytesAvailable() const override;

protected:
    qint64 readData(char *data, qint64 size) override;
    qint64 writeData(const char *data, qint64 size) override;

private:
    QByteArray m_in;
    QByteArray m_out;
};

} // namespace qilin
