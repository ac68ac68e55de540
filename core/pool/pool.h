// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/pool/reserve.h"

#include <QMap>

#include <memory>
#include <vector>

namespace qilin {

// The workers of one generation, of more while they are replaced one by one, and the spare ones. A
// trial pool starts parked and reports the first death as its failure; a serving one fills its
// places again. Owns its places.
class Pool final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Pool)

public:
    // crew must outlive it. workers >= 1.
    Pool(const Crew &crew, int generation, int workers, QObject *parent = nullptr);
    ~Pool() override;

    int generation() const { return m_generation; }     // the newest that serves
    int wanted() const { return int(m_places.size()); } // 0 once stopped

    void startTrial();       // parked; once, this or startServing()
    void startServing();     // answers at once; dying workers are replaced
    void release();          // of a trial: all go on at this instant
    void promote();          // of a trial: from now on it serves
    void scale(int workers); // of a serving pool
    // Of a serving pool: one worker is replaced, see Place::replace(). False: none has that id.
    bool replace(int worker, Reply done);
    // Of a serving pool: one of those with the oldest code before GENERATION is replaced by one of
    // it, spare ones last. False: there is none.
    bool renewNext(int generation, Reply done);
    bool hasOlder(int generation) const;
    bool runs(int generation) const; // in one of its places at least
    bool holds(int worker) const;    // which could be replaced
    void cancelReplacements();       // the old workers stay; nobody is told
    void wake();                     // places that are not filled by the rules of restart are
    void tendReserve();              // as many spare workers as the crew wants; once it has been up
    void letExpire();                // nothing is replaced any more; it serves on until stop()
    void stop();                     // gracefully; nothing is replaced any more
    void kill();

    bool isSettled() const; // each worker is parked or up, and old enough; the spare ones too
    bool isUp() const;
    bool isDone() const;          // all work is done, no worker is left
    bool isResting() const;       // some places are not filled by the rules of restart
    bool hadTimeToListen() const; // is up, and each worker listens or never will
    bool isStopped() const { return m_isStopped; }
    bool isComplete() const { return m_leaving.empty(); } // nobody who was scaled away is left
    bool stoppedAccepting() const;
    bool replacedStoppedAccepting() const; // all that were replaced
    bool hasLeavers() const;               // replaced or dead ones that are not gone
    bool isMixed() const;                  // its workers are of more than one generation
    QMap<int, QList<int>> workersByGeneration() const; // ids; of those that are not to go
    int parkedSpares() const { return m_reserve.parked(); }
    bool isGone() const;
    std::optional<Failure> failure() const; // of the first place that has one
    void appendSnapshots(QList<WorkerSnapshot> &list) const;
    void appendKeys(QList<int> &keys) const;

signals:
    void changed();
    void failed(int id, const qilin::Failure &failure);

private:
    std::unique_ptr<Place> makePlace(Place::Role role);
    Place &addPlace();
    void addLeaving(std::vector<std::unique_ptr<Place>> places);
    std::vector<Place *> places() const; // those that are filled again, spare ones last
    void dropGone();

    const Crew &m_crew;
    int m_generation;
    int m_workers;
    Reserve m_reserve;
    std::vector<std::unique_ptr<Place>> m_places;
    std::vector<std::unique_ptr<Place>> m_leaving; // scaled away or stopped, not gone
    bool m_isServing = false;
    bool m_hasBeenUp = false; // before, spare workers would only slow it down
    bool m_isStopped = false;
};

} // namespace qilin
