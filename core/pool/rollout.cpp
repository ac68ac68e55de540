// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/pool/rollout.h"

#include <utility>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace qilin {

Rollout::Rollout(Pool *old, std::unique_ptr<Pool> next, QObject *parent)
    : QObject(parent)
    , m_old(old)
    , m_next(std::move(next))
{}

Rollout::~Rollout() = default;

std::unique_ptr<Pool> Rollout::takeNew()
{
    if (m_next)
        m_next->disconnect(this);
    return std::move(m_next);
}

SwitchRollout::SwitchRollout(Pool *old, std::unique_ptr<Pool> next, Parting parting,
                             QObject *parent)
    : Rollout(old, std::move(next), parent)
    , m_parting(parting)
{}

void SwitchRollout::start()
{
    m_farewell.setSingleShot(true);
    m_farewell.setInterval(1s);
    connect(&m_farewell, &QTimer::timeout, this, [this] { finish({}); });
    connect(m_next.get(), &Pool::changed, this, &SwitchRollout::advance);
    connect(m_next.get(), &Pool::failed, this,
            [this](int id, const Failure &failure) { fail(describe(id, failure)); });
    m_stage = Stage::Trying;
    m_next->startTrial();
}

void SwitchRollout::cancel(const QString &why)
{
    if (m_stage == Stage::Switched) // done, but for waiting
        return finish({});
    fail(why);
}

void SwitchRollout::advance()
{
    if (m_stage == Stage::Trying && m_next->isSettled()) {
        m_stage = Stage::Released;
        m_next->release();
    }
    if (m_stage == Stage::Released && m_next->isUp()) {
        m_stage = Stage::Switched;
        m_next->promote();
        if (m_old && m_parting == Parting::AtOnce)
            m_old->stop(); // plain programs stop accepting within this call
        emit switched();
        if (!m_old || m_parting == Parting::ByOwner || m_old->stoppedAccepting()) {
            finish({});
        } else {
            connect(m_old, &Pool::changed, this, [this] {
                if (m_old && m_old->stoppedAccepting())
                    finish({});
            });
            m_farewell.start();
        }
    }
    emit changed();
}

void SwitchRollout::fail(const QString &reason)
{
    if (m_stage == Stage::Trying || m_stage == Stage::Released)
        finish(Error{reason});
}

void SwitchRollout::finish(const Result<> &result)
{
    if (std::exchange(m_stage, Stage::Finished) == Stage::Finished)
        return;
    m_farewell.stop();
    if (m_old)
        m_old->disconnect(this);
    emit finished(result);
}

} // namespace qilin
