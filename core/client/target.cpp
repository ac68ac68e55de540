// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/client/target.h"

#include <QUrl>

namespace qilin {

QString apiTarget(QLatin1StringView path,
                  std::initializer_list<std::pair<QLatin1StringView, QString>> parameters)
{
    QString text = path;
    for (const auto &[name, value] : parameters) {
        if (value.isEmpty())
            continue;
        text += text.contains(u'?') ? u'&' : u'?';
        text += name + u'=' + QString::fromLatin1(QUrl::toPercentEncoding(value));
    }
    return text;
}

} // namespace qilin
