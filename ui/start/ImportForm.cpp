// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/start/ImportForm.h"

#include "ui/client/Conversion.h"
#include "ui/client/Wording.h"

#include <QFileInfo>
#include <QLocale>
#include <QPointer>

#include <algorithm>

namespace campaign {

QString ImportForm::suggestedName() const
{
    for (const QString& name : {m_plan.campaignName, m_plan.worldName}) {
        if (!name.isEmpty())
            return name;
    }
    return QFileInfo(m_source.fileName()).completeBaseName();
}

/// An export counts by the names its lists have in the file.
QString ImportForm::labelOf(const QString& list) const
{
    const std::vector<catalogue::Type>& types = m_workspace->types().types();
    const auto found = std::find_if(types.begin(), types.end(), [&](const catalogue::Type& type) {
        return client::toQString(type.plural) == list;
    });
    return found == types.end() ? wording::ofName(list) : wording::ofMany(*found);
}

QVariantList ImportForm::counts() const
{
    QVariantList rows;
    for (const client::ImportPlan::Count& one : m_plan.counts) {
        if (one.count > 0)
            rows.append(QVariantMap{{"label", labelOf(one.label)}, {"count", QLocale().toString(one.count)}});
    }
    return rows;
}

QVariantList ImportForm::leftOut() const
{
    QVariantList rows;
    for (const client::ImportPlan::Omission& one : m_plan.leftOut)
        rows.append(QVariantMap{{"what", one.what}, {"why", one.why}});
    return rows;
}

void ImportForm::read(const QUrl& source)
{
    m_source = source;
    m_plan = {};
    m_problem.clear();
    m_advice.clear();
    m_isReading = true;
    emit changed();
    m_workspace->files().planImport(source.toLocalFile(),
                                    [self = QPointer(this), source](const client::ImportPlan& plan,
                                                                    const std::optional<client::FileProblem>& problem) {
                                        if (!self || self->m_source != source)
                                            return;
                                        self->m_isReading = false;
                                        self->m_plan = plan;
                                        if (problem) {
                                            self->m_problem = problem->sentence;
                                            self->m_advice = problem->advice;
                                        }
                                        emit self->changed();
                                    });
}

void ImportForm::cancel()
{
    m_source.clear();
    m_isReading = false;
    m_workspace->cancel();
    emit changed();
}

void ImportForm::accept(const QString& name)
{
    if (isReady())
        m_workspace->createFromWorld(m_source, name.trimmed().isEmpty() ? suggestedName() : name);
}

} // namespace campaign
