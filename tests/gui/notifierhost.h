// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "tests/gui/desktop.h"

#include <QDBusConnection>
#include <QDBusVariant>
#include <QVariantMap>

#include <optional>

namespace qilin::test {

// One entry of a menu as com.canonical.dbusmenu sends it.
struct MenuEntry
{
    int id = 0;
    QVariantMap properties;
    QList<MenuEntry> children;

    [[nodiscard]] QString label() const // without the marks of mnemonics
    {
        return properties.value(QStringLiteral("label")).toString().remove(u'_');
    }
    [[nodiscard]] bool isEnabled() const
    {
        return properties.value(QStringLiteral("enabled"), true).toBool();
    }
    [[nodiscard]] const MenuEntry *find(const QString &start) const; // by the start of its label
};

// A panel that shows StatusNotifierItems. Its part with a name on the bus is the program
// notifierwatcher, since Qt waits for that one's answers.
class NotifierHost final
{
public:
    explicit NotifierHost(Desktop &desktop);
    ~NotifierHost();
    Q_DISABLE_COPY_MOVE(NotifierHost)

    [[nodiscard]] bool start();
    void end(); // as when a panel crashes
    [[nodiscard]] bool hasItem();

    // Of the item that registered last; each runs the event loop until the answer is there.
    [[nodiscard]] QVariant property(const QString &name);
    [[nodiscard]] std::optional<MenuEntry> menu();
    void activate();
    void click(const MenuEntry &entry);

private:
    QVariantList call(const QString &path, const QString &interface, const QString &method,
                      const QVariantList &arguments);

    Desktop &m_desktop;
    QDBusConnection m_bus;
    QProcess *m_watcher = nullptr;
    QString m_item;
};

} // namespace qilin::test
