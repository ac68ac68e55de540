// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/pool/crew.h"
#include "core/worker/workerprocess.h"

#include <QCoreApplication>
#include <QHash>

// A worker's process whose steps the test takes by hand.
class FakeProcess final : public qilin::WorkerProcess
{
    Q_OBJECT

public:
    FakeProcess(int ownId, bool startsParked, QHash<int, FakeProcess *> &all)
        : id(ownId)
        , isParked(startsParked)
        , m_all(all)
    {
        m_all.insert(id, this);
    }
    ~FakeProcess() override { m_all.remove(id); }

    void start() override
    {
        isStarted = !failsToStart;
        if (isStarted)
            emit started();
        else
            emit failedToStart(QStringLiteral("no such file"));
    }
    void release() override
    {
        isReleased = true;
        if (isWaiting)
            emit listening(QStringLiteral("127.0.0.1:1"));
        isWaiting = false;
    }
    void retire(std::chrono::milliseconds) override { isRetired = true; }
    void endTree(std::chrono::milliseconds grace) override
    {
        ++ends;
        lastGrace = grace;
    }
    qint64 pid() const override { return isStarted ? 1000 + id : 0; }

    // The application calls listen().
    void listen()
    {
        emit asked();
        isWaiting = isParked && !isReleased;
        if (isWaiting)
            emit parked();
        else
            emit listening(QStringLiteral("127.0.0.1:1"));
    }
    void exit(int code)
    {
        emit exited(qilin::ExitStatus{code, 0});
        emit treeGone();
    }

    const int id;
    const bool isParked;
    bool failsToStart = false;
    bool isStarted = false;
    bool isWaiting = false;
    bool isReleased = false;
    bool isRetired = false;
    int ends = 0;
    std::chrono::milliseconds lastGrace{-1};

private:
    QHash<int, FakeProcess *> &m_all;
};

// A crew of them. Rules that no clock decides: minUptime 0, no deadline that a test could reach.
struct FakeCrew
{
    qilin::Crew crew;
    QHash<int, FakeProcess *> processes;
    QList<qilin::WorkerEvent> events;
    int lastId = 0;
    int restarts = 0;

    FakeCrew()
    {
        crew.app = QStringLiteral("app");
        crew.rules.ready = qilin::Ready::Listening;
        crew.rules.minUptime = std::chrono::milliseconds{0};
        crew.rules.readyTimeout = std::chrono::hours{1};
        crew.restartDelayMax = std::chrono::milliseconds{10};
        crew.nextId = [this] { return ++lastId; };
        crew.makeProcess = [this](int id, int, bool isParked) {
            return std::make_unique<FakeProcess>(id, isParked, processes);
        };
        crew.asked = [] {};
        crew.restarted = [this] { ++restarts; };
        crew.event = [this](const qilin::WorkerEvent &event) { events.append(event); };
    }
    // Workers that have gone are deleted later, and then leave the list of processes.
    ~FakeCrew() { QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete); }
};
