// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "gui/attachdialog.h"

#include "gui/colors.h"

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace qilin {

AttachDialog::AttachDialog(QWidget *parent)
    : QDialog(parent)
    , m_address(new QLineEdit(this))
    , m_error(new QLabel(this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Attach a daemon"));
    m_address->setPlaceholderText(u"http://user@host:9999"_s);
    m_address->setAccessibleName(tr("Address of the daemon's control port"));
    m_address->setMinimumWidth(fontMetrics().averageCharWidth() * 48);
    m_error->setWordWrap(true);
    m_error->setTextFormat(Qt::PlainText);
    QPalette red = m_error->palette();
    red.setColor(QPalette::WindowText, toneColor(Tone::Bad, palette()));
    m_error->setPalette(red);
    m_error->hide();
    auto *hint
        = new QLabel(tr("The daemon_port of a daemon that runs elsewhere. A password is asked "
                        "for when it is needed, and kept in memory only."),
                     this);
    hint->setWordWrap(true);
    hint->setForegroundRole(QPalette::PlaceholderText);

    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    QPushButton *attach = buttons->addButton(tr("&Attach"), QDialogButtonBox::AcceptRole);
    attach->setDefault(true);
    attach->setEnabled(false);
    auto *layout = new QFormLayout(this);
    layout->addRow(tr("A&ddress:"), m_address);
    layout->addRow(m_error);
    layout->addRow(hint);
    layout->addRow(buttons);
    connect(m_address, &QLineEdit::textChanged, this, [this, attach](const QString &text) {
        attach->setEnabled(!text.trimmed().isEmpty());
        m_error->hide();
    });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
}

void AttachDialog::accept()
{
    const Result<Endpoint> endpoint = endpointFromUrl(m_address->text().trimmed());
    if (!endpoint) {
        m_error->setText(endpoint.error().text);
        m_error->setVisible(true);
        m_address->setFocus();
        return;
    }
    emit chosen(*endpoint);
    QDialog::accept();
}

} // namespace qilin
