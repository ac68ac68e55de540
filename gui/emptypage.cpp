// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "gui/emptypage.h"

#include "gui/icons.h"

#include <QBoxLayout>
#include <QEvent>
#include <QFontDatabase>
#include <QLabel>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace qilin {

namespace {

constexpr int kIconSize = 72;
constexpr int kTextWidth = 460;

} // namespace

EmptyPage::EmptyPage(QWidget *parent)
    : QWidget(parent)
    , m_title(new QLabel(this))
    , m_text(new QLabel(this))
    , m_command(new QLabel(this))
    , m_attach(new QPushButton(themedIcon(u"attach"_s), tr("&Attach…"), this))
    , m_signIn(new QPushButton(tr("Sign &in…"), this))
{
    auto *picture = new QLabel(this);
    picture->setPixmap(applicationIcon().pixmap(QSize(kIconSize, kIconSize), devicePixelRatioF()));
    picture->setAlignment(Qt::AlignCenter);
    for (QLabel *label : {m_title, m_text, m_command}) {
        label->setTextFormat(Qt::PlainText);
        label->setAlignment(Qt::AlignCenter);
        label->setWordWrap(true);
        label->setFixedWidth(kTextWidth);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    }
    m_command->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_command->setLayoutDirection(Qt::LeftToRight);
    m_command->setMargin(8);
    updateFonts();

    auto *buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addWidget(m_signIn);
    buttons->addWidget(m_attach);
    buttons->addStretch();
    auto *layout = new QVBoxLayout(this);
    layout->addStretch(2);
    for (QWidget *widget : {picture, m_title, m_text, m_command})
        layout->addWidget(widget, 0, Qt::AlignHCenter);
    layout->addSpacing(8);
    layout->addLayout(buttons);
    layout->addStretch(3);
    connect(m_attach, &QPushButton::clicked, this, &EmptyPage::attachWanted);
    connect(m_signIn, &QPushButton::clicked, this, &EmptyPage::signInWanted);
    describe(nullptr);
}

void EmptyPage::updateFonts()
{
    QFont large = font();
    large.setPointSizeF(large.pointSizeF() * 1.5);
    large.setWeight(QFont::DemiBold);
    m_title->setFont(large);
    m_command->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
}

void EmptyPage::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        updateFonts();
}

void EmptyPage::setTexts(const QString &title, const QString &text, const QString &command)
{
    m_title->setText(title);
    m_text->setText(text);
    m_text->setVisible(!text.isEmpty());
    m_command->setText(command);
    m_command->setVisible(!command.isEmpty());
}

QString EmptyPage::title() const
{
    return m_title->text();
}

void EmptyPage::describe(const ControlClient *client)
{
    const QString start = u"qilin-daemon qilin-daemon.json"_s;
    m_signIn->setVisible(client && client->state() == ControlClient::State::Unauthorized);
    if (!client) {
        setTexts(tr("No daemon is attached"),
                 tr("Start one in the directory of your application, or attach one that runs "
                    "elsewhere."),
                 start);
        return;
    }
    const QString name = client->endpoint().title;
    switch (client->state()) {
    case ControlClient::State::Closed:
    case ControlClient::State::Connecting:
    case ControlClient::State::Connected:
        setTexts(tr("Connecting to %1…").arg(name), {}, {});
        break;
    case ControlClient::State::Unauthorized:
        setTexts(tr("%1 asks for a password").arg(name), client->error(), {});
        break;
    case ControlClient::State::Lost:
        setTexts(tr("%1 does not answer").arg(name),
                 client->error() + u"\n\n"_s
                     + tr("This window tries again by itself. To start a daemon:"),
                 start);
        break;
    }
}

} // namespace qilin
