// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/window/OpenCampaign.h"

#include "ui/client/Conversion.h"
#include "ui/client/Documents.h"

namespace campaign::tests {

OpenCampaign::OpenCampaign()
{
    qputenv("HOME", m_home.path().toUtf8());
    qputenv("XDG_DATA_HOME", (m_home.path() + "/data").toUtf8());
    qputenv("XDG_CONFIG_HOME", (m_home.path() + "/config").toUtf8());
    desktop::DesktopApplication::setIdentity();
}

bool OpenCampaign::open(bool withWindow, const desktop::DesktopOptions& options)
{
    m_application = std::make_unique<desktop::DesktopApplication>(options);
    if (withWindow && !m_application->show()) {
        qWarning("%s", qPrintable(m_application->warnings().join('\n')));
        return false;
    }
    QStringList problems;
    QObject untilReturn;
    QObject::connect(workspace().notifications(), &Notifications::problem, &untilReturn,
                     [&](const QString&, const QString& sentence) { problems.append(sentence); });
    workspace().openSample();
    const bool isOpen = QTest::qWaitFor(
        [&] { return !problems.isEmpty() || (workspace().session() && workspace().session()->isReady()); }, patience);
    if (!problems.isEmpty())
        qWarning("%s", qPrintable(problems.join('\n')));
    return isOpen && problems.isEmpty();
}

client::Reply OpenCampaign::ask(const std::string& query, const Value::Object& variables)
{
    client::Reply answer;
    bool isAnswered = false;
    session().client().execute(query, variables, &workspace(), [&](const client::Reply& reply) {
        answer = reply;
        isAnswered = true;
    });
    if (!QTest::qWaitFor([&] { return isAnswered; }, patience) || !answer.isGood())
        qWarning("%s", answer.sentence().c_str());
    return answer;
}

QString OpenCampaign::idOf(const QString& type, const QString& name)
{
    const catalogue::Type* declared = session().store().types().find(client::fromQString(type));
    if (!declared)
        return {};
    const Value::Object variables{{"first", 1},
                                  {"branch", session().place().branch()},
                                  {"filter", client::documents::equals("name", Value(client::fromQString(name)))}};
    const client::Reply reply =
        ask(client::documents::page(*declared, client::documents::fullSelection(*declared)), variables);
    const Value* page = reply.data.find("page");
    const Value* edges = page ? page->find("edges") : nullptr;
    if (!edges || edges->asArray().empty())
        return {};
    return client::textOf(*edges->asArray().front().find("node"), "id");
}

void OpenCampaign::close()
{
    m_application.reset();
}

} // namespace campaign::tests
