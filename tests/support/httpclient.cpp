// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "tests/support/httpclient.h"

#include <QDeadlineTimer>
#include <QFile>
#include <QJsonDocument>

#include <cerrno>
#include <cstring>

#include <arpa/inet.h>
#include <netdb.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace qilin::test {

namespace {

int connectUnix(const QString &path)
{
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    const QByteArray name = QFile::encodeName(path);
    if (name.size() >= qsizetype(sizeof address.sun_path))
        return -1;
    std::memcpy(address.sun_path, name.constData(), static_cast<std::size_t>(name.size()));
    const int fd = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (::connect(fd, reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0)
        return fd;
    ::close(fd);
    return -1;
}

bool bindTo(int fd, const QByteArray &source)
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    return ::inet_pton(AF_INET, source.constData(), &address.sin_addr) == 1
           && ::bind(fd, reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0;
}

int connectTcp(const QByteArray &host, quint16 port, const QByteArray &source)
{
    addrinfo hints{};
    hints.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV;
    hints.ai_socktype = SOCK_STREAM;
    addrinfo *found = nullptr;
    if (::getaddrinfo(host.constData(), QByteArray::number(port).constData(), &hints, &found) != 0)
        return -1;
    const int fd = ::socket(found->ai_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const bool connected = (source.isEmpty() || bindTo(fd, source))
                           && ::connect(fd, found->ai_addr, found->ai_addrlen) == 0;
    ::freeaddrinfo(found);
    if (connected)
        return fd;
    ::close(fd);
    return -1;
}

HttpAnswer failed(const QString &error)
{
    HttpAnswer answer;
    answer.error = error;
    return answer;
}

HttpAnswer parseHead(const QByteArray &head)
{
    HttpAnswer answer;
    QList<QByteArray> lines = head.split('\n');
    answer.status = lines.takeFirst().mid(9, 3).toInt();
    for (const QByteArray &line : std::as_const(lines)) {
        const qsizetype colon = line.indexOf(':');
        answer.headers.append({line.left(colon).trimmed(), line.mid(colon + 1).trimmed()});
    }
    return answer;
}

// Takes one chunked body off the front of DATA; false if it is not complete yet.
bool takeChunked(QByteArray &data, QByteArray &body)
{
    QByteArray whole;
    qsizetype at = 0;
    for (;;) {
        const qsizetype lineEnd = data.indexOf("\r\n", at);
        if (lineEnd < 0)
            return false;
        const qsizetype size = data.mid(at, lineEnd - at).toLongLong(nullptr, 16);
        if (data.size() < lineEnd + 2 + size + 2)
            return false;
        whole += data.mid(lineEnd + 2, size);
        at = lineEnd + 2 + size + 2;
        if (size == 0)
            break;
    }
    data.remove(0, at);
    body = whole;
    return true;
}

} // namespace

QByteArray HttpAnswer::header(QByteArrayView name) const
{
    for (const auto &[key, value] : headers) {
        if (name.compare(key, Qt::CaseInsensitive) == 0)
            return value;
    }
    return {};
}

QJsonObject HttpAnswer::json() const
{
    return QJsonDocument::fromJson(body).object();
}

HttpClient HttpClient::tcp(quint16 port, const QByteArray &host)
{
    HttpClient client;
    client.m_port = port;
    client.m_host = host;
    return client;
}

HttpClient HttpClient::unixSocket(const QString &path)
{
    HttpClient client;
    client.m_path = path;
    return client;
}

HttpClient HttpClient::tcpFrom(const QByteArray &source, quint16 port)
{
    HttpClient client = tcp(port);
    client.m_source = source;
    return client;
}

HttpClient::HttpClient(HttpClient &&other) noexcept
    : m_fd(std::exchange(other.m_fd, -1))
    , m_port(other.m_port)
    , m_host(std::move(other.m_host))
    , m_source(std::move(other.m_source))
    , m_path(std::move(other.m_path))
    , m_headers(std::move(other.m_headers))
    , m_pending(std::move(other.m_pending))
{}

HttpClient::~HttpClient()
{
    close();
}

void HttpClient::setHeader(const QByteArray &name, const QByteArray &value)
{
    m_headers.removeIf([&](const auto &header) { return header.first == name; });
    m_headers.append({name, value});
}

void HttpClient::setCredentials(const QByteArray &user, const QByteArray &password)
{
    setHeader("Authorization", "Basic " + QByteArray(user + ':' + password).toBase64());
}

HttpAnswer HttpClient::request(const QByteArray &method, const QByteArray &target,
                               const QByteArray &body, int ms)
{
    if (m_fd < 0 && !connectNow())
        return failed(u"connect: %1"_s.arg(qt_error_string(errno)));
    QByteArray text = method + ' ' + target + " HTTP/1.1\r\n";
    bool hasHost = false;
    for (const auto &[name, value] : std::as_const(m_headers)) {
        text += name + ": " + value + "\r\n";
        hasHost = hasHost || name == "Host";
    }
    if (!hasHost)
        text += "Host: localhost\r\n";
    if (!body.isEmpty())
        text += "Content-Length: " + QByteArray::number(body.size()) + "\r\n";
    if (!send(text + "\r\n" + body))
        return failed(u"send: %1"_s.arg(qt_error_string(errno)));
    return receive(ms);
}

bool HttpClient::connectNow()
{
    close();
    m_pending.clear();
    m_fd = m_path.isEmpty() ? connectTcp(m_host, m_port, m_source) : connectUnix(m_path);
    return m_fd >= 0;
}

bool HttpClient::send(const QByteArray &bytes)
{
    qsizetype done = 0;
    while (done < bytes.size()) {
        const ssize_t n = ::send(m_fd, bytes.constData() + done,
                                 static_cast<std::size_t>(bytes.size() - done), MSG_NOSIGNAL);
        if (n <= 0)
            return false;
        done += n;
    }
    return true;
}

bool HttpClient::readMore(int ms, QString *error)
{
    pollfd ready{m_fd, POLLIN, 0};
    const QDeadlineTimer deadline(ms);
    int count = 0;
    do { // a child of the test may end meanwhile
        count = ::poll(&ready, 1, int(deadline.remainingTime()));
    } while (count < 0 && errno == EINTR);
    if (count <= 0) {
        *error = u"no answer in time"_s;
        return false;
    }
    char buffer[65536];
    const ssize_t n = ::recv(m_fd, buffer, sizeof buffer, 0);
    if (n <= 0) {
        *error = n == 0 ? u"closed"_s : qt_error_string(errno);
        close();
        return false;
    }
    m_pending.append(buffer, n);
    return true;
}

HttpAnswer HttpClient::receive(int ms)
{
    const QDeadlineTimer deadline(ms);
    QString error;
    qsizetype headEnd = -1;
    while ((headEnd = m_pending.indexOf("\r\n\r\n")) < 0) {
        if (!readMore(int(deadline.remainingTime()), &error))
            return failed(error);
    }
    HttpAnswer answer = parseHead(m_pending.left(headEnd));
    m_pending.remove(0, headEnd + 4);
    const bool chunked = answer.header("Transfer-Encoding").toLower() == "chunked";
    const QByteArray length = answer.header("Content-Length");
    if (chunked) {
        while (!takeChunked(m_pending, answer.body)) {
            if (!readMore(int(deadline.remainingTime()), &error))
                return failed(error);
        }
    } else if (!length.isEmpty()) {
        while (m_pending.size() < length.toLongLong()) {
            if (!readMore(int(deadline.remainingTime()), &error))
                return failed(error);
        }
        answer.body = m_pending.left(length.toLongLong());
        m_pending.remove(0, answer.body.size());
    } else if (answer.status >= 200 && answer.status != 204 && answer.status != 304) {
        bool closed = false;
        answer.body = receiveUntilClosed(&closed, int(deadline.remainingTime()));
    }
    if (answer.header("Connection").toLower() == "close")
        close();
    return answer;
}

QByteArray HttpClient::receiveUntilClosed(bool *closed, int ms)
{
    const QDeadlineTimer deadline(ms);
    QString error;
    while (m_fd >= 0 && readMore(int(deadline.remainingTime()), &error)) {}
    *closed = m_fd < 0;
    return std::exchange(m_pending, {});
}

void HttpClient::close()
{
    if (m_fd >= 0)
        ::close(std::exchange(m_fd, -1));
}

} // namespace qilin::test
