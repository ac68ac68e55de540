// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "tests/gui/notifierhost.h"

#include "tests/support/waitfor.h"

#include <QDBusArgument>
#include <QDBusMessage>
#include <QDBusObjectPath>
#include <QDBusPendingCall>

using namespace Qt::StringLiterals;

namespace qilin::test {

namespace {

constexpr auto kItem = "/StatusNotifierItem"_L1;
constexpr auto kMenu = "com.canonical.dbusmenu"_L1;

// (ia{sv}av)
MenuEntry entryFrom(const QDBusArgument &argument)
{
    MenuEntry entry;
    argument.beginStructure();
    argument >> entry.id >> entry.properties;
    argument.beginArray();
    while (!argument.atEnd()) {
        QDBusVariant child;
        argument >> child;
        entry.children.append(entryFrom(child.variant().value<QDBusArgument>()));
    }
    argument.endArray();
    argument.endStructure();
    return entry;
}

} // namespace

const MenuEntry *MenuEntry::find(const QString &start) const
{
    for (const MenuEntry &child : children) {
        if (child.label().startsWith(start))
            return &child;
        if (const MenuEntry *below = child.find(start))
            return below;
    }
    return nullptr;
}

NotifierHost::NotifierHost(Desktop &desktop)
    : m_desktop(desktop)
    , m_bus(QDBusConnection::connectToBus(QDBusConnection::SessionBus, u"panel"_s))
{}

NotifierHost::~NotifierHost()
{
    QDBusConnection::disconnectFromBus(u"panel"_s);
}

bool NotifierHost::start()
{
    m_item.clear();
    m_watcher = m_desktop.run(QStringLiteral(QILIN_NOTIFIERWATCHER_PATH), {});
    return m_watcher;
}

void NotifierHost::end()
{
    m_desktop.end(m_watcher);
    m_item.clear();
}

bool NotifierHost::hasItem()
{
    while (m_watcher->canReadLine())
        m_item = QString::fromLatin1(m_watcher->readLine().trimmed());
    return !m_item.isEmpty();
}

QVariantList NotifierHost::call(const QString &path, const QString &interface,
                                const QString &method, const QVariantList &arguments)
{
    if (!hasItem())
        return {};
    QDBusMessage message = QDBusMessage::createMethodCall(m_item, path, interface, method);
    message.setArguments(arguments);
    const QDBusPendingCall pending = m_bus.asyncCall(message);
    if (!waitFor([&] { return pending.isFinished(); }))
        return {};
    return pending.reply().arguments();
}

QVariant NotifierHost::property(const QString &name)
{
    const QVariantList answer = call(kItem, u"org.freedesktop.DBus.Properties"_s, u"Get"_s,
                                     {u"org.kde.StatusNotifierItem"_s, name});
    return answer.value(0).value<QDBusVariant>().variant();
}

std::optional<MenuEntry> NotifierHost::menu()
{
    const QString path = property(u"Menu"_s).value<QDBusObjectPath>().path();
    call(path, kMenu, u"AboutToShow"_s, {0});
    const QVariantList answer = call(path, kMenu, u"GetLayout"_s, {0, -1, QStringList()});
    if (answer.size() < 2)
        return {};
    return entryFrom(answer.at(1).value<QDBusArgument>());
}

void NotifierHost::activate()
{
    call(kItem, u"org.kde.StatusNotifierItem"_s, u"Activate"_s, {0, 0});
}

void NotifierHost::click(const MenuEntry &entry)
{
    const QString path = property(u"Menu"_s).value<QDBusObjectPath>().path();
    call(path, kMenu, u"Event"_s,
         {entry.id, u"clicked"_s, QVariant::fromValue(QDBusVariant(0)), uint(0)});
    call(path, kMenu, u"Event"_s, {0, u"closed"_s, QVariant::fromValue(QDBusVariant(0)), uint(0)});
}

} // namespace qilin::test
