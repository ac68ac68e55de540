// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "tests/integration/daemon/appconfig.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace qilin::test {

namespace {

QJsonObject quick(int workers)
{
    return {{u"workers"_s, workers},
            {u"min_uptime"_s, 100},
            {u"worker_disconnect_timeout"_s, 2000},
            {u"reload_delay"_s, 100}};
}

} // namespace

QJsonObject nodeApp(const QString &script, quint16 port, int workers)
{
    QJsonObject app = quick(workers);
    app.insert("exec"_L1, QStringLiteral(QILIN_TEST_APPS "/") + script);
    app.insert("ready"_L1, "listening"_L1); // min_uptime is shorter than Node's start
    app.insert("env"_L1, QJsonObject{{u"PORT"_s, QString::number(port)}});
    return app;
}

QJsonObject childApp(const QStringList &words, int workers)
{
    QJsonObject app = quick(workers);
    app.insert("exec"_L1, QStringLiteral(QILIN_TESTCHILD_PATH));
    app.insert("args"_L1, QJsonArray::fromStringList(words));
    return app;
}

QJsonObject with(QJsonObject object, const QString &key, const QJsonValue &value)
{
    object.insert(key, value);
    return object;
}

QJsonObject severalApps(const QList<QPair<QString, QJsonObject>> &apps)
{
    QJsonArray list;
    for (const auto &[name, app] : apps)
        list.append(with(app, u"name"_s, name));
    return {{u"apps"_s, list}};
}

} // namespace qilin::test
