// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/client/endpoint.h"
#include "tests/support/daemonprocess.h"

#include <QFile>
#include <QJsonArray>

namespace qilin::test {

// A real daemon with two workers of a shell script.
class RealDaemon final
{
public:
    [[nodiscard]] bool start()
    {
        const QString script = m_daemon.path(QStringLiteral("app.sh"));
        writeScript(script);
        m_daemon.writeConfig({{QStringLiteral("exec"), script},
                              {QStringLiteral("workers"), 2},
                              {QStringLiteral("min_uptime"), 50}});
        return m_daemon.startAndWaitUntilUp();
    }

    [[nodiscard]] Endpoint endpoint() const
    {
        Endpoint endpoint;
        endpoint.socket = m_daemon.path(QStringLiteral("control.sock"));
        endpoint.title = QStringLiteral("shop");
        return endpoint;
    }

    // Of the workers that serve.
    [[nodiscard]] int generation()
    {
        const QJsonObject info = m_daemon.info();
        const QJsonObject app = info.value(QLatin1String("apps")).toArray().at(0).toObject();
        return app.value(QLatin1String("generation")).toInt();
    }

private:
    static void writeScript(const QString &path)
    {
        QFile file(path);
        if (file.open(QIODevice::WriteOnly))
            file.write("exec sleep 3600\n");
    }

    DaemonProcess m_daemon;
};

} // namespace qilin::test
