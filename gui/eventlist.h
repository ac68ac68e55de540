// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "gui/eventmodel.h"

#include <QWidget>

class QLabel;
class QPlainTextEdit;
class QSplitter;
class QTreeView;

namespace qilin {

// The events of all daemons, newest first, with the details of the selected one below. Daemons must
// outlive it.
class EventList final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(EventList)

public:
    explicit EventList(Daemons &daemons, QWidget *parent = nullptr);

    [[nodiscard]] EventModel &model() { return m_model; }
    [[nodiscard]] QTreeView *view() const { return m_view; }
    [[nodiscard]] QPlainTextEdit *details() const { return m_details; }

signals:
    void logRequested(const qilin::Target &target); // an event of a worker or app was opened

private:
    void showDetails();
    void updateHint();

    EventModel m_model;
    QTreeView *m_view;
    QPlainTextEdit *m_details;
    QLabel *m_hint;
};

} // namespace qilin
