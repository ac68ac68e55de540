// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/cluster/clusterworker.h"
#include "tests/support/nodes.h"
#include "tests/support/waitfor.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QList>
#include <QProcess>
#include <QTest>

#include <memory>

namespace qilin::test {

// For initTestCase(): low descriptors are kept free for the children.
void prepareForNodes();

// Adds a row for every Node there is from major "from" on. Fails or skips where there is none.
void addNodeRows(int from = 18);

// What addNodeRows() gave the row.
NodeBinary nodeOfRow();

// One of apps/, running under a real Node as a worker of the primary. Its process is gone with it.
class NodeApp final
{
    Q_DISABLE_COPY_MOVE(NodeApp)

public:
    struct Setup
    {
        QString script; // in apps/
        QStringList args = {};
        ClusterWorker::Admission admission = ClusterWorker::Admission::Open;
        bool hasPreload = true;
        QString nodeOptions = {};
    };

    NodeApp(Primary &primary, const NodeBinary &node, int id, const Setup &setup);
    ~NodeApp();

    ClusterWorker &worker() { return *m_worker; }
    void destroyWorker() { m_worker.reset(); }
    QProcess &process() { return m_process; }
    bool isRunning() const { return m_process.state() != QProcess::NotRunning; }
    bool isClosed() const { return m_isClosed; }
    bool hasStopped() const { return m_hasStopped; }
    const QStringList &addresses() const { return m_addresses; } // of its listening signals
    QByteArray errors() const { return m_errors; }               // its stderr

    // The JSON lines it has printed.
    const QList<QJsonObject> &said() const { return m_said; }
    // The first of them with such a member; empty if none comes.
    QJsonObject hear(const char *member, int ms = kPatienceMs);
    // Gone, with this exit code.
    bool exited(int code);

private:
    void read();

    QProcess m_process;
    std::unique_ptr<ClusterWorker> m_worker;
    QByteArray m_output;
    QByteArray m_errors;
    QList<QJsonObject> m_said;
    QStringList m_addresses;
    bool m_isClosed = false;
    bool m_hasStopped = false;
};

// A script of apps/ that plays the client, run by the installed Node.
class NodeClient final
{
    Q_DISABLE_COPY_MOVE(NodeClient)

public:
    NodeClient(const NodeBinary &node, const QString &script, const QStringList &args);
    ~NodeClient();

    QProcess &process() { return m_process; }
    bool hasSaid(const QByteArray &line); // so far
    QByteArray output();
    bool finished(); // with exit code 0

private:
    QProcess m_process;
    QByteArray m_output;
};

QString appPath(const QString &name);

// The body of an answer to GET / on a connection of its own; the event loop runs meanwhile. Empty
// on any failure.
QByteArray httpGet(quint16 port, const QString &host = QStringLiteral("127.0.0.1"));
QByteArray httpGetUnix(const QString &path);

} // namespace qilin::test
