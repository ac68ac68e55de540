// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "gui/passworddialog.h"

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

namespace qilin {

PasswordDialog::PasswordDialog(const QString &why, const QString &username, QWidget *parent)
    : QDialog(parent)
    , m_username(new QLineEdit(username, this))
    , m_password(new QLineEdit(this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Sign in"));
    auto *reason = new QLabel(why, this);
    reason->setTextFormat(Qt::PlainText);
    reason->setWordWrap(true);
    m_username->setMinimumWidth(fontMetrics().averageCharWidth() * 40);
    m_username->setAccessibleName(tr("User"));
    m_password->setEchoMode(QLineEdit::Password);
    m_password->setAccessibleName(tr("Password"));
    (username.isEmpty() ? m_username : m_password)->setFocus();

    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    buttons->addButton(tr("&Sign in"), QDialogButtonBox::AcceptRole)->setDefault(true);
    auto *layout = new QFormLayout(this);
    layout->addRow(reason);
    layout->addRow(tr("&User:"), m_username);
    layout->addRow(tr("&Password:"), m_password);
    layout->addRow(buttons);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(this, &QDialog::accepted, this,
            [this] { emit entered(m_username->text(), m_password->text()); });
}

} // namespace qilin
