// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/control/transport.h"

#include <QSocketNotifier>

#include <memory>

namespace qilin {

// Bytes as they are.
class PlainTransport final : public Transport
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PlainTransport)

public:
    explicit PlainTransport(UniqueFd fd);
    ~PlainTransport() override;

    [[nodiscard]] Transfer take(char *data, qsizetype size) override;
    [[nodiscard]] Transfer send(const char *data, qsizetype size) override;
    [[nodiscard]] bool isFlushed() const override { return true; }
    void setReading(bool yes) override;
    [[nodiscard]] bool isReading() const override { return m_readable.isEnabled(); }
    void setWriting(bool yes) override;
    void bound(int bytes, std::chrono::milliseconds patience) override;
    void endSending() override;
    void close() override;

private:
    UniqueFd m_fd;
    QSocketNotifier m_readable;
    std::unique_ptr<QSocketNotifier> m_writable; // once the client did not take all at once
};

} // namespace qilin
