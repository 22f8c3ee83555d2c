// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/EffectsWindow.h"

#include "ui/client/Conversion.h"

namespace campaign::support {

using client::Reply;
using client::toQString;

bool EffectsWindow::startOnEffects()
{
    desktop::DesktopOptions options;
    options.size = {1280, 720};
    options.theme = "dark";
    if (!start(options))
        return false;
    m_application->workspace().createAt("Ashen Crown", QUrl::fromLocalFile(m_home.filePath("effects.campaign")));
    if (!QTest::qWaitFor([this] { return session() && session()->isReady(); }, patience)) {
        qWarning("the campaign was not made");
        return false;
    }
    const Id campaign = session()->place().campaignId;
    (void)ask("mutation Clock($campaign: ID!, $branch: ID) { advanceWorldTime(input: {campaignId: $campaign, branchId: "
              "$branch, to: \"0100-01-01T00:00:00Z\"}) { change } }",
              {{"campaign", campaign}});
    const Id kingdom = make("Kingdom", {{"name", "Veldmark"}, {"campaignId", campaign}});
    m_town = make("Settlement", {{"name", "Harrowford"},
                                 {"kingdomId", kingdom},
                                 {"variables", Value::Object{{"population", 5}}}}); // without tags
    m_encounter = make("Encounter", {{"name", "Goblin raid"}, {"campaignId", campaign}});
    int priority = 0;
    for (const char* name : {"Alarm", "Burning", "Counting"}) {
        const bool isCount = std::string(name) == "Counting";
        const Value::Object step =
            isCount ? Value::Object{{"op", "add"}, {"path", "/variables/population"}, {"value", 7}}
                    : Value::Object{{"op", "add"}, {"path", "/tags/-"}, {"value", std::string(name)}};
        make("Effect", {{"name", std::string(name)},
                        {"entityType", "Encounter"},
                        {"entityId", m_encounter},
                        {"target", "entity"},
                        {"targetType", "Settlement"},
                        {"targetId", m_town},
                        {"payload", Value::Array{step}},
                        {"priority", --priority}});
    }
    session()->selection()->select("Encounter", toQString(m_encounter));
    press("inspectorTab-effects");
    if (QTest::qWaitFor([this] { return rows() == " | Alarm Burning Counting | "; }, patience))
        return true;
    qWarning("the effects were not listed");
    return false;
}

QString EffectsWindow::rows() const
{
    const QQuickItem* list = item("effectRows");
    QStringList phases;
    for (const QVariant& row : list ? list->property("model").toList() : QVariantList()) {
        if (row.toMap()["isPhase"].toBool())
            phases.append(QString());
        else
            phases.last() += (phases.last().isEmpty() ? "" : " ") + row.toMap()["name"].toString();
    }
    return phases.join(" | ");
}

QString EffectsWindow::statuses()
{
    const Reply reply = ask("query Waiting($branch: ID) { all: scheduledEffectsConnection(branchId: $branch, orderBy: "
                            "NAME_ASC) { edges { node { name status } } } }");
    QStringList found;
    for (const Value& edge : reply.data.find("all")->find("edges")->asArray())
        found.append(
            toQString(edge.find("node")->stringOr("name", "") + ' ' + edge.find("node")->stringOr("status", "")));
    return found.join(", ");
}

void EffectsWindow::undo(const QString& step)
{
    if (!step.isEmpty())
        QTRY_COMPARE_WITH_TIMEOUT(session()->steps()->undoName(), step, patience);
    QTest::keyClick(window(), Qt::Key_Z, Qt::ControlModifier);
}

} // namespace campaign::support
