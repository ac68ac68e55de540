// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "gui/scaledialog.h"

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QPushButton>
#include <QSpinBox>

namespace qilin {

namespace {

constexpr int kMaxWorkers = 1024; // the key "workers" of the configuration

} // namespace

ScaleDialog::ScaleDialog(const QString &app, int workers, QWidget *parent)
    : QDialog(parent)
    , m_workers(new QSpinBox(this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Scale %1").arg(app));
    m_workers->setRange(1, kMaxWorkers);
    m_workers->setValue(workers);
    m_workers->selectAll();
    m_workers->setAccessibleName(tr("Number of workers"));

    auto *hint = new QLabel(
        tr("Holds until the number of workers changes in the configuration file."), this);
    hint->setWordWrap(true);
    hint->setForegroundRole(QPalette::PlaceholderText);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    QPushButton *accept = buttons->addButton(tr("&Scale"), QDialogButtonBox::AcceptRole);
    accept->setDefault(true);

    auto *layout = new QFormLayout(this);
    layout->addRow(tr("&Workers of %1:").arg(app), m_workers);
    layout->addRow(hint);
    layout->addRow(buttons);

    const auto updateAccept
        = [this, accept, workers] { accept->setEnabled(m_workers->value() != workers); };
    updateAccept();
    connect(m_workers, &QSpinBox::valueChanged, this, updateAccept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(this, &QDialog::accepted, this, [this] { emit chosen(m_workers->value()); });
}

} // namespace qilin
