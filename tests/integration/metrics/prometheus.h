// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "tests/support/needs.h"
#include "tests/support/waitfor.h"

#include <QJsonArray>
#include <QProcess>
#include <QString>
#include <QTemporaryDir>

#include <optional>

// Skips the test function where there is no Prometheus; on a build server that is a failure.
#define NEED_PROMETHEUS() NEED(qilin::test::hasPrometheus(), "needs the server prometheus")

namespace qilin::test {

// "prometheus" or "promtool": as ./dev has unpacked it, or the installed one; empty: none.
[[nodiscard]] QString prometheusProgram(const QString &name);
[[nodiscard]] bool hasPrometheus();

struct ToolRun
{
    int code = -1; // -1: it did not run to its end
    QByteArray output;
};

// promtool with these arguments and this on its standard input.
[[nodiscard]] ToolRun promtool(const QStringList &arguments, const QByteArray &input = {});

// A real Prometheus with a copy of example/prometheus that asks the daemon at a port of 127.0.0.1,
// each second. Gone after destruction, or with the test program.
class Prometheus final
{
    Q_DISABLE_COPY_MOVE(Prometheus)

public:
    explicit Prometheus(quint16 daemonPort);
    ~Prometheus();

    [[nodiscard]] bool start(); // and it answers
    [[nodiscard]] QString path(const QString &name) const { return m_directory.filePath(name); }

    // The result of an instant query; nothing if Prometheus refused it.
    [[nodiscard]] std::optional<QJsonArray> query(const QString &expression);
    // Of a query with one series; nothing if there is none, or more.
    [[nodiscard]] std::optional<double> value(const QString &expression);
    [[nodiscard]] bool waitForValue(const QString &expression, double value, int ms = kPatienceMs);
    [[nodiscard]] QByteArray log() const;

private:
    void writeConfig(quint16 daemonPort);

    QTemporaryDir m_directory;
    const quint16 m_port;
    QProcess m_process;
};

} // namespace qilin::test
