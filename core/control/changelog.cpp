// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/control/changelog.h"

#include "core/base/audit.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <memory>

using namespace Qt::StringLiterals;

namespace qilin {

namespace {

QString resultOf(const Response &response)
{
    const QJsonObject body = QJsonDocument::fromJson(response.body).object();
    if (response.status == 200)
        return body.value("result"_L1).toString();
    return QString::number(response.status) + u' ' + body.value("error"_L1).toString();
}

// Is written once: with the answer, or at its end.
class Change final
{
public:
    Change(const Route &route, const Request &request)
        : m_entry{request.path.mid(1), {},
                  request.asker.by,    request.asker.role,
                  request.asker.from,  u"none: the daemon ended first"_s}
    {
        for (const Parameter &parameter : route.parameters) { // any other name could mislead
            if (const auto value = request.parameter(parameter.name))
                m_entry.details.append({parameter.name, *value});
        }
    }
    ~Change()
    {
        if (!m_isWritten)
            audit(m_entry);
    }
    Q_DISABLE_COPY_MOVE(Change)

    void answered(const Response &response)
    {
        m_isWritten = true;
        m_entry.result = resultOf(response);
        audit(m_entry);
    }

private:
    AuditEntry m_entry;
    bool m_isWritten = false;
};

} // namespace

Respond audited(const Route &route, const Request &request, const Respond &respond)
{
    return [change = std::make_shared<Change>(route, request), respond](const Response &response) {
        change->answered(response);
        respond(response);
    };
}

} // namespace qilin
