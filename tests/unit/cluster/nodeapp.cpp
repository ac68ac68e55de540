// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "tests/unit/cluster/nodeapp.h"

#include "core/cluster/primary.h"
#include "core/platform/childio.h"
#include "core/platform/childsetup.h"

#include <QJsonDocument>
#include <QLocalSocket>
#include <QTcpSocket>

using namespace Qt::StringLiterals;

namespace qilin::test {

namespace {

const QByteArray kRequest = "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";

template <typename Socket>
QByteArray exchange(Socket &socket)
{
    QByteArray received;
    bool ended = false;
    QObject::connect(&socket, &QIODevice::readyRead, &socket,
                     [&] { received += socket.readAll(); });
    QObject::connect(&socket, &Socket::disconnected, &socket, [&] { ended = true; });
    QObject::connect(&socket, &Socket::errorOccurred, &socket, [&] { ended = true; });
    socket.write(kRequest);
    if (!waitFor([&ended] { return ended; }))
        return {};
    received += socket.readAll();
    const qsizetype head = received.indexOf("\r\n\r\n");
    return received.startsWith("HTTP/1.1 200") && head > 0 ? received.mid(head + 4) : QByteArray();
}

} // namespace

void prepareForNodes()
{
    prepareDescriptors();
    NEED_EVERY_NODE();
}

void addNodeRows(int from)
{
    QTest::addColumn<int>("major");
    const QList<NodeBinary> binaries = nodeBinaries();
    int count = 0;
    for (const NodeBinary &node : binaries) {
        if (node.major < from)
            continue;
        ++count;
        QTest::newRow(qPrintable(u"node %1"_s.arg(node.major))) << node.major;
    }
    NEED(count > 0, "no such Node to test with");
}

NodeBinary nodeOfRow()
{
    // Asking each for its version takes a while; the programs do not change meanwhile.
    static const QList<NodeBinary> s_binaries = nodeBinaries();
    const int major = *static_cast<const int *>(QTest::qData("major", QMetaType::Int));
    for (const NodeBinary &node : s_binaries) {
        if (node.major == major)
            return node;
    }
    return {};
}

QString appPath(const QString &name)
{
    return QStringLiteral(QILIN_CLUSTER_APPS "/") + name;
}

NodeApp::NodeApp(Primary &primary, const NodeBinary &node, int id, const Setup &setup)
{
    Result<ChildPair> pair = makeChildPair();
    if (!pair)
        qFatal("no socket pair");
    m_worker = std::make_unique<ClusterWorker>(primary, id, std::move(pair->ours), setup.admission);
    QObject::connect(m_worker.get(), &ClusterWorker::listening, &m_process,
                     [this](const QString &address) { m_addresses += address; });
    QObject::connect(m_worker.get(), &ClusterWorker::closed, &m_process,
                     [this] { m_isClosed = true; });
    QObject::connect(m_worker.get(), &ClusterWorker::stoppedAccepting, &m_process,
                     [this] { m_hasStopped = true; });

    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"NODE_CHANNEL_FD"_s, u"3"_s);
    environment.insert(u"NODE_UNIQUE_ID"_s, QString::number(id));
    environment.remove(u"NODE_CHANNEL_SERIALIZATION_MODE"_s);
    QString options = setup.nodeOptions;
    if (setup.hasPreload)
        options += u" --require \"%1\""_s.arg(QStringLiteral(QILIN_PRELOAD));
    environment.insert(u"NODE_OPTIONS"_s, options);
    m_process.setProcessEnvironment(environment);
    QObject::connect(&m_process, &QProcess::readyReadStandardOutput, &m_process,
                     [this] { read(); });
    QObject::connect(&m_process, &QProcess::readyReadStandardError, &m_process,
                     [this] { m_errors += m_process.readAllStandardError(); });
    ChildSetup child;
    child.descriptors = {pair->childs.get()};
    useChildSetup(m_process, child);
    m_process.start(node.path, QStringList{appPath(setup.script)} + setup.args);
}

NodeApp::~NodeApp()
{
    m_worker.reset(); // its end of the channel ends a healthy one
    m_process.kill();
    m_process.waitForFinished();
    if (QTest::currentTestFailed() && !m_errors.isEmpty())
        qWarning("%s", m_errors.constData());
}

void NodeApp::read()
{
    m_output += m_process.readAllStandardOutput();
    for (qsizetype end = m_output.indexOf('\n'); end >= 0; end = m_output.indexOf('\n')) {
        const QJsonObject line = QJsonDocument::fromJson(m_output.first(end)).object();
        if (!line.isEmpty())
            m_said += line;
        m_output.remove(0, end + 1);
    }
}

QJsonObject NodeApp::hear(const char *member, int ms)
{
    QJsonObject found;
    const auto look = [&] {
        for (const QJsonObject &line : std::as_const(m_said)) {
            if (line.contains(QLatin1String(member)))
                found = line;
            if (!found.isEmpty())
                return true;
        }
        return false;
    };
    // A dead one says nothing more.
    std::ignore = waitFor([&] { return look() || !isRunning(); }, ms);
    look();
    return found;
}

bool NodeApp::exited(int code)
{
    return waitFor([this] { return !isRunning() && m_isClosed; })
           && m_process.exitStatus() == QProcess::NormalExit && m_process.exitCode() == code;
}

NodeClient::NodeClient(const NodeBinary &node, const QString &script, const QStringList &args)
{
    m_process.setProcessChannelMode(QProcess::MergedChannels);
    m_process.start(node.path, QStringList{appPath(script)} + args);
}

NodeClient::~NodeClient()
{
    m_process.kill();
    m_process.waitForFinished();
}

QByteArray NodeClient::output()
{
    m_output += m_process.readAll();
    return m_output;
}

bool NodeClient::hasSaid(const QByteArray &line)
{
    return output().contains(line + '\n');
}

bool NodeClient::finished()
{
    const bool ended = waitFor([this] { return m_process.state() == QProcess::NotRunning; });
    return ended && m_process.exitStatus() == QProcess::NormalExit && m_process.exitCode() == 0;
}

QByteArray httpGet(quint16 port, const QString &host)
{
    QTcpSocket socket;
    socket.connectToHost(host, port);
    return socket.waitForConnected() ? exchange(socket) : QByteArray();
}

QByteArray httpGetUnix(const QString &path)
{
    QLocalSocket socket;
    socket.connectToServer(path);
    return socket.waitForConnected() ? exchange(socket) : QByteArray();
}

} // namespace qilin::test
