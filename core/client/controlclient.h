// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/event.h"
#include "core/base/history.h"
#include "core/base/result.h"
#include "core/base/snapshot.h"
#include "core/client/clienttimes.h"
#include "core/client/endpoint.h"

#include <QJsonValue>
#include <QObject>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace qilin {

class Call;
class Follower;
struct Outcome;

// One daemon as seen through its control API: follows /events and connects again by itself (0.2 s
// doubling to 5 s) while it is open. Owns its connections. Every call is allowed in every state;
// without a daemon it ends with an Error. Texts of Errors are the daemon's own or translated.
// May be deleted in what it calls and in slots of its signals.
class ControlClient final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ControlClient)

public:
    enum class State {
        Closed,
        Connecting,
        Connected,    // a snapshot has come
        Unauthorized, // credentials are missing or wrong; waits for setCredentials()
        Lost,         // tries again by itself; why: error()
    };
    Q_ENUM(State)

    template <typename T>
    using Answer = std::function<void(const Result<T> &)>;

    explicit ControlClient(const Endpoint &endpoint, QObject *parent = nullptr,
                           const ClientTimes &times = {});
    ~ControlClient() override;

    [[nodiscard]] const Endpoint &endpoint() const { return m_endpoint; }
    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] const QString &error() const { return m_error; } // of Lost and Unauthorized
    [[nodiscard]] const std::optional<Snapshot> &snapshot() const { return m_snapshot; } // the last

    // followLogs: logLine() is wanted. Where it is open already: tries at once, where it is Lost.
    void open(bool followLogs = true);
    void close();
    void setCredentials(const QString &username, const QString &password); // tries at once

    // done is called once, later, unless this is deleted before.
    void reload(const QString &app, Reply done); // empty: all
    void restart(int worker, Reply done);
    void scale(const QString &app, int workers, Reply done);
    void stop(const QString &app, Reply done);
    void start(const QString &app, Reply done);
    void quit(Reply done);
    void logs(const QString &app, std::optional<int> worker, int lines,
              Answer<QList<LogLine>> done);
    void history(const QString &app, std::optional<int> worker, int seconds, Answer<History> done);

    // Any path of the API, "/info" or "/scale?app=a&workers=3"; the value of "result".
    enum class Method { Get, Post };
    void call(Method method, const QString &pathAndQuery, Answer<QJsonValue> done);

signals:
    void stateChanged(qilin::ControlClient::State state); // or error() of the same state
    void snapshotChanged(const qilin::Snapshot &snapshot);
    void logLine(const qilin::LogLine &line);
    void workerEvent(const qilin::WorkerEvent &event);
    void reloadEvent(const qilin::ReloadEvent &event);

private:
    void follow();
    void setState(State state, const QString &error = {});
    void onSnapshot(const Snapshot &snapshot);
    void onFinished(Call *call, const Outcome &outcome, int credentials,
                    const Answer<QJsonValue> &done);
    void giveUpCalls(const QString &why);

    Endpoint m_endpoint;
    const ClientTimes m_times;
    State m_state = State::Closed;
    QString m_error;
    std::optional<Snapshot> m_snapshot;
    bool m_followsLogs = true;
    int m_credentials = 0; // counts setCredentials()
    std::unique_ptr<Follower> m_follower;
    std::vector<std::unique_ptr<Call>> m_calls;
};

} // namespace qilin
