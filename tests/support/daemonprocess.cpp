// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "tests/support/daemonprocess.h"

#include "tests/support/appfile.h"
#include "tests/support/processes.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QUuid>

#include <csignal>

using namespace Qt::StringLiterals;

namespace qilin::test {

namespace {

constexpr auto kConfigName = "qilin-daemon.json"_L1;
constexpr auto kSocketName = "control.sock"_L1;

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

DaemonProcess::DaemonProcess()
    : m_mark(QUuid::createUuid().toByteArray(QUuid::WithoutBraces))
    , m_environment(QProcessEnvironment::systemEnvironment())
{
    m_environment.remove(u"NODE_ENV"_s);
    m_environment.remove(u"NODE_OPTIONS"_s);
    m_environment.remove(u"NOTIFY_SOCKET"_s);
    m_environment.insert(QString::fromLatin1(kMarkVariable), QString::fromLatin1(m_mark));
    // The daemon's answer to SIGTERM is part of what is tested; a leak report would hide it.
    m_process.setStandardErrorFile(path(u"daemon.stderr"_s));
    m_process.setStandardOutputFile(path(u"daemon.stdout"_s));
    m_process.setStandardInputFile(QProcess::nullDevice());
    endWithUs(m_process);
}

DaemonProcess::~DaemonProcess()
{
    killEverything();
    if (QTest::currentTestFailed())
        qInfo("the daemon's stderr:\n%s\nthe daemon's stdout:\n%s", log().constData(),
              standardOutput().right(4096).constData());
}

void DaemonProcess::killEverything()
{
    if (isRunning()) {
        m_process.kill();
        m_process.waitForFinished();
    }
    const bool isGone = waitFor(
        [this] {
            const QList<qint64> left = processes();
            for (const qint64 pid : left)
                sendSignal(pid, SIGKILL);
            return left.isEmpty();
        },
        kPatienceMs);
    QVERIFY2(isGone, qPrintable(describe(processes())));
}

void DaemonProcess::writeConfig(QJsonObject config)
{
    if (!config.contains("control_socket"_L1))
        config.insert("control_socket"_L1, path(kSocketName));
    writeConfigText(QJsonDocument(config).toJson());
}

void DaemonProcess::writeConfigText(const QByteArray &text)
{
    writeFile(path(kConfigName), text);
    // As whoever puts a password into it should; else that is warned of.
    QFile::setPermissions(path(kConfigName), QFile::ReadOwner | QFile::WriteOwner);
}

void DaemonProcess::setEnvironment(const QString &name, const QString &value)
{
    m_environment.insert(name, value);
}

void DaemonProcess::unsetEnvironment(const QString &name)
{
    m_environment.remove(name);
}

void DaemonProcess::setWorkingDirectory(const QString &path)
{
    m_process.setWorkingDirectory(path);
}

void DaemonProcess::setWrapper(const QStringList &words)
{
    m_wrapper = words;
}

void DaemonProcess::openToEverybody()
{
    QFile::setPermissions(directory(), QFile::Permissions(0x7755));
    const QDir built = QFileInfo(m_program).dir();
    for (const QString &name : {u"qilin-daemon"_s, u"qilin-guard"_s, u"preload.cjs"_s})
        QFile::copy(built.filePath(name), path(name));
    m_program = path(u"qilin-daemon"_s);
}

bool DaemonProcess::start(const QStringList &extra)
{
    m_process.setProcessEnvironment(m_environment);
    QStringList words = m_wrapper;
    words += {m_program, u"--headless"_s};
    words += extra + QStringList{path(kConfigName)};
    const QString program = words.takeFirst();
    m_process.start(program, words);
    return m_process.waitForStarted(kPatienceMs);
}

bool DaemonProcess::startAndWaitUntilUp(int ms)
{
    return start() && waitUntilUp(ms);
}

void DaemonProcess::signal(int number)
{
    if (isRunning())
        sendSignal(pid(), number);
}

std::optional<int> DaemonProcess::waitForExit(int ms)
{
    if (!waitFor([this] { return !isRunning(); }, ms)
        || m_process.exitStatus() != QProcess::NormalExit)
        return {};
    return m_process.exitCode();
}

std::optional<int> DaemonProcess::quit(int ms)
{
    signal(SIGTERM);
    return waitForExit(ms);
}

QByteArray DaemonProcess::log() const
{
    return contentOf(path(u"daemon.stderr"_s));
}

QStringList DaemonProcess::logLines() const
{
    return QString::fromUtf8(log()).split(u'\n', Qt::SkipEmptyParts);
}

QByteArray DaemonProcess::standardOutput() const
{
    return contentOf(path(u"daemon.stdout"_s));
}

bool DaemonProcess::waitForLog(const QString &text, qsizetype skip, int ms)
{
    return waitFor([&] { return !logLines().mid(skip).filter(text, Qt::CaseSensitive).isEmpty(); },
                   ms);
}

HttpClient DaemonProcess::control() const
{
    return HttpClient::unixSocket(path(kSocketName));
}

HttpAnswer DaemonProcess::get(const QByteArray &target, int ms)
{
    return control().request("GET", target, {}, ms);
}

HttpAnswer DaemonProcess::post(const QByteArray &target, int ms)
{
    return control().request("POST", target, {}, ms);
}

QJsonObject DaemonProcess::info()
{
    return get("/info").json().value("result"_L1).toObject();
}

bool DaemonProcess::waitForInfo(const std::function<bool(const QJsonObject &)> &fact, int ms)
{
    return waitFor(
        [&] {
            const QJsonObject value = info();
            return !value.isEmpty() && fact(value);
        },
        ms);
}

bool DaemonProcess::waitUntilUp(int ms)
{
    const auto everyAppIsUp = [](const QJsonObject &value) {
        const QJsonArray apps = value.value("apps"_L1).toArray();
        for (const QJsonValue &app : apps) {
            if (app.toObject().value("state"_L1).toString() != "up"_L1)
                return false;
        }
        return !apps.isEmpty();
    };
    return waitForInfo(everyAppIsUp, ms);
}

QList<qint64> DaemonProcess::workerPids(const QString &state)
{
    QList<qint64> pids;
    const QJsonArray workers = info().value("workers"_L1).toArray();
    for (const QJsonValue &worker : workers) {
        if (state.isEmpty() || worker.toObject().value("state"_L1).toString() == state)
            pids.append(worker.toObject().value("pid"_L1).toInteger());
    }
    return pids;
}

QList<qint64> DaemonProcess::processes() const
{
    return processesWithMark(m_mark);
}

bool DaemonProcess::waitForProcesses(qsizetype count, int ms) const
{
    return waitFor([this, count] { return processes().size() == count; }, ms);
}

bool DaemonProcess::waitUntilNothingIsLeft(int ms)
{
    return waitFor([this] { return processes().isEmpty(); }, ms);
}

} // namespace qilin::test
