// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/inspector/OpenCampaign.h"

#include "ui/client/Conversion.h"

#include <QUrl>
#include <QtTest>

namespace campaign::test {

OpenCampaign::OpenCampaign()
    : m_files(m_transport)
    , m_workspace(m_transport, m_files, m_types)
{
    m_workspace.createAt("Ashen Crown", QUrl::fromLocalFile(m_folder.filePath("test.campaign")));
    if (!QTest::qWaitFor([this] { return m_workspace.session() && m_workspace.session()->isReady(); }, patience))
        qFatal("the campaign did not open");
}

OpenCampaign::~OpenCampaign()
{
    m_workspace.closeCampaign();
    if (!QTest::qWaitFor([this] { return !m_workspace.session(); }, patience))
        qWarning("the campaign did not close");
    QTest::qWait(50);
}

client::Reply OpenCampaign::ask(const std::string& query, Value::Object variables)
{
    client::Reply answer;
    bool isAnswered = false;
    session().client().execute(query, variables, &session(), [&](const client::Reply& reply) {
        answer = reply;
        isAnswered = true;
    });
    if (!QTest::qWaitFor([&] { return isAnswered; }, patience))
        qFatal("no answer to %s", query.c_str());
    if (!answer.isGood())
        qWarning("%s: %s", query.c_str(), answer.sentence().c_str());
    return answer;
}

Id OpenCampaign::make(const std::string& type, Value::Object input)
{
    input.set("branchId", session().place().branch());
    const client::Reply made =
        ask("mutation Make($input: Create" + type + "Input!) { made: create" + type + "(input: $input) { id } }",
            {{"input", std::move(input)}});
    const Value* result = made.data.find("made");
    return result && result->isObject() ? result->stringOr("id", "") : Id();
}

Value OpenCampaign::field(const std::string& type, const Id& id, const std::string& name)
{
    const std::string query = session().store().types().find(type)->queryName();
    const client::Reply reply =
        ask("query Field($id: ID!, $branch: ID) { one: " + query + "(id: $id, branchId: $branch) { " + name + " } }",
            {{"id", id}, {"branch", session().place().branch()}});
    const Value* one = reply.data.find("one");
    const Value* value = one && one->isObject() ? one->find(name) : nullptr;
    return value ? *value : Value();
}

void OpenCampaign::undo()
{
    ask("mutation Undo($branch: ID) { undo(branchId: $branch) { change } }", {{"branch", session().place().branch()}});
}

Id OpenCampaign::kingdom(const std::string& name)
{
    return make("Kingdom", {{"name", name}, {"campaignId", session().place().campaignId}});
}

Id OpenCampaign::settlement(const Id& kingdom, const std::string& name, int level, Value::Object variables)
{
    return make("Settlement",
                {{"name", name}, {"kingdomId", kingdom}, {"level", level}, {"variables", std::move(variables)}});
}

} // namespace campaign::test
