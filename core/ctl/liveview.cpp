// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/ctl/liveview.h"

#include "core/ctl/statusview.h"
#include "core/ctl/text.h"
#include "core/ctl/textwidth.h"
#include "core/ctl/visibletext.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace qilin {

namespace {

constexpr qsizetype kCurveValues = 60;

QString keyLine(const LiveView &view, const Look &look)
{
    QStringList keys{CtlText::tr("q quit")};
    if (view.kind == LiveView::Kind::Top) {
        for (const OrderRow &row : workerOrders()) {
            const QString name = translated(row.name);
            const QString text = u"%1 %2"_s.arg(QChar::fromLatin1(row.key)).arg(name);
            keys.append(row.order == view.order ? u'[' + text + u']' : text);
        }
    }
    return painted(fitted(keys.join("  "_L1), look.columns, look.cut()), Ink::Faint, look);
}

} // namespace

void LiveView::take(const Snapshot &next)
{
    snapshot = next;
    CpuCurves kept;
    for (const WorkerSnapshot &worker : next.workers) {
        QList<double> values = curves.value(worker.id);
        values.append(worker.cpu);
        kept.insert(worker.id, values.mid(std::max(qsizetype(0), values.size() - kCurveValues)));
    }
    curves = kept;
}

bool LiveView::press(char key)
{
    if (key == '\x0c') // Ctrl-L
        return true;
    const auto &orders = workerOrders();
    const auto found = std::find_if(orders.begin(), orders.end(),
                                    [key](const OrderRow &row) { return row.key == key; });
    if (kind != Kind::Top || found == orders.end())
        return false;
    order = found->order;
    return true;
}

QStringList LiveView::lines(const Look &look, int rows, const QDateTime &now) const
{
    QStringList all;
    if (snapshot && kind == Kind::Status) {
        all = statusLines(*snapshot, title, now, look);
    } else if (snapshot) {
        QList<WorkerSnapshot> workers = snapshot->workers;
        sortWorkers(workers, order);
        all = QStringList{daemonLine(*snapshot, title, look), QString()};
        all += workerLines(workers, curves, look);
    } else {
        all = QStringList{fitted(visibleText(title), look.columns, look.cut()), QString()};
    }
    if (!trouble.isEmpty())
        all[1] = painted(fitted(trouble, look.columns, look.cut()), Ink::Bad, look);
    const int room = std::max(1, rows - 1);
    if (all.size() > room) {
        const auto more = all.size() - room + 1;
        all = all.mid(0, room - 1);
        all.append(CtlText::tr("lines that have no room here: %1").arg(more));
    }
    while (all.size() < room)
        all.append(QString());
    all.append(keyLine(*this, look));
    return all.mid(0, rows);
}

} // namespace qilin
