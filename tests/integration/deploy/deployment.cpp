// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "tests/integration/deploy/deployment.h"

#include "tests/support/ports.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QMap>

#include <cerrno>
#include <csignal>
#include <vector>

using namespace Qt::StringLiterals;

namespace qilin::test {

Deployment::Deployment(const QString &source, const QJsonObject &config, const QString &name)
    : m_port(freePort())
    , m_config{{u"exec"_s, name},
               {u"workers"_s, 2},
               {u"min_uptime"_s, 200},
               {u"ready"_s, u"listening"_s},
               {u"reload_delay"_s, 3'600'000}}
    , m_name(name)
{
    if (!source.isEmpty())
        m_app.emplace(m_daemon.directory(), source, name);
    for (auto it = config.begin(); it != config.end(); ++it)
        m_config.insert(it.key(), it.value());
    QJsonObject env{{u"PORT"_s, QString::number(m_port)}};
    const QJsonObject more = config.value("env"_L1).toObject();
    for (auto it = more.begin(); it != more.end(); ++it)
        env.insert(it.key(), it.value());
    m_config.insert(u"env"_s, env);
    m_daemon.writeConfig(m_config);
}

void Deployment::setKey(const QString &key, const QJsonValue &value)
{
    m_config.insert(key, value);
    m_daemon.writeConfig(m_config);
    m_daemon.signal(SIGHUP);
}

void Deployment::openGate()
{
    writeFile(m_daemon.path(u"gate"_s), {});
}

void Deployment::closeGate()
{
    QFile::remove(m_daemon.path(u"gate"_s));
}

void Deployment::writeApp(const QByteArray &text)
{
    writeFile(m_daemon.path(m_name), text);
}

bool Deployment::start()
{
    return m_daemon.startAndWaitUntilUp() && waitFor([this] { return fetch().status == 200; });
}

HttpAnswer Deployment::fetch(const QByteArray &target, int ms) const
{
    return HttpClient::tcp(m_port).request("GET", target, {}, ms);
}

QByteArray Deployment::version() const
{
    return fetch().body.split(' ').value(0);
}

qint64 Deployment::servingPid() const
{
    return fetch().body.trimmed().split(' ').value(1).toLongLong();
}

QSet<QByteArray> Deployment::versions(int count) const
{
    std::vector<HttpClient> clients;
    for (int i = 0; i < count; ++i)
        clients.push_back(HttpClient::tcp(m_port));
    QSet<QByteArray> seen;
    for (HttpClient &client : clients) {
        if (!client.connectNow() || !client.send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"))
            seen.insert("no connection");
    }
    for (HttpClient &client : clients)
        seen.insert(client.receive().body.split(' ').value(0));
    return seen;
}

HttpAnswer Deployment::reload()
{
    return m_daemon.post("/reload");
}

QJsonObject Deployment::appInfo()
{
    return m_daemon.info().value("apps"_L1).toArray().at(0).toObject();
}

QJsonObject Deployment::lastReload()
{
    return appInfo().value("last_reload"_L1).toObject();
}

int Deployment::generation()
{
    return appInfo().value("generation"_L1).toInt();
}

bool Deployment::waitUntilOnlyNewest()
{
    return m_daemon.waitForInfo([](const QJsonObject &info) {
        const int newest = info.value("apps"_L1)[0].toObject().value("generation"_L1).toInt();
        const QJsonArray workers = info.value("workers"_L1).toArray();
        for (const QJsonValue &worker : workers) {
            if (worker.toObject().value("generation"_L1).toInt() != newest)
                return false;
        }
        return !workers.isEmpty();
    });
}

QByteArray faultsOf(const QJsonObject &load)
{
    const bool isFine
        = load.value("answered"_L1).toInteger() > 0 && load.value("failed"_L1).toInteger(-1) == 0;
    return isFine ? QByteArray() : QJsonDocument(load).toJson(QJsonDocument::Compact);
}

QByteArray versionsOf(const QJsonObject &load)
{
    QMap<int, QByteArray> seen;
    const QStringList bodies = load.value("bodies"_L1).toObject().keys();
    for (const QString &body : bodies) {
        const QByteArray version = body.section(u' ', 0, 0).toUtf8();
        seen.insert(version.toInt(), version);
    }
    return QByteArrayList(seen.values()).join(' ');
}

bool isRefused(quint16 port)
{
    return !HttpClient::tcp(port).connectNow() && errno == ECONNREFUSED;
}

} // namespace qilin::test
