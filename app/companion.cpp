// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "app/companion.h"

#include "app/trayprogram.h"
#include "core/base/log.h"
#include "core/platform/childsetup.h"
#include "core/platform/treekeeper.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace qilin {

namespace {

constexpr auto kPatience = 2s;
constexpr qsizetype kMaxQuoted = 200;

// Addressed to this process by whoever started it.
const char *const kPrivateVariables[] = {"NOTIFY_SOCKET", "WATCHDOG_USEC", "WATCHDOG_PID",
                                         "LISTEN_FDS",    "LISTEN_PID",    "LISTEN_FDNAMES"};

QString seconds(std::chrono::milliseconds time)
{
    return u"%1 s"_s.arg(time.count() / 1000);
}

} // namespace

Companion::Companion(TreeKeeper &trees, const QString &configFile)
    : m_trees(trees)
    , m_configFile(configFile)
{
    m_restart.setSingleShot(true);
    connect(&m_restart, &QTimer::timeout, this, &Companion::launch);
    m_kill.setSingleShot(true);
    connect(&m_kill, &QTimer::timeout, &m_process, &QProcess::kill);
    m_process.setProcessChannelMode(QProcess::MergedChannels);
    connect(&m_process, &QProcess::readyRead, this, &Companion::readOutput);
    connect(&m_process, &QProcess::finished, this, &Companion::onFinished);
    connect(&m_process, &QProcess::errorOccurred, this, &Companion::onError);
}

Companion::~Companion()
{
    m_process.disconnect(this);
}

void Companion::start()
{
    if (!hasDisplay()) {
        qCInfo(lcDaemon) << "there is no display: running without a tray";
        return;
    }
    m_program = findTrayProgram();
    if (m_program.isEmpty()) {
        qCInfo(lcDaemon) << "no program qilin-tray lies beside this one: running without a tray";
        return;
    }
    launch();
}

void Companion::end()
{
    m_isEnding = true;
    m_restart.stop();
    if (!isRunning())
        return;
    m_process.terminate();
    m_kill.start(kPatience);
}

void Companion::launch()
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const char *name : kPrivateVariables)
        environment.remove(QLatin1StringView(name));
    environment.insert(QLatin1StringView(TreeKeeper::kCompanionName),
                       QString::fromLatin1(m_trees.instance()));
    ChildSetup setup;
    setup.mayOutlive = true; // it shows that the daemon is gone, and finds the next one
    useChildSetup(m_process, setup);
    m_process.setProcessEnvironment(environment);
    m_process.setStandardInputFile(QProcess::nullDevice());
    m_lastLine.clear();
    m_lived.start();
    m_process.start(m_program, {u"--config"_s, m_configFile, u"--companion"_s});
    const qint64 pid = m_process.processId();
    if (pid == 0)
        return; // onError() has said why
    m_trees.exempt(pid_t(pid));
    qCDebug(lcDaemon) << "the tray is started:" << pid;
}

void Companion::readOutput()
{
    log(m_output.feed(m_process.readAll()));
}

void Companion::log(const QList<QByteArray> &lines)
{
    for (const QByteArray &line : lines) {
        qCDebug(lcDaemon).noquote() << "tray:" << QString::fromUtf8(line);
        m_lastLine = line;
    }
}

void Companion::onFinished(int code, QProcess::ExitStatus status)
{
    readOutput();
    log(m_output.finish());
    m_kill.stop();
    if (m_isEnding) {
        emit ended();
        return;
    }
    if (status == QProcess::NormalExit && code == 0) {
        qCInfo(lcDaemon) << "the tray has left with code 0: it is not started again";
        return;
    }
    if (status == QProcess::NormalExit && code == kExitNoDisplay) {
        const std::chrono::milliseconds delay = m_delay.next(0ms);
        m_restart.start(delay);
        if (!std::exchange(m_saidNoDisplay, true))
            qCInfo(lcDaemon) << "the display cannot be opened: running without a tray until it can";
        return;
    }
    QString why = status == QProcess::CrashExit ? u"ended by signal %1"_s.arg(code)
                                                : u"ended with code %1"_s.arg(code);
    if (!m_lastLine.isEmpty())
        why += u" (\"%1\")"_s.arg(QString::fromUtf8(m_lastLine.left(kMaxQuoted)));
    if (status == QProcess::NormalExit && (code == kExitWrongOption || code == kExitFaultyConfig))
        qCWarning(lcDaemon).noquote()
            << "the tray" << why + "; another try would end the same way"_L1;
    else
        tryAgain(why);
}

void Companion::onError(QProcess::ProcessError error)
{
    if (error == QProcess::FailedToStart && !m_isEnding)
        tryAgain(u"could not be started (%1)"_s.arg(m_process.errorString()));
}

void Companion::tryAgain(const QString &why)
{
    const auto lived = std::chrono::milliseconds(m_lived.elapsed());
    const std::chrono::milliseconds delay = m_delay.next(lived);
    m_saidNoDisplay = false;
    m_restart.start(delay);
    qCWarning(lcDaemon).noquote() << "the tray" << why + "; next try in "_L1 + seconds(delay);
}

} // namespace qilin
