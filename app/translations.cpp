// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "app/translations.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace qilin {

Translations::Translations(const QLocale &locale)
{
    const QString place = QLibraryInfo::path(QLibraryInfo::TranslationsPath);
    if (m_qt.load(locale, u"qtbase"_s, u"_"_s, place))
        QCoreApplication::installTranslator(&m_qt);
    if (m_ours.load(locale, u"qilin-daemon"_s, u"_"_s, u":/i18n"_s))
        QCoreApplication::installTranslator(&m_ours);
}

Translations::~Translations()
{
    QCoreApplication::removeTranslator(&m_ours);
    QCoreApplication::removeTranslator(&m_qt);
}

} // namespace qilin
