// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/worker/childprocess.h"

#include "core/output/appoutput.h"
#include "core/output/outlets.h"
#include "core/platform/execimage.h"
#include "core/platform/outputpipe.h"
#include "core/platform/processcontrol.h"
#include "core/platform/treekeeper.h"
#include "core/sockets/inherited.h"

#include <QFile>

using namespace Qt::StringLiterals;

namespace qilin {

ChildProcess::ChildProcess(int key, Result<Launch> launch, TreeKeeper &trees, AppOutput &output)
    : m_key(key)
    , m_launch(std::move(launch))
    , m_trees(trees)
    , m_output(output)
    , m_out(output.outlets().buffer(), [this] { return m_output.offer(m_key, Stream::Out); })
    , m_err(output.outlets().buffer(), [this] { return m_output.offer(m_key, Stream::Err); })
{
    connect(&m_out, &OutputReader::chunk, this,
            [this](const OutputChunk &chunk) { onChunk(Stream::Out, chunk); });
    connect(&m_err, &OutputReader::chunk, this,
            [this](const OutputChunk &chunk) { onChunk(Stream::Err, chunk); });
    for (OutputReader *reader : {&m_out, &m_err})
        connect(&m_output, &AppOutput::freed, reader, &OutputReader::goOn);
    connect(&m_process, &QProcess::finished, this, &ChildProcess::onFinished);
    connect(&m_process, &QProcess::errorOccurred, this, &ChildProcess::onError);
    connect(&m_trees, &TreeKeeper::gone, this, [this](int goneKey) {
        if (goneKey != m_key)
            return;
        m_out.drain(); // what its descendants left
        m_err.drain();
        emit treeGone();
    });
}

ChildProcess::~ChildProcess()
{
    m_process.disconnect(this);
    m_trees.release(m_key);
}

std::chrono::milliseconds ChildProcess::watchdog() const
{
    return m_launch ? m_launch->ready.watchdog : std::chrono::milliseconds{0};
}

void ChildProcess::start()
{
    if (!m_launch) {
        emit failedToStart(m_launch.error().text);
        return;
    }
    QProcessEnvironment &environment = m_launch->environment;
    environment.insert(QLatin1StringView(TreeKeeper::kMarkerName),
                       QString::fromLatin1(m_trees.marker(m_key)));
    ChildSetup setup;
    setup.attributes = m_launch->attributes;
    setup.attributes.tag = m_trees.tag(m_key);
    setup.failure = &m_failure;
    giveSockets(setup);
    Result<> prepared = prepareReady();
    if (prepared)
        prepared = prepare(environment, setup);
    if (!prepared) {
        emit failedToStart(prepared.error().text);
        return;
    }
    if (const Result<> opened = openOutput(setup); !opened) {
        emit failedToStart(opened.error().text);
        return;
    }
    insertPids(setup);
    useChildSetup(m_process, setup);
    m_process.setProcessChannelMode(QProcess::ForwardedChannels); // setup has pipes of our own
    m_process.setProcessEnvironment(environment);
    m_process.setWorkingDirectory(m_launch->directory);
    if (m_input.isEmpty())
        m_process.setStandardInputFile(QProcess::nullDevice());
    m_process.start(m_launch->program.program, m_launch->program.arguments);
    m_childOut.reset(); // while we hold them too, the pipes would never end
    m_childErr.reset();
    m_pid = m_process.processId();
    if (m_pid == 0)
        return; // onError has said why
    m_trees.track(m_key, pid_t(m_pid));
    if (!m_input.isEmpty()) {
        m_process.write(m_input);
        m_process.closeWriteChannel();
    }
    afterStart();
    if (m_ready)
        m_ready->begin(m_pid);
    emit started();
}

Result<> ChildProcess::prepareReady()
{
    if (m_launch->ready.isEmpty())
        return {};
    m_ready = std::make_unique<ReadyWatch>(m_launch->ready);
    connect(m_ready.get(), &ReadyWatch::ready, this, &WorkerProcess::ready);
    connect(m_ready.get(), &ReadyWatch::alive, this, &WorkerProcess::alive);
    connect(m_ready.get(), &ReadyWatch::status, this, &WorkerProcess::status);
    connect(m_ready.get(), &ReadyWatch::stopping, this, &WorkerProcess::stopping);
    return m_ready->prepare(m_launch->environment);
}

void ChildProcess::giveSockets(ChildSetup &setup)
{
    if (!m_launch->sockets)
        return;
    setup.descriptors = m_launch->sockets->descriptors();
    QProcessEnvironment &environment = m_launch->environment;
    environment.insert(u"LISTEN_FDS"_s, QString::number(setup.descriptors.size()));
    environment.insert(u"LISTEN_FDNAMES"_s, QString::fromUtf8(m_launch->sockets->names()));
}

// LISTEN_PID and WATCHDOG_PID hold the pid of the very process they are addressed to.
void ChildProcess::insertPids(ChildSetup &setup)
{
    QByteArrayList pidVariables;
    if (m_launch->sockets)
        pidVariables.append("LISTEN_PID");
    if (m_launch->ready.watchdog > std::chrono::milliseconds{0})
        pidVariables.append("WATCHDOG_PID");
    if (pidVariables.isEmpty())
        return;
    for (const QByteArray &name : std::as_const(pidVariables))
        m_launch->environment.remove(QLatin1StringView(name));
    QByteArrayList arguments;
    for (const QString &argument : std::as_const(m_launch->program.arguments))
        arguments.append(argument.toLocal8Bit());
    setup.image
        = std::make_shared<ExecImage>(QFile::encodeName(m_launch->program.program), arguments,
                                      rawVariables(m_launch->environment), pidVariables);
}

void ChildProcess::endTree(std::chrono::milliseconds grace)
{
    m_trees.endTree(m_key, int(grace.count()));
}

void ChildProcess::sendSignal(int signal)
{
    if (isRunning())
        signalChild(pid_t(m_pid), signal);
}

// Pipes of our own, not QProcess's: those are read whether there is room for it or not.
Result<> ChildProcess::openOutput(ChildSetup &setup)
{
    Result<OutputPipe> out = makeOutputPipe();
    if (!out)
        return out.error();
    Result<OutputPipe> errors = makeOutputPipe();
    if (!errors)
        return errors.error();
    m_out.open(std::move(out->read));
    m_err.open(std::move(errors->read));
    m_childOut = std::move(out->write);
    m_childErr = std::move(errors->write);
    setup.output = m_childOut.get();
    setup.errors = m_childErr.get();
    return {};
}

void ChildProcess::onChunk(Stream stream, const OutputChunk &chunk)
{
    emit printed(stream, chunk);
    m_output.take(m_key, stream, chunk);
}

void ChildProcess::onFinished(int code, QProcess::ExitStatus status)
{
    if (m_pid == 0 || m_hasExited)
        return;
    if (m_failure.key) {
        onRefused(u"%1 could not be set: %2"_s.arg(QLatin1StringView(m_failure.key),
                                                   qt_error_string(m_failure.code)));
        return;
    }
    m_hasExited = true;
    m_out.drain();
    m_err.drain();
    m_trees.leaderGone(m_key);
    m_ready.reset();
    ExitStatus exit;
    if (status == QProcess::NormalExit)
        exit.code = code;
    else
        exit.signal = code;
    emit exited(exit);
}

void ChildProcess::onError(QProcess::ProcessError error)
{
    if (error != QProcess::FailedToStart)
        return; // the end of a process is told by finished()
    QString reason = u"%1: %2"_s.arg(m_launch->program.program, m_process.errorString());
    if (!m_launch->user.isEmpty())
        reason += u" (as user %1)"_s.arg(m_launch->user);
    onRefused(reason);
}

void ChildProcess::onRefused(const QString &reason)
{
    if (m_pid != 0) { // it failed after the fork
        m_trees.leaderGone(m_key);
        m_hasExited = true;
    }
    emit failedToStart(reason);
}

} // namespace qilin
