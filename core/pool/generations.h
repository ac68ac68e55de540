// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/pool/pool.h"

#include <QElapsedTimer>
#include <QTimer>

namespace qilin {

// How long a generation that gets nothing new is left to answer what it has before it is told to
// go.
struct Handover
{
    std::chrono::milliseconds quiet{0}; // so long nothing has waited for it
    std::chrono::milliseconds atMost{0};
    std::function<bool()> isQuiet; // nothing waits for it now
};

// The pools of one application: the one that serves, and those that have served or never will and
// are not gone. Owns them.
class Generations final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Generations)

public:
    explicit Generations(QObject *parent = nullptr);
    ~Generations() override;

    Pool *serving() const { return m_serving.get(); } // null: nothing serves
    void serve(std::unique_ptr<Pool> pool);           // the one that did until now is told to go
    // As serve(), but the old one is told to go only after the handover.
    void serve(std::unique_ptr<Pool> pool, const Handover &handover);
    void dismiss(std::unique_ptr<Pool> pool); // told to go; may be null
    void stop();                              // everything, gracefully
    void kill();                              // at once

    bool isUp() const;
    bool isReplaced() const { return m_retiring.empty(); } // nothing is left but what serves
    bool isGone() const { return !m_serving && m_retiring.empty(); }
    void appendSnapshots(QList<WorkerSnapshot> &list) const;
    void appendKeys(QList<int> &keys) const; // of the process trees that exist

signals:
    void changed();
    void failed(int id, const qilin::Failure &failure); // a worker of the one that serves

private:
    // Serves on for a while, and is among those that retire.
    struct Lingering
    {
        Pool *pool = nullptr;
        Handover handover;
        QElapsedTimer clock;
        QElapsedTimer quiet;
    };

    Pool *retire(std::unique_ptr<Pool> pool);
    void stopLingering();
    void stopAllLingering();
    void dropGone();

    std::unique_ptr<Pool> m_serving;
    std::vector<std::unique_ptr<Pool>> m_retiring;
    std::vector<Lingering> m_lingering;
    QTimer m_look; // whether a handover is over
};

} // namespace qilin
