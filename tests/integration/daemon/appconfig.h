// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QJsonObject>
#include <QString>
#include <QStringList>

// Configurations of one application, with times that let a test go on soon.
namespace qilin::test {

// tests/apps/SCRIPT on PORT.
[[nodiscard]] QJsonObject nodeApp(const QString &script, quint16 port, int workers = 1);

// The program testchild with these words.
[[nodiscard]] QJsonObject childApp(const QStringList &words, int workers = 1);

// The same object with one more key.
[[nodiscard]] QJsonObject with(QJsonObject object, const QString &key, const QJsonValue &value);

// A configuration of several applications; name -> application.
[[nodiscard]] QJsonObject severalApps(const QList<QPair<QString, QJsonObject>> &apps);

} // namespace qilin::test
