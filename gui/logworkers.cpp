// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "gui/logworkers.h"

#include <QComboBox>
#include <QCoreApplication>

namespace qilin {

namespace {

QString translated(const char *text)
{
    return QCoreApplication::translate("qilin::LogView", text);
}

bool hasSeveralApps(const Target &target)
{
    return target.app.isEmpty() && target.daemon && target.daemon->snapshot()
           && target.daemon->snapshot()->apps.size() > 1;
}

struct Item
{
    QString text;
    int worker;
};

} // namespace

LogRenderer::Origin logOrigin(const Target &target)
{
    if (target.worker != 0)
        return LogRenderer::Origin::None;
    return hasSeveralApps(target) ? LogRenderer::Origin::AppAndWorker : LogRenderer::Origin::Worker;
}

void fillLogWorkers(QComboBox &box, const Target &target, int chosen)
{
    QList<Item> items{{translated(QT_TRANSLATE_NOOP("qilin::LogView", "All workers")), 0}};
    const bool isNamed = hasSeveralApps(target);
    bool isThere = chosen == 0;
    if (target.daemon && target.daemon->snapshot()) {
        for (const WorkerSnapshot &worker : target.daemon->snapshot()->workers) {
            if (!target.app.isEmpty() && worker.app != target.app)
                continue;
            const QString text
                = translated(QT_TRANSLATE_NOOP("qilin::LogView", "Worker %1")).arg(worker.id);
            items.append({isNamed ? worker.app + QChar(u' ') + text : text, worker.id});
            isThere = isThere || worker.id == chosen;
        }
    }
    if (!isThere)
        items.append(
            {translated(QT_TRANSLATE_NOOP("qilin::LogView", "Worker %1 (gone)")).arg(chosen),
             chosen});

    bool isSame = box.count() == items.size();
    for (int i = 0; isSame && i < box.count(); ++i)
        isSame = box.itemData(i).toInt() == items[i].worker && box.itemText(i) == items[i].text;
    if (!isSame) {
        box.clear();
        for (const Item &item : std::as_const(items))
            box.addItem(item.text, item.worker);
    }
    box.setCurrentIndex(box.findData(chosen));
}

} // namespace qilin
