// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "gui/snapshotmodel.h"

#include <algorithm>

// Turns the children of a row into what a snapshot wants there, by the fewest signals: one for a
// run of rows that go, one for a run that comes, one for all that changed.
namespace qilin {

namespace {

std::pair<QString, int> keyOf(const Row &row)
{
    return {row.name, row.worker};
}

} // namespace

void SnapshotModel::merge(Row &parent, QList<Wanted> wanted, qint64 nowMs)
{
    // A daemon elsewhere may be wrong: what has no name or comes twice has no row.
    QSet<Key> keys;
    keys.reserve(wanted.size());
    wanted.removeIf([&keys](const Wanted &one) {
        const Key key{one.name, one.worker};
        if ((one.name.isEmpty() && one.worker <= 0) || keys.contains(key))
            return true;
        keys.insert(key);
        return false;
    });
    removeUnwanted(parent, keys);
    placeWanted(parent, wanted, nowMs);
    update(parent, wanted, nowMs);
}

void SnapshotModel::removeUnwanted(Row &parent, const QSet<Key> &keys)
{
    const auto isUnwanted = [&](int at) {
        return !keys.contains(keyOf(*parent.children[static_cast<std::size_t>(at)]));
    };
    for (int last = static_cast<int>(parent.children.size()) - 1; last >= 0; --last) {
        if (!isUnwanted(last))
            continue;
        int first = last;
        while (first > 0 && isUnwanted(first - 1))
            --first;
        beginRemoveRows(indexOf(parent, 0), first, last);
        parent.children.erase(parent.children.begin() + first, parent.children.begin() + last + 1);
        parent.number();
        endRemoveRows();
        last = first;
    }
}

void SnapshotModel::placeWanted(Row &parent, const QList<Wanted> &wanted, qint64 nowMs)
{
    Rows &rows = parent.children;
    for (int at = 0; at < static_cast<int>(wanted.size()); ++at) {
        const Key key{wanted[at].name, wanted[at].worker};
        const auto from = rows.begin() + std::min(at, static_cast<int>(rows.size()));
        const auto found = std::find_if(from, rows.end(),
                                        [&key](const auto &row) { return keyOf(*row) == key; });
        if (found == rows.end()) {
            insert(parent, at, wanted, nowMs);
        } else if (found != from) {
            const auto source = static_cast<int>(found - rows.begin());
            beginMoveRows(indexOf(parent, 0), source, source, indexOf(parent, 0), at);
            std::rotate(from, found, found + 1);
            parent.number();
            endMoveRows();
        }
    }
}

// The one at this place, and those that follow it and are not there either.
void SnapshotModel::insert(Row &parent, int at, const QList<Wanted> &wanted, qint64 nowMs)
{
    QSet<Key> there;
    for (const auto &row : parent.children)
        there.insert(keyOf(*row));
    Rows fresh;
    for (qsizetype i = at; i < wanted.size(); ++i) {
        if (there.contains({wanted[i].name, wanted[i].worker}))
            break;
        auto row = std::make_unique<Row>();
        row->parent = &parent;
        row->name = wanted[i].name;
        row->worker = wanted[i].worker;
        row->values = wanted[i].values;
        row->record(nowMs);
        fresh.push_back(std::move(row));
    }
    beginInsertRows(indexOf(parent, 0), at, at + static_cast<int>(fresh.size()) - 1);
    parent.children.insert(parent.children.begin() + at, std::make_move_iterator(fresh.begin()),
                           std::make_move_iterator(fresh.end()));
    parent.number();
    endInsertRows();
}

void SnapshotModel::update(Row &parent, const QList<Wanted> &wanted, qint64 nowMs)
{
    const Row *first = nullptr;
    const Row *last = nullptr;
    for (std::size_t i = 0; i < parent.children.size(); ++i) {
        Row &row = *parent.children[i];
        const RowValues &values = wanted[static_cast<qsizetype>(i)].values;
        if (row.values.pid != values.pid && row.worker != 0)
            row.forgetHistory();
        if (row.values != values) {
            row.values = values;
            first = first ? first : &row;
            last = &row;
        }
        row.record(nowMs);
    }
    if (first)
        emit dataChanged(indexOf(*first, Pid), indexOf(*last, ColumnCount - 1));
}

} // namespace qilin
