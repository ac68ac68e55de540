// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QDialog>

class QLineEdit;

namespace qilin {

// Asks for user and password. Deletes itself when it is closed; show it with open().
class PasswordDialog final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PasswordDialog)

public:
    // why: a line above the fields.
    PasswordDialog(const QString &why, const QString &username, QWidget *parent);

signals:
    void entered(const QString &username, const QString &password);

private:
    QLineEdit *m_username;
    QLineEdit *m_password;
};

} // namespace qilin
