// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "requestcases.h"

using namespace Qt::StringLiterals;

namespace qilin {

namespace {

QByteArray get(const QByteArray &target)
{
    return "GET " + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
}

QByteArray verb(const QByteArray &method, const QByteArray &target = "/info")
{
    return method + ' ' + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
}

QByteArray with(const QByteArray &header)
{
    return "GET /info HTTP/1.1\r\nHost: localhost\r\n" + header + "\r\n\r\n";
}

QByteArray post(const QByteArray &headers, const QByteArray &body)
{
    return "POST /reload HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n\r\n" + body;
}

QByteArray manyHeaders(int count)
{
    QByteArray bytes = "GET /info HTTP/1.1\r\nHost: localhost\r\n";
    for (int i = 1; i < count; ++i)
        bytes += "X: y\r\n";
    return bytes + "\r\n";
}

} // namespace

QList<RequestCase> requestCases()
{
    constexpr bool kRefused = false;
    return {
        {"plain", get("/info"), 200},
        {"version 1.0", "GET /info HTTP/1.0\r\n\r\n", 200},
        {"version 1.0 with host", "GET /info HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n", 200},
        {"version 1.0 keep-alive", "GET /info HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n", 200},
        {"version 0.9", "GET /info\r\n\r\n", 400, kRefused},
        {"version 2.0 preface", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505, kRefused},
        {"version 9.9", "GET /info HTTP/9.9\r\nHost: localhost\r\n\r\n", 505, kRefused},
        {"version 1.2", "GET /info HTTP/1.2\r\nHost: localhost\r\n\r\n", 505, kRefused},
        {"version lower case", "GET /info http/1.1\r\nHost: localhost\r\n\r\n", 400, kRefused},
        {"version with more", "GET /info HTTP/1.11\r\nHost: localhost\r\n\r\n", 400, kRefused},
        {"head", verb("HEAD"), 200},
        {"head of an action", verb("HEAD", "/reload"), 405},
        {"options", verb("OPTIONS"), 405},
        {"put", verb("PUT"), 405},
        {"delete", verb("DELETE"), 405},
        {"patch", verb("PATCH"), 405},
        {"trace", verb("TRACE"), 405},
        {"connect", verb("CONNECT"), 405},
        {"connect with authority", verb("CONNECT", "localhost:80"), 400, kRefused},
        {"unknown method", verb("BREW"), 405},
        {"lower-case method", verb("get"), 405},
        {"unknown method, unknown path", verb("BREW", "/tea"), 404},
        {"post where get is due", verb("POST"), 405},
        {"method is no token", verb("G(T"), 400, kRefused},
        {"method too long", verb(QByteArray(40, 'A')), 400, kRefused},
        {"only blank lines", "\r\n\r\n\r\n", 400, kRefused},
        {"one blank line before", "\r\n" + get("/info"), 200},
        {"random bytes", "\x80\xff\xfe\x01\x02\r\n\r\n"_ba, 400, kRefused},
        {"tls hello", QByteArray::fromHex("16030100c8010000c40303"), 400, kRefused},
        {"two words", "GET /info\r\nHost: localhost\r\n\r\n", 400, kRefused},
        {"no words", "hello\r\n\r\n", 400, kRefused},
        {"four words", "GET /info x HTTP/1.1\r\nHost: localhost\r\n\r\n", 400, kRefused},
        {"blank before method", " GET /info HTTP/1.1\r\nHost: localhost\r\n\r\n", 400, kRefused},
        {"two blanks", "GET  /info HTTP/1.1\r\nHost: localhost\r\n\r\n", 400, kRefused},
        {"tab as blank", "GET\t/info\tHTTP/1.1\r\nHost: localhost\r\n\r\n", 400, kRefused},
        {"lf only", "GET /info HTTP/1.1\nHost: localhost\n\n", 400, kRefused},
        {"lf only once", "GET /info HTTP/1.1\r\nHost: localhost\n\r\n", 400, kRefused},
        {"cr inside", "GET /info HTTP/1.1\r\nX: a\rb\r\nHost: localhost\r\n\r\n", 400, kRefused},
        {"absolute form", get("http://localhost/info"), 400, kRefused},
        {"asterisk", verb("OPTIONS", "*"), 400, kRefused},
        {"empty target", "GET  HTTP/1.1\r\nHost: localhost\r\n\r\n", 400, kRefused},
        {"relative target", get("info"), 400, kRefused},
        {"fragment", get("/info#x"), 400, kRefused},
        {"nul in target", "GET /in\0fo HTTP/1.1\r\nHost: localhost\r\n\r\n"_ba, 400, kRefused},
        {"raw utf-8 in target", get("/inf\xc3\xb6"), 400, kRefused},
        {"encoded letter", get("/%69nfo"), 200},
        {"encoded line end", get("/info%0a"), 400, kRefused},
        {"encoded nul", get("/info%00"), 400, kRefused},
        {"encoded delete", get("/info%7f"), 400, kRefused},
        {"bad escape", get("/%zz"), 400, kRefused},
        {"short escape", get("/info%4"), 400, kRefused},
        {"invalid utf-8", get("/%ff"), 400, kRefused},
        {"overlong utf-8", get("/%c0%af"), 400, kRefused},
        {"surrogate", get("/%ed%a0%80"), 400, kRefused},
        {"encoded slash", get("/x%2Finfo"), 400, kRefused},
        {"two slashes", get("//info"), 404},
        {"trailing slash", get("/info/"), 404},
        {"dot dot", get("/x/../info"), 404},
        {"other text", get("/%e2%80%a8"), 404},
        {"root twice", get("//"), 404},
        {"upper case", get("/INFO"), 404},
        {"long path", get("/" + QByteArray(2047, 'a')), 404},
        {"too long path", get("/" + QByteArray(2048, 'a')), 414, kRefused},
        {"much too long path", get("/" + QByteArray(200000, 'a')), 414, kRefused},
        {"endless path", "GET /" + QByteArray(20000, 'a'), 414, kRefused},
        {"unknown parameter", get("/info?x=1"), 400},
        {"empty query", get("/info?"), 200},
        {"bad query", get("/reload?app=%zz"), 400, kRefused},
        {"nul in query", get("/reload?app=%00"), 400, kRefused},
        {"unknown app", get("/reload?app=none"), 404},
        {"app twice", get("/reload?app=api&app=api"), 400},
        {"app without a value", get("/reload?app"), 400},
        {"known app", get("/reload?app=app.js"), 200},
        {"get where post is due", get("/restart?worker=1"), 405},
        {"unknown worker", verb("POST", "/restart?worker=9"), 404},
        {"known worker", verb("POST", "/restart?worker=1"), 200},
        {"worker is a sum", verb("POST", "/restart?worker=%2B1"), 400},
        {"no parameter", verb("POST", "/stop"), 400},
        {"scale", verb("POST", "/scale?workers=3&app=api"), 200},
        {"scale too far", verb("POST", "/scale?workers=1025&app=api"), 400},
        {"stop", verb("POST", "/stop?app=api"), 200},
        {"start", verb("POST", "/start?app=api"), 200},
        {"logs", get("/logs?app=api&lines=5"), 200},
        {"history", get("/history?worker=1&seconds=5"), 200},
        {"head of a stream", verb("HEAD", "/events"), 200},
        {"post to a stream", verb("POST", "/events"), 405},
        {"unknown event", get("/events?only=log,x"), 400},
        {"two last events",
         "GET /info HTTP/1.1\r\nHost: a\r\nLast-Event-ID: 1\r\nLast-Event-ID: 2\r\n\r\n", 400,
         kRefused},
        {"no host", "GET /info HTTP/1.1\r\n\r\n", 400, kRefused},
        {"two hosts", with("Host: localhost"), 400, kRefused},
        {"host is no host", "GET /info HTTP/1.1\r\nHost: a/b\r\n\r\n", 400, kRefused},
        {"host with user", "GET /info HTTP/1.1\r\nHost: a@localhost\r\n\r\n", 400, kRefused},
        {"empty host", "GET /info HTTP/1.1\r\nHost:\r\n\r\n", 421},
        {"other host", "GET /info HTTP/1.1\r\nHost: evil.example\r\n\r\n", 421},
        {"host with port", "GET /info HTTP/1.1\r\nHost: LOCALHOST:9999\r\n\r\n", 200},
        {"host in blanks", "GET /info HTTP/1.1\r\nhost: \t localhost \t\r\n\r\n", 200},
        {"cross-site", with("Sec-Fetch-Site: cross-site"), 403},
        {"same site is another", with("Sec-Fetch-Site: same-site"), 403},
        {"typed by the user", with("Sec-Fetch-Site: none"), 200},
        {"other origin", with("Origin: http://evil.example"), 403},
        {"no origin", with("Origin: null"), 403},
        {"own origin", with("Origin: http://localhost"), 200},
        {"folded header", with("X: a\r\n b"), 400, kRefused},
        {"header without colon", with("nonsense"), 400, kRefused},
        {"blank before colon", with("X : a"), 400, kRefused},
        {"header without name", with(": a"), 400, kRefused},
        {"name is no token", with("X(y): a"), 400, kRefused},
        {"nul in header", "GET /info HTTP/1.1\r\nHost: localhost\r\nX: a\0b\r\n\r\n"_ba, 400,
         kRefused},
        {"latin-1 in header", with("X: \xe9"), 200},
        {"empty header", with("X:"), 200},
        {"64 headers", manyHeaders(64), 200},
        {"65 headers", manyHeaders(65), 431, kRefused},
        {"10000 headers", manyHeaders(10000), 431, kRefused},
        {"long header", with("X: " + QByteArray(7000, 'a')), 200},
        {"too long header", with("X: " + QByteArray(9000, 'a')), 431, kRefused},
        {"endless header", "GET /info HTTP/1.1\r\nX: " + QByteArray(20000, 'a'), 431, kRefused},
        {"body on get", with("Content-Length: 5") + "hello", 200},
        {"body on post", post("Content-Length: 5", "hello"), 200},
        {"largest body", post("Content-Length: 16384", QByteArray(16384, 'x')), 200},
        {"too large body", post("Content-Length: 16385", ""), 413, kRefused},
        {"huge body", post("Content-Length: 1073741824", ""), 413, kRefused},
        {"length beyond 64 bits", post("Content-Length: 99999999999999999999", ""), 413, kRefused},
        {"negative length", post("Content-Length: -5", ""), 400, kRefused},
        {"signed length", post("Content-Length: +5", "hello"), 400, kRefused},
        {"length in hex", post("Content-Length: 0x10", ""), 400, kRefused},
        {"length is text", post("Content-Length: five", ""), 400, kRefused},
        {"length is empty", post("Content-Length:", ""), 400, kRefused},
        {"length is a list", post("Content-Length: 5, 5", "hello"), 400, kRefused},
        {"two lengths", post("Content-Length: 5\r\nContent-Length: 6", "hello"), 400, kRefused},
        {"chunked", post("Transfer-Encoding: chunked", "0\r\n\r\n"), 501, kRefused},
        {"chunked, bad size", post("Transfer-Encoding: chunked", "-1\r\n\r\n"), 501, kRefused},
        {"chunked, with trailers", post("Transfer-Encoding: chunked", "0\r\nA: b\r\n\r\n"), 501,
         kRefused},
        {"length and chunked", post("Content-Length: 5\r\nTransfer-Encoding: chunked", "0\r\n\r\n"),
         501, kRefused},
        {"expect", post("Content-Length: 5\r\nExpect: 100-continue", ""), 417, kRefused},
        {"websocket",
         with("Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13"), 200},
        {"http/2 upgrade", with("Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c"), 200},
        {"form",
         post("Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 7", "app=api"),
         200},
        {"form of two",
         "POST /scale HTTP/1.1\r\nHost: localhost\r\n"
         "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 17\r\n\r\n"
         "app=api&workers=5",
         200},
        {"form, unknown app",
         post("Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 5", "app=x"),
         404},
        {"form, malformed",
         post("Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 7", "app=%zz"),
         400},
        {"two authorizations", with("Authorization: Basic YQ==\r\nAuthorization: Basic YQ=="), 400,
         kRefused},
    };
}

QList<RequestCase> unfinishedCases()
{
    return {
        {"one byte", "G", 408},
        {"half a line", "GET /info HT", 408},
        {"no blank line", "GET /info HTTP/1.1\r\nHost: localhost\r\n", 408},
        {"half a blank line", "GET /info HTTP/1.1\r\nHost: localhost\r\n\r", 408},
        {"one line end", "\r\n", 408},
        {"half a body", post("Content-Length: 5", "hel"), 408},
    };
}

} // namespace qilin
