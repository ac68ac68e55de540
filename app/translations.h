// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QTranslator>

class QLocale;

namespace qilin {

// The texts of this program and of Qt's own dialogs in the language of a locale, where they are
// translated. An application must exist, and outlives this.
class Translations final
{
    Q_DISABLE_COPY_MOVE(Translations)

public:
    explicit Translations(const QLocale &locale);
    ~Translations();

private:
    QTranslator m_qt;
    QTranslator m_ours;
};

} // namespace qilin
