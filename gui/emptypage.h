// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/client/controlclient.h"

#include <QWidget>

class QLabel;
class QPushButton;

namespace qilin {

// What stands where numbers would: no daemon is attached, or the selected one has not answered yet;
// and what to do about it.
class EmptyPage final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(EmptyPage)

public:
    explicit EmptyPage(QWidget *parent = nullptr);

    void describe(const ControlClient *client); // none: nothing is attached

    [[nodiscard]] QString title() const;

signals:
    void attachWanted();
    void signInWanted();

protected:
    void changeEvent(QEvent *event) override;

private:
    void setTexts(const QString &title, const QString &text, const QString &command);
    void updateFonts();

    QLabel *m_title;
    QLabel *m_text;
    QLabel *m_command;
    QPushButton *m_attach;
    QPushButton *m_signIn;
};

} // namespace qilin
