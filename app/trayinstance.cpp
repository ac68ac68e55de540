// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "app/trayinstance.h"

#include "core/config/paths.h"
#include "core/platform/netio.h"

#include <QCryptographicHash>
#include <QFileInfo>

#include <cerrno>
#include <chrono>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace qilin {

namespace {

constexpr auto kPatience = 5s;
constexpr auto kPause = 50ms;
constexpr qint64 kMaxLine = 4096;

const QByteArray kCompanion = "companion";
const QByteArray kOk = "ok";
const QByteArray kStay = "stay"; // a companion finds one that somebody started by hand
const QByteArray kHidden = "hidden";
const QByteArray kVisible = "visible";

} // namespace

TrayInstance::TrayInstance(const QString &path, const QByteArrayList &wishes, bool isCompanion)
    : m_path(path)
    , m_wishes(isCompanion ? QByteArrayList{kCompanion} : wishes)
    , m_isCompanion(isCompanion)
{
    m_patience.setSingleShot(true);
    connect(&m_patience, &QTimer::timeout, this, [this] {
        m_again.stop();
        m_first.disconnect(this);
        emit failed(u"the tray that holds %1 does not answer"_s.arg(m_path));
    });
    m_again.setSingleShot(true);
    connect(&m_again, &QTimer::timeout, this, &TrayInstance::claim);
    connect(&m_first, &QLocalSocket::readyRead, this, &TrayInstance::onAnswer);
    connect(&m_first, &QLocalSocket::disconnected, this, &TrayInstance::onFirstGone);
}

TrayInstance::~TrayInstance()
{
    m_first.disconnect(this);
}

QString TrayInstance::socketFor(const QString &configFile)
{
    const QFileInfo control(defaultControlSocket(configFile, runtimePlace()));
    return control.path() + u'/' + control.completeBaseName() + ".tray"_L1;
}

QString TrayInstance::socketForKey(const QByteArray &key)
{
    const QByteArray hash = QCryptographicHash::hash(key, QCryptographicHash::Sha256).toHex();
    return socketDirectory(runtimePlace()) + u'/' + QString::fromLatin1(hash.first(16))
           + ".tray"_L1;
}

void TrayInstance::claim()
{
    Result<SocketFile> file = SocketFile::listen(m_path, SocketDirectory::Private);
    if (!file) {
        if (file.error().code == EADDRINUSE)
            ask();
        else
            emit failed(file.error().text);
        return;
    }
    m_patience.stop();
    m_file.emplace(std::move(*file));
    m_incoming = std::make_unique<QSocketNotifier>(m_file->descriptor(), QSocketNotifier::Read);
    connect(m_incoming.get(), &QSocketNotifier::activated, this, &TrayInstance::accept);
    emit claimed(m_showWindow);
}

void TrayInstance::ask()
{
    if (!m_patience.isActive())
        m_patience.start(kPatience);
    m_answers.clear();
    m_first.connectToServer(m_path); // connected or refused at once
    if (m_first.state() == QLocalSocket::UnconnectedState)
        m_again.start(kPause);
    else
        m_first.write(m_wishes.join('\n') + '\n');
}

void TrayInstance::onAnswer()
{
    while (m_first.canReadLine())
        m_answers.append(m_first.readLine().trimmed());
    if (m_answers.size() < m_wishes.size())
        return;
    const QByteArray answer = m_answers.last();
    if (answer == kHidden || answer == kVisible) {
        m_showWindow = answer == kVisible;
        return; // it leaves now
    }
    m_patience.stop();
    m_first.disconnect(this);
    emit passedOn();
}

// It has left for us, or before it could answer.
void TrayInstance::onFirstGone()
{
    m_again.start(kPause);
}

void TrayInstance::accept()
{
    Accepted accepted = acceptClient(m_file->descriptor());
    if (accepted.outcome != Accepted::Outcome::Client)
        return;
    auto *client = new QLocalSocket(this);
    connect(client, &QLocalSocket::readyRead, this, [this, client] { serve(client); });
    connect(client, &QLocalSocket::disconnected, client, &QObject::deleteLater);
    client->setSocketDescriptor(accepted.fd.release());
}

void TrayInstance::serve(QLocalSocket *client)
{
    while (client->canReadLine())
        client->write(answerTo(client->readLine(kMaxLine).trimmed()) + '\n');
    if (client->bytesAvailable() > kMaxLine)
        client->abort();
}

QByteArray TrayInstance::answerTo(const QByteArray &line)
{
    if (line != kCompanion) {
        emit wished(line);
        return kOk;
    }
    if (!m_isCompanion)
        return kStay;
    const bool isShown = m_isWindowShown && m_isWindowShown();
    emit handedOver();
    return isShown ? kVisible : kHidden;
}

} // namespace qilin
