// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/ctl/prompt.h"

#include "core/ctl/visibletext.h"

namespace qilin {

Prompt::Prompt() = default;
Prompt::~Prompt() = default;

bool Prompt::ask(const QString &question, Kind kind)
{
    m_guard.reset();
    m_notifier.reset();
    m_terminal = openTerminal();
    if (!m_terminal)
        return false;
    m_question = visibleText(question);
    if (kind == Kind::Password) {
        m_guard = std::make_unique<TerminalGuard>(m_terminal.get(), TerminalMode::Kind::Hidden);
        connect(m_guard.get(), &TerminalGuard::interrupted, this, &Prompt::cancel,
                Qt::QueuedConnection);
        connect(m_guard.get(), &TerminalGuard::resumed, this, [this] { write(m_question); });
    }
    m_notifier = std::make_unique<QSocketNotifier>(m_terminal.get(), QSocketNotifier::Read);
    connect(m_notifier.get(), &QSocketNotifier::activated, this, &Prompt::read);
    write(m_question);
    return true;
}

void Prompt::read()
{
    const QByteArray bytes = readTerminal(m_terminal.get()); // a line: the terminal gathers it
    m_typed += bytes;
    const qsizetype end = m_typed.indexOf('\n');
    if (end < 0 && !bytes.isEmpty())
        return;
    m_notifier->setEnabled(false);
    const QString text = QString::fromUtf8(m_typed.left(end));
    m_typed.fill('\0');
    m_typed.clear();
    QMetaObject::invokeMethod(
        this,
        [this, text, isAnswered = end >= 0] {
            if (!isAnswered)
                return cancel();
            m_guard.reset();
            emit answered(text);
        },
        Qt::QueuedConnection);
}

void Prompt::cancel()
{
    write(QStringLiteral("\n"));
    m_guard.reset();
    emit cancelled();
}

void Prompt::write(const QString &text)
{
    writeTerminal(m_terminal.get(), text.toUtf8());
}

} // namespace qilin
