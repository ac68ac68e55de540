// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "tests/integration/attack/attack.h"
#include "tests/support/daemonprocess.h"

#include <functional>
#include <memory>

namespace qilin::test {

// A daemon with a pool of Node workers, and those who depend on it while it is attacked: clients of
// the application, and one that asks for /healthz each 100 ms, by port and control socket in turn.
class UnderFire final
{
public:
    static constexpr int kWorkers = 2;

    // wrapper: see DaemonProcess. False: it did not come up.
    [[nodiscard]] bool start(const QStringList &wrapper = {});
    [[nodiscard]] bool startWithTls();

    [[nodiscard]] DaemonProcess &daemon() { return *m_daemon; }
    [[nodiscard]] Target port() const { return {m_port, {}, m_isTls}; }
    [[nodiscard]] Target socket() const;
    [[nodiscard]] QByteArray credentials() const; // a header line, with its CR LF

    // Lets the attack go on until reached() is true of it and 10 more answers of /healthz have
    // come. Says what did not hold meanwhile: each answer within a second, each request to the
    // application answered by the same workers, memory at most 10 MB above what it was; and after
    // it, memory near what it was. Empty: all held.
    using Reached = std::function<bool(const AttackReport &report)>;
    [[nodiscard]] QString endure(const Attack &attack, const Target &target,
                                 const Reached &reached);
    [[nodiscard]] AttackReport lastReport() const { return m_report; }

    // The daemon quits as it should, and has not grown over all the attacks.
    [[nodiscard]] QString finish();

private:
    [[nodiscard]] bool startWith(const QJsonObject &keys);
    void warmUp();
    [[nodiscard]] QString comesBack();

    quint16 m_port = 0;
    quint16 m_appPort = 0;
    bool m_isTls = false;
    std::unique_ptr<DaemonProcess> m_daemon;
    QList<qint64> m_workers;
    qint64 m_residentKb = 0; // before the first attack
    AttackReport m_report;
};

} // namespace qilin::test
