// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/client/endpoint.h"

#include <QDialog>

class QLabel;
class QLineEdit;
class QPushButton;

namespace qilin {

// Asks for the address of a daemon. Stays open, and says why, until it has one. Deletes itself when
// it is closed; show it with open().
class AttachDialog final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(AttachDialog)

public:
    explicit AttachDialog(QWidget *parent);

    void accept() override;

signals:
    void chosen(const qilin::Endpoint &endpoint);

private:
    QLineEdit *m_address;
    QLabel *m_error;
};

} // namespace qilin
