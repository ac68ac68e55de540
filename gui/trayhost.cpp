// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "gui/trayhost.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusServiceWatcher>
#include <QGuiApplication>
#include <QLibraryInfo>
#include <QSystemTrayIcon>
#include <QVersionNumber>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace qilin {

namespace {

constexpr auto kService = "org.kde.StatusNotifierWatcher"_L1;
constexpr auto kGrace = 2s;
constexpr auto kPoll = 5s;

} // namespace

TrayHost::TrayHost(QObject *parent)
    : QObject(parent)
{
    m_grace.setSingleShot(true);
    m_grace.setInterval(kGrace);
    m_poll.setInterval(kPoll);
    connect(&m_poll, &QTimer::timeout, this, &TrayHost::poll);
    connect(&m_grace, &QTimer::timeout, this, &TrayHost::onGraceOver);
}

bool TrayHost::doesQtLookAgain()
{
    return QLibraryInfo::version() >= QVersionNumber(6, 8);
}

void TrayHost::start()
{
    m_grace.start();
    QDBusConnection bus = QDBusConnection::sessionBus();
    if (!bus.isConnected())
        return;
    auto *watcher = new QDBusServiceWatcher(QString(kService), bus,
                                            QDBusServiceWatcher::WatchForOwnerChange, this);
    connect(watcher, &QDBusServiceWatcher::serviceOwnerChanged, this,
            [this](const QString &, const QString &, const QString &owner) {
                onOwner(!owner.isEmpty());
            });
    QDBusMessage question
        = QDBusMessage::createMethodCall(u"org.freedesktop.DBus"_s, u"/org/freedesktop/DBus"_s,
                                         u"org.freedesktop.DBus"_s, u"NameHasOwner"_s);
    question << QString(kService);
    auto *answer = new QDBusPendingCallWatcher(bus.asyncCall(question), this);
    connect(answer, &QDBusPendingCallWatcher::finished, this, [this, answer] {
        const QDBusPendingReply<bool> reply = *answer;
        answer->deleteLater();
        if (reply.isValid() && reply.value())
            onOwner(true);
    });
}

void TrayHost::onOwner(bool isThere)
{
    if (std::exchange(m_isNotifierThere, isThere) == isThere)
        return;
    if (m_isNotifierUsed) {
        // A panel that restarts is gone for a moment; Qt registers with the new one by itself.
        if (isThere) {
            m_grace.stop();
            setPresence(Presence::Present);
        } else {
            m_grace.start();
        }
    } else if (m_presence != Presence::Present) {
        poll();
    }
}

void TrayHost::onGraceOver()
{
    if (m_isNotifierUsed) {
        setPresence(Presence::Absent);
        if (!doesQtLookAgain())
            return; // it holds on to this kind, and so to waiting for the panel's return
        m_isNotifierUsed = false;
    }
    poll();
}

// Every kPoll while there is no StatusNotifierItem.
void TrayHost::poll()
{
    // On Wayland there is no other kind, and asking too soon would be asking in vain for ever.
    const bool mayBeEmbedded = QGuiApplication::platformName() == "xcb"_L1;
    if (m_isNotifierThere || mayBeEmbedded)
        askQt();
    else
        setPresence(Presence::Absent);
    if (mayBeEmbedded && !m_isNotifierUsed && !m_poll.isActive())
        m_poll.start();
}

void TrayHost::askQt()
{
    const bool isAvailable = QSystemTrayIcon::isSystemTrayAvailable();
    bool isOtherKind = false;
    if (!m_qtSawNotifier || doesQtLookAgain()) {
        m_qtSawNotifier = m_isNotifierThere;
        const bool isUsed = isAvailable && m_isNotifierThere;
        isOtherKind = std::exchange(m_isNotifierUsed, isUsed) != isUsed;
        if (isUsed) {
            m_grace.stop();
            m_poll.stop();
        }
    }
    const bool cameTooLate = m_isNotifierThere && !*m_qtSawNotifier;
    if (isAvailable && isOtherKind && m_presence == Presence::Present)
        emit changed(Presence::Present);
    else if (isAvailable)
        setPresence(Presence::Present);
    else
        setPresence(cameTooLate ? Presence::AfterFreshStart : Presence::Absent);
}

void TrayHost::setPresence(Presence presence)
{
    if (std::exchange(m_presence, presence) != presence)
        emit changed(presence);
}

} // namespace qilin
