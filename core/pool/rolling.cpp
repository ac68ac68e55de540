// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/pool/rolling.h"

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace qilin {

RollingRollout::RollingRollout(Pool *pool, int generation, QObject *parent)
    : Rollout(pool, nullptr, parent)
    , m_generation(generation)
{
    m_farewell.setSingleShot(true);
    m_farewell.setInterval(1s);
    connect(&m_farewell, &QTimer::timeout, this, [this] { finish({}); });
}

RollingRollout::~RollingRollout() = default;

void RollingRollout::start()
{
    connect(m_old, &Pool::changed, this, [this] {
        advance();
        emit changed();
    });
    advance();
}

void RollingRollout::cancel(const QString &why)
{
    if (m_old && m_isReplacing)
        m_old->cancelReplacements();
    finish(m_isEnding ? Result<>() : Result<>(Error{why}));
}

void RollingRollout::advance()
{
    if (!m_old || m_isReplacing || m_isFinished)
        return;
    if (m_isEnding)
        return end();
    if (m_old->hasOlder(m_generation) && m_old->hasLeavers())
        return; // the memory of the one that was replaced comes back first
    m_isReplacing = true;
    m_wanted = m_old->wanted();
    if (m_old->renewNext(m_generation, [self = QPointer(this)](const Result<> &result) {
            if (self)
                self->onReplaced(result);
        }))
        return;
    m_isReplacing = false;
    m_isEnding = true;
    emit switched();
    end();
}

void RollingRollout::onReplaced(const Result<> &result)
{
    m_isReplacing = false;
    if (result || !m_old || m_old->wanted() < m_wanted)
        return; // else the configuration says meanwhile that it is one too many
    finish(Error{m_old->isMixed() ? standingText(*m_old) + u": "_s + result.error().text
                                  : result.error().text});
}

void RollingRollout::end()
{
    if (m_old->replacedStoppedAccepting())
        finish({});
    else if (!m_farewell.isActive())
        m_farewell.start();
}

void RollingRollout::finish(const Result<> &result)
{
    if (std::exchange(m_isFinished, true))
        return;
    m_farewell.stop();
    if (m_old)
        m_old->disconnect(this);
    emit finished(result);
}

QString standingText(const Pool &pool)
{
    QStringList parts;
    const QMap<int, QList<int>> generations = pool.workersByGeneration();
    for (auto it = generations.cbegin(); it != generations.cend(); ++it) {
        QList<int> sorted = it.value();
        std::sort(sorted.begin(), sorted.end());
        QStringList ids;
        for (const int id : std::as_const(sorted))
            ids.append(QString::number(id));
        parts.append((ids.size() == 1 ? u"worker %1 runs generation %2"_s
                                      : u"workers %1 run generation %2"_s)
                         .arg(ids.join(u", "_s), QString::number(it.key())));
    }
    return parts.join(u", "_s);
}

} // namespace qilin
