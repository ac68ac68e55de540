// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QObject>
#include <QTimer>

#include <optional>

namespace qilin {

// Whether this desktop has a tray, now and later. XEmbed trays are looked for by Qt; that of
// StatusNotifierItem by its name on the session bus, because Qt 6.4 looks for it once in the life
// of a process: the first question decides. Qt 6.8 looks at each question (both measured).
class TrayHost final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TrayHost)

public:
    enum class Presence {
        Unknown,         // a panel that starts at the same time gets a moment
        Present,         // a QSystemTrayIcon will be seen
        Absent,          // it would not
        AfterFreshStart, // there is one, but Qt has looked before: only a new process sees it
    };
    Q_ENUM(Presence)

    explicit TrayHost(QObject *parent = nullptr);

    // Whether the Qt that runs sees a StatusNotifierItem panel that comes after the first question.
    [[nodiscard]] static bool doesQtLookAgain();

    void start();
    [[nodiscard]] Presence presence() const { return m_presence; }
    // While Present: an icon that is made now is a StatusNotifierItem, else an XEmbed window.
    [[nodiscard]] bool isNotifierUsed() const { return m_isNotifierUsed; }

signals:
    // Present once more: the kind of the icon to make is another.
    void changed(qilin::TrayHost::Presence presence);

private:
    void onOwner(bool isThere);
    void onGraceOver();
    void askQt();
    void poll();
    void setPresence(Presence presence);

    Presence m_presence = Presence::Unknown;
    bool m_isNotifierThere = false;
    bool m_isNotifierUsed = false;
    std::optional<bool> m_qtSawNotifier; // when Qt was asked first
    QTimer m_grace;
    QTimer m_poll;
};

} // namespace qilin
