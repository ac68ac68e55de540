// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/platform/socketfile.h"

#include <QByteArrayList>
#include <QLocalSocket>
#include <QObject>
#include <QSocketNotifier>
#include <QTimer>

#include <functional>
#include <memory>
#include <optional>

namespace qilin {

// Keeps one tray a daemon: the first one listens on a socket beside the daemon's control socket
// (mode 0600), later ones tell it in lines what they wanted ("raise", "attach URL") and leave.
// A daemon's companion takes over from the companion of a daemon that is gone ("companion").
class TrayInstance final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TrayInstance)

public:
    // path: see socketFor(). wishes: lines to pass on. isCompanion: of a daemon.
    TrayInstance(const QString &path, const QByteArrayList &wishes, bool isCompanion);
    ~TrayInstance() override;

    // configFile of one daemon's tray; key names any other set of daemons.
    [[nodiscard]] static QString socketFor(const QString &configFile);
    [[nodiscard]] static QString socketForKey(const QByteArray &key);

    // What a companion that takes over is told: whether to show its window too.
    void setWindowProbe(std::function<bool()> isShown) { m_isWindowShown = std::move(isShown); }

    // Once. One of claimed(), passedOn() and failed() follows, maybe before the return.
    void claim();

signals:
    void claimed(bool showWindow);   // we are the one; showWindow: the one before showed its own
    void passedOn();                 // another one does it
    void failed(const QString &why); // nothing is known of another one, and none will find us

    // Of the one, whenever a later one starts.
    void wished(const QByteArray &line);
    void handedOver(); // the daemon's new companion waits for us to leave

private:
    void accept();
    void serve(QLocalSocket *client);
    [[nodiscard]] QByteArray answerTo(const QByteArray &line);
    void ask();
    void onAnswer();
    void onFirstGone();

    const QString m_path;
    const QByteArrayList m_wishes;
    const bool m_isCompanion;
    std::optional<SocketFile> m_file;
    std::unique_ptr<QSocketNotifier> m_incoming;
    std::function<bool()> m_isWindowShown;
    QLocalSocket m_first;
    QTimer m_patience;
    QTimer m_again;
    QByteArrayList m_answers;
    bool m_showWindow = false;
};

} // namespace qilin
