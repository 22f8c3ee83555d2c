// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/OutcomeLines.h"

#include "ui/client/Conversion.h"
#include "ui/client/Wording.h"
#include "ui/inspector/FieldPresentation.h"

#include <QCoreApplication>

namespace campaign {

using client::textOf;
using client::toQString;

namespace {

class Words
{
    Q_DECLARE_TR_FUNCTIONS(campaign::OutcomeLines)
};

} // namespace

const std::string targetsSelection = "targets { type name before after } ";
static const std::string phase =
    " { results { effectId name success error dueAt dueAfterRealTime " + targetsSelection + "} } ";
const std::string phasesSelection = "pre" + phase + "onResolve" + phase + "post" + phase;

QStringList outcomeLines(const Value& target, const client::EntityStore& store)
{
    QStringList lines;
    const QString subject = textOf(target, "name");
    const catalogue::Type* type = store.types().find(target.stringOr("type", ""));
    const Value* after = target.find("after");
    const Value* before = target.find("before");
    const auto add = [&](const std::string& path, const Value* was, const Value& is) {
        const catalogue::Field* field = type ? type->field(path) : nullptr;
        const auto words = [&](const Value& value) {
            const QString shown = field ? presentation::shown(*field, value, store) : wording::ofValue(value);
            return shown.isEmpty() ? Words::tr("nothing") : shown;
        };
        const QString label = type ? presentation::labelOf(*type, path) : toQString(path);
        lines.append(Words::tr("%1 · %2: %3 → %4").arg(subject, label, words(was ? *was : Value()), words(is)));
    };
    if (!after || !after->isObject() || !before)
        return lines;
    if (before->asObject().empty() && after->find("name"))
        return {Words::tr("New: %1 (%2)").arg(subject, type ? toQString(type->label).toLower() : QString())};
    for (const auto& [name, is] : after->asObject()) {
        const Value* was = before->find(name);
        if (!is.isObject()) {
            add(name, was, is);
            continue;
        }
        for (const auto& [key, value] : is.asObject())
            add(name + '.' + key, was ? was->find(key) : nullptr, value);
    }
    return lines;
}

QStringList effectLines(const Value& result, const client::EntityStore& store)
{
    QStringList lines;
    const Value* targets = result.isObject() ? result.find("targets") : nullptr;
    for (const Value& target : targets && targets->isArray() ? targets->asArray() : Value::Array())
        lines.append(outcomeLines(target, store));
    return lines;
}

QStringList resolutionLines(const Value& resolution, const client::EntityStore& store)
{
    QStringList lines;
    for (const char* phase : {"pre", "onResolve", "post"}) {
        const Value* summary = resolution.isObject() ? resolution.find(phase) : nullptr;
        const Value* results = summary && summary->isObject() ? summary->find("results") : nullptr;
        for (const Value& result : results && results->isArray() ? results->asArray() : Value::Array())
            lines.append(effectLines(result, store));
    }
    return lines;
}

} // namespace campaign
