// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QDialog>

class QSpinBox;

namespace qilin {

// Asks how many workers an application shall have. Deletes itself when it is closed; show it with
// open().
class ScaleDialog final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ScaleDialog)

public:
    ScaleDialog(const QString &app, int workers, QWidget *parent);

signals:
    void chosen(int workers); // another number than before, and accepted

private:
    QSpinBox *m_workers;
};

} // namespace qilin
