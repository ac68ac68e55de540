// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/pool/place.h"

namespace qilin {

// The spare workers of one pool: booted and parked at listen(), there to take over at once where
// one that serves dies. As many as the crew wants, once it is known that its workers can be parked:
// one of them has asked for a socket. Owns their places.
class Reserve final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Reserve)

public:
    using Places = std::vector<std::unique_ptr<Place>>;

    // makePlace: one of Place::Role::Spare, not started. crew must outlive it.
    Reserve(const Crew &crew, std::function<std::unique_ptr<Place>()> makePlace,
            QObject *parent = nullptr);
    ~Reserve() override;

    void prepare();    // of a trial: the places, so that the first who fails finds all
    void startTrial(); // those
    void promote();    // from now on one that dies is followed by another
    // Of a pool that serves: starts what is missing. Those that are too many are the caller's.
    [[nodiscard]] Places fit();
    [[nodiscard]] Places takeAll();

    // One of this generation, the one that is furthest; see Place::TakeSpare.
    [[nodiscard]] std::unique_ptr<Worker> take(int generation, std::chrono::milliseconds pause);

    const Places &places() const { return m_places; }
    int parked() const;

private:
    [[nodiscard]] int wanted() const;
    void say() const;

    const Crew &m_crew;
    const std::function<std::unique_ptr<Place>()> m_makePlace;
    Places m_places;
    QTimer m_patience; // with workers that ask for no socket
    bool m_hasSaid = false;
};

} // namespace qilin
