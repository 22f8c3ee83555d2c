// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/inspector/InspectedTown.h"

#include "ui/client/Conversion.h"

#include <QStandardPaths>
#include <QtTest>

namespace campaign::test {

using client::toQString;

void InspectedTown::useOwnSettings(const char* name)
{
    QStandardPaths::setTestModeEnabled(true);
    QCoreApplication::setOrganizationName("Campaign Manager tests");
    QCoreApplication::setApplicationName(name);
}

bool InspectedTown::begin()
{
    m_open = std::make_unique<OpenCampaign>();
    m_kingdom = m_open->kingdom("Veldmark");
    m_town = m_open->settlement(m_kingdom, "Harrowford", 2, {{"population", 1200}});
    m_inspector = std::make_unique<Inspector>();
    m_inspector->setSession(&m_open->session());
    m_open->session().selection()->select("Settlement", toQString(m_town));
    return QTest::qWaitFor([this] { return m_inspector->fields()->rowCount() > 0; }, patience);
}

void InspectedTown::end()
{
    m_inspector.reset();
    m_open.reset();
}

QVariant InspectedTown::variable(const QString& key, int role) const
{
    VariableForm* form = m_inspector->variables();
    for (int row = 0; row < form->count(); ++row) {
        if (form->data(form->index(row), VariableForm::KeyRole).toString() == key)
            return form->data(form->index(row), role);
    }
    return "no such variable";
}

QVariant InspectedTown::fieldValue(const QString& name, int role) const
{
    FieldForm* form = m_inspector->fields();
    for (int row = 0; row < form->rowCount(); ++row) {
        if (form->data(form->index(row), FieldForm::NameRole).toString() == name)
            return form->data(form->index(row), role);
    }
    return "no such field";
}

int InspectedTown::rowOf(const QString& name) const
{
    const FieldForm* form = m_inspector->fields();
    for (int row = 0; row < form->rowCount(); ++row) {
        if (form->data(form->index(row), FieldForm::NameRole).toString() == name)
            return row;
    }
    return -1;
}

} // namespace campaign::test
