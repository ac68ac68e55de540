// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "tests/integration/attack/forgeries.h"

using namespace Qt::StringLiterals;

namespace qilin::test {

namespace {

QByteArray request(const QByteArray &target, const QByteArray &headers)
{
    return "GET " + target + " HTTP/1.1\r\nHost: localhost\r\n" + headers
           + "Connection: close\r\n\r\n";
}

} // namespace

QList<Forgery> forgedPaths(const QByteArray &credentials)
{
    struct Path
    {
        const char *target;
        int status;
    };
    constexpr Path paths[] = {
        {"/../etc/passwd", 404},
        {"/../../../../etc/passwd", 404},
        {"/%2e%2e/%2e%2e/etc/passwd", 404},
        {"/..%2f..%2fetc%2fpasswd", 400},
        {"/..%5c..%5cetc%5cpasswd", 404},
        {"/....//....//etc/passwd", 404},
        {"/info/../quit", 404},
        {"/info/%2e%2e/quit", 404},
        {"/./quit", 404},
        {"//quit", 404},
        {"/quit/", 404},
        {"/QUIT", 404},
        {"/quit;x=y", 404},
        {"/quit%20", 404},
        {"/quit%00", 400},
        {"/quit%00.css", 400},
        {"/quit%0a", 400},
        {"/quit%0d%0aX-Forged:%20yes", 400},
        {"/quit#", 400},
        {"/quit%", 400},
        {"/quit%zz", 400},
        {"/qu\xc3\xaft", 400},
        {"/%c0%afquit", 400},           // overlong "/"
        {"/%c0%ae%c0%ae/quit", 400},    // overlong ".."
        {"/%e0%80%afquit", 400},        // in three bytes
        {"/%ed%a0%80quit", 400},        // half a surrogate pair
        {"/%f4%90%80%80quit", 400},     // beyond Unicode
        {"/%2571uit", 404},             // encoded twice
        {"/%252e%252e/%252fquit", 404}, //
        {"/%25%37%31uit", 404},         // encoded in pieces
        {"/%u0071uit", 400},            //
        {"/\xef\xbc\x8fquit", 400},     // a full-width "/"
        {"/%ef%bc%8fquit", 404},        //
        {"/%68ealthz", 200},            // nothing but another way to write it
        {"http://localhost/quit", 400}, //
        {"localhost:80", 400},          //
        {"*", 400},                     //
        {"quit", 400},                  //
        {"/info?app=web", 400},         // takes no parameters
        {"/logs?app=../../etc/passwd", 404},
        {"/logs?app=web%00", 400},
        {"/logs?app=web%0d%0aX-Forged:%20yes", 400},
        {"/logs?app=%0d%0a%0d%0aHTTP/1.1%20200%20OK", 400},
        {"/logs?app=web&app=book", 400},
        {"/logs?app=web&%61pp=book", 400},
        {"/logs?app=%ff", 400},
        {"/logs?app=", 400},
        {"/logs?lines=-1", 400},
        {"/logs?lines=1e3", 400},
        {"/logs?lines=0x10", 400},
        {"/logs?lines=99999999999999999999", 400},
        {"/logs?lines=%EF%BC%91", 400}, // a full-width 1
        {"/logs?lines=%201", 400},
    };
    QList<Forgery> all;
    for (const Path &path : paths)
        all.append({path.target, request(path.target, credentials), path.status});
    return all;
}

QList<Forgery> forgedHeaders(const QByteArray &credentials)
{
    const auto host = [&](const QByteArray &value) {
        return "GET /info HTTP/1.1\r\nHost: " + value + "\r\n" + credentials
               + "Connection: close\r\n\r\n";
    };
    const auto header
        = [&](const QByteArray &line) { return request("/info"_ba, line + "\r\n" + credentials); };
    return {
        {"line end in host", host("localhost\rX-Forged: yes"), 400},
        {"bare line feed in host", host("localhost\nX-Forged: yes"), 400},
        {"encoded line end in host", host("localhost%0d%0aX-Forged:yes"), 400},
        {"nul in host", host(QByteArray("localhost\0.evil.example", 23)), 400},
        {"blank in host", host("localhost evil.example"), 400},
        {"user in host", host("localhost@evil.example"), 400},
        {"path in host", host("localhost/../quit"), 400},
        {"list of hosts", host("localhost, evil.example"), 400},
        {"host that begins like ours", host("localhost.evil.example"), 421},
        {"host that ends like ours", host("evil-localhost"), 421},
        {"other loopback address", host("127.0.0.2"), 421},
        {"no host", "GET /info HTTP/1.1\r\n" + credentials + "\r\n", 400},
        {"two hosts", header("Host: evil.example"), 400},
        {"two hosts that agree", header("Host: localhost"), 400},
        {"origin with a line end", header("Origin: http://localhost\rX-Forged: yes"), 400},
        {"origin that begins like ours", header("Origin: http://localhost.evil.example"), 403},
        {"two credentials", header("Authorization: Basic Zm9vOmJhcg=="), 400},
        {"blank before the colon", header("X-Forged : yes"), 400},
        {"folded header", header("X-One: a\r\n X-Forged: yes"), 400},
        {"folded by a tab", header("X-One: a\r\n\tX-Forged: yes"), 400},
        {"first header folded", "GET /info HTTP/1.1\r\n Host: localhost\r\n\r\n", 400},
        {"vertical tab", header("X-One: a\x0bX-Forged: yes"), 400},
        {"nul in a header", header(QByteArray("X-One: a\0X-Forged: yes", 22)), 400},
    };
}

QList<Forgery> smuggledRequests(const QByteArray &credentials)
{
    const QByteArray hidden = request("/quit"_ba, credentials);
    const QByteArray length = "Content-Length: " + QByteArray::number(hidden.size()) + "\r\n";
    const auto post = [&](const QByteArray &headers, const QByteArray &body) {
        return "POST /healthz HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n" + body;
    };
    const QByteArray chunk = "0\r\n\r\n" + hidden;
    return {
        {"a body", post("Connection: close\r\n" + length, hidden), 405},
        {"two lengths", post("Content-Length: 0\r\n" + length, hidden), 400},
        {"two lengths, the other way", post(length + "Content-Length: 0\r\n", hidden), 400},
        {"two lengths that agree", post(length + length, hidden), 400},
        {"list of lengths", post("Content-Length: 0, 0\r\n", hidden), 400},
        {"signed length", post("Content-Length: +0\r\n", hidden), 400},
        {"negative length", post("Content-Length: -1\r\n", hidden), 400},
        {"length in hex", post("Content-Length: 0x0\r\n", hidden), 400},
        {"length beyond 64 bits", post("Content-Length: 18446744073709551616\r\n", hidden), 413},
        {"length with a blank inside", post("Content-Length: 0 0\r\n", hidden), 400},
        {"no length", post("Content-Length:\r\n", hidden), 400},
        {"chunks", post("Transfer-Encoding: chunked\r\n", chunk), 501},
        {"length and chunks", post(length + "Transfer-Encoding: chunked\r\n", chunk), 501},
        {"chunks and length", post("Transfer-Encoding: chunked\r\n" + length, chunk), 501},
        {"chunks by another name", post("Transfer-Encoding: xchunked\r\n", chunk), 501},
        {"chunks as text", post("Transfer-Encoding: \"chunked\"\r\n", chunk), 501},
        {"two encodings",
         post("Transfer-Encoding: identity\r\nTransfer-Encoding: chunked\r\n", chunk), 501},
        {"blank before the colon", post("Transfer-Encoding : chunked\r\n" + length, chunk), 400},
        {"tab after the colon", post("Transfer-Encoding:\tchunked\r\n", chunk), 501},
        {"vertical tab",
         post("Transfer-Encoding:\x0b"
              "chunked\r\n",
              chunk),
         400},
        {"folded", post("X: y\r\n Transfer-Encoding: chunked\r\n", chunk), 400},
        {"folded value", post("Transfer-Encoding:\r\n chunked\r\n", chunk), 501},
        {"bare line feeds", "POST /healthz HTTP/1.1\nHost: localhost\n\n" + hidden, 400},
        {"bare line feed in the middle", post("X: y\nTransfer-Encoding: chunked\r\n", chunk), 400},
        {"bare carriage return", post("X: y\rTransfer-Encoding: chunked\r\n", chunk), 400},
        {"two blank lines first", "\r\n\r\n" + hidden, 400},
        {"two blanks", "GET  /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n" + hidden, 400},
        {"version twice", "GET /healthz HTTP/1.1 HTTP/1.1\r\nHost: localhost\r\n\r\n" + hidden,
         400},
        {"HTTP/0.9", "GET /healthz\r\n" + hidden, 400},
        {"HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + hidden, 505},
        {"tunnel", "CONNECT localhost:80 HTTP/1.1\r\nHost: localhost\r\n\r\n" + hidden, 400},
        {"upgrade",
         "GET /nothing HTTP/1.1\r\nHost: localhost\r\n" + credentials
             + "Upgrade: h2c\r\nConnection: Upgrade, close\r\n\r\n" + hidden,
         404},
        {"expectation", post(length + "Expect: 100-continue\r\n", hidden), 417},
    };
}

} // namespace qilin::test
