// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "tests/support/appfile.h"
#include "tests/support/daemonprocess.h"
#include "tests/support/nodes.h"

#include <QJsonObject>
#include <QSet>

namespace qilin::test {

const QJsonObject kGated{
    {QStringLiteral("env"), QJsonObject{{QStringLiteral("GATE"), QStringLiteral("gate")}}}};

// A real daemon that runs a copy of one of tests/apps on a port of its own. Nothing is reloaded
// because of a file unless the configuration sets reload_delay.
class Deployment final
{
public:
    // SOURCE, one of tests/apps, becomes NAME in the daemon's directory; an empty one is left to
    // writeApp(). CONFIG is laid over two workers, min_uptime 200 and ready "listening", so that
    // what is up has read its code; its "env" over PORT.
    explicit Deployment(const QString &source, const QJsonObject &config = {},
                        const QString &name = QStringLiteral("app.js"));

    // Another configuration from now on: SIGHUP.
    void setKey(const QString &key, const QJsonValue &value);
    // What late.js waits for before it listens, with kGated as a part of CONFIG.
    void openGate();
    void closeGate();
    // A program of the test's own, which reads PORT from its environment.
    void writeApp(const QByteArray &text);

    [[nodiscard]] bool start(); // up, and the port answers

    [[nodiscard]] quint16 port() const { return m_port; }
    DaemonProcess &daemon() { return m_daemon; }
    const AppFile &app() const { return *m_app; }

    // The application, on a connection of its own each time
    [[nodiscard]] HttpAnswer fetch(const QByteArray &target = "/", int ms = kPatienceMs) const;
    [[nodiscard]] QByteArray version() const; // first word of an answer
    [[nodiscard]] qint64 servingPid() const;  // second word of one
    // The versions in COUNT answers, asked for on as many connections at once.
    [[nodiscard]] QSet<QByteArray> versions(int count) const;

    // The daemon
    [[nodiscard]] HttpAnswer reload();
    [[nodiscard]] QJsonObject appInfo(); // of the first application
    [[nodiscard]] QJsonObject lastReload();
    [[nodiscard]] int generation();
    // Until there are workers, and none of an older generation than the serving one.
    [[nodiscard]] bool waitUntilOnlyNewest();

private:
    DaemonProcess m_daemon;
    quint16 m_port;
    QJsonObject m_config;
    std::optional<AppFile> m_app;
    QString m_name;
};

// What went wrong in a run of loadclient, as text for QCOMPARE; empty if every request of at least
// one was answered.
[[nodiscard]] QByteArray faultsOf(const QJsonObject &load);

// The versions among the bodies of a run of loadclient, "1 2" if only these.
[[nodiscard]] QByteArray versionsOf(const QJsonObject &load);

// Nobody listens on 127.0.0.1:PORT.
[[nodiscard]] bool isRefused(quint16 port);

} // namespace qilin::test
