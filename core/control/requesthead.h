// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/control/gatelimits.h"
#include "core/control/request.h"

#include <variant>

namespace qilin {

// The head of one HTTP/1.x request (RFC 9112), checked and decoded.
struct RequestHead
{
    Request request;                // its parameters: those of the query
    bool keepAlive = false;         // the client wants to send more on this connection
    std::optional<QByteArray> host; // as sent; always there in HTTP/1.1
    std::optional<QByteArray> authorization;
    std::optional<QByteArray> origin;
    std::optional<QByteArray> fetchSite; // Sec-Fetch-Site
    std::optional<QByteArray> userAgent;
    QByteArray contentType;
    qsizetype headLength = 0; // bytes, with the blank line
    qsizetype bodyLength = 0; // bytes
};

// Why a request is not looked at any further. text is to be translated ("control").
struct Refusal
{
    int status = 400;
    const char *text = "";
};

using HeadResult = std::variant<std::monostate, RequestHead, Refusal>; // monostate: more bytes

// Finds and reads the head at the start of a growing buffer; each byte is looked at once. Strict:
// what two readers could read differently is refused (bare LF, folded lines, two lengths, …).
class HeadReader final
{
public:
    explicit HeadReader(const GateLimits &limits)
        : m_limits(limits)
    {}

    // buffer: as in the call before, with bytes added. After a result other than monostate:
    // reset().
    [[nodiscard]] HeadResult look(const QByteArray &buffer);
    void reset();

private:
    GateLimits m_limits;
    qsizetype m_scanned = 0;
    qsizetype m_lineStart = 0;
    qsizetype m_lines = 0; // complete ones, without a leading blank one
};

// Pure: a complete head, from its first byte to the last of its blank line.
[[nodiscard]] HeadResult readHead(QByteArrayView head, const GateLimits &limits);

// "a=1&b=2" with %XX and '+' decoded. Nothing if that is no text: bad escapes, invalid UTF-8,
// control characters.
[[nodiscard]] std::optional<Parameters> readParameters(QByteArrayView text);

} // namespace qilin
