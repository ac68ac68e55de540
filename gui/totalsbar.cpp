// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "gui/totalsbar.h"

#include "gui/daemons.h"
#include "gui/format.h"

#include <QHBoxLayout>
#include <QLabel>

namespace qilin {

TotalsBar::TotalsBar(QWidget *parent)
    : QWidget(parent)
    , m_connection(new QLabel(this))
    , m_counts(new QLabel(this))
    , m_cpu(new QLabel(this))
    , m_mem(new QLabel(this))
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 6, 0);
    layout->setSpacing(18);
    for (QLabel *label : {m_connection, m_counts, m_cpu, m_mem})
        layout->addWidget(label);
    m_cpu->setToolTip(tr("Processor time of daemons and workers, percent of one processor"));
    m_mem->setToolTip(tr("Memory of daemons and workers"));
}

void TotalsBar::showTotals(const Daemons &daemons)
{
    qsizetype apps = 0;
    int workers = 0;
    double cpu = 0;
    double mem = 0;
    int connected = 0;
    const QList<ControlClient *> clients = daemons.clients();
    for (const ControlClient *client : clients) {
        if (client->state() != ControlClient::State::Connected || !client->snapshot())
            continue;
        ++connected;
        const Snapshot &snapshot = *client->snapshot();
        apps += snapshot.apps.size();
        cpu += snapshot.master.cpu;
        mem += snapshot.master.mem;
        for (const WorkerSnapshot &worker : snapshot.workers) {
            workers += worker.pid != 0 ? 1 : 0;
            cpu += worker.cpu;
            mem += worker.mem;
        }
    }
    const bool hasNumbers = connected > 0;
    m_counts->setVisible(hasNumbers);
    m_cpu->setVisible(hasNumbers);
    m_mem->setVisible(hasNumbers);
    m_counts->setText(tr("Apps %1, workers %2").arg(countText(apps), countText(workers)));
    m_cpu->setText(tr("CPU %1").arg(cpuText(cpu)));
    m_mem->setText(tr("Memory %1").arg(memText(mem)));
    if (clients.isEmpty())
        m_connection->setText(tr("No daemon"));
    else if (clients.size() == 1)
        m_connection->setText(stateText(clients.first()->state()));
    else
        m_connection->setText(tr("%1 of %2 connected").arg(connected).arg(clients.size()));
    setAccessibleName(text());
}

QString TotalsBar::text() const
{
    QStringList parts{m_connection->text()};
    if (!m_counts->isHidden())
        parts += {m_counts->text(), m_cpu->text(), m_mem->text()};
    return parts.join(QStringLiteral(", "));
}

} // namespace qilin
