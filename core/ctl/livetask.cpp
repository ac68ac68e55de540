// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/ctl/livetask.h"

#include "core/ctl/followtask.h"
#include "core/ctl/liveview.h"
#include "core/ctl/screen.h"
#include "core/ctl/text.h"
#include "core/ctl/visibletext.h"

#include <QDateTime>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace qilin {

namespace {

class LiveTask final : public FollowTask
{
public:
    LiveTask(const TaskContext &context, LiveView::Kind kind)
        : FollowTask(context)
    {
        m_view.kind = kind;
        connect(&m_screen, &Screen::left, this, [this] { emit finished(kCtlDone); });
        connect(&m_screen, &Screen::wantsDrawing, this, &LiveTask::draw);
        connect(&m_screen, &Screen::keyPressed, this, &LiveTask::onKey);
    }

    void begin() override
    {
        if (!printer().look().isTerminal() || qgetenv("TERM") == "dumb")
            return fail(kCtlUsage, CtlText::tr("this needs a terminal to draw on; status without "
                                               "--watch and events do not"));
        ask(infoQuestion(), [this](const QJsonValue &) {
            m_view.title = access().endpoint().title;
            if (!m_screen.open())
                return fail(kCtlUsage, CtlText::tr("there is no terminal to draw on"));
            follow(Following::States);
        });
    }

private:
    void onSnapshot(const Snapshot &snapshot) override
    {
        m_view.take(snapshot);
        draw();
    }

    void onConnected() override { m_view.trouble.clear(); }

    void onLost(const QString &why) override
    {
        m_view.trouble = CtlText::tr("trying again: %1").arg(visibleText(why));
        draw();
    }

    void onRefused(const QString &why) override
    {
        m_screen.close();
        fail(kCtlRefused, why);
    }

    void onKey(char key)
    {
        if (key == 'q' || key == 'Q')
            emit finished(kCtlDone);
        else if (m_view.press(key))
            draw();
    }

    void draw()
    {
        const TerminalSize size = m_screen.size();
        Look look = terminalLook(size.columns);
        m_screen.show(m_view.lines(look, size.rows, QDateTime::currentDateTimeUtc()));
    }

    LiveView m_view;
    Screen m_screen;
};

} // namespace

std::unique_ptr<Task> makeWatchTask(const TaskContext &context)
{
    return std::make_unique<LiveTask>(context, LiveView::Kind::Status);
}

std::unique_ptr<Task> makeTopTask(const TaskContext &context)
{
    return std::make_unique<LiveTask>(context, LiveView::Kind::Top);
}

} // namespace qilin
