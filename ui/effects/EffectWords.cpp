// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/effects/EffectWords.h"

#include "ui/client/Conversion.h"
#include "ui/client/Wording.h"
#include "ui/inspector/FieldPresentation.h"
#include "ui/rules/RuleText.h"

#include <QCoreApplication>

namespace campaign::effectwords {

using client::textOf;
using client::toQString;
using Kind = effectpatch::Step::Kind;

namespace {

class Words
{
    Q_DECLARE_TR_FUNCTIONS(campaign::EffectWords)
};

constexpr qsizetype longText = 60;

QString labelOf(const std::string& path, const Around& around)
{
    const EffectField* field = around.fields ? around.fields->find(path) : nullptr;
    const QString label = field ? field->label : wording::ofName(toQString(path.substr(path.rfind('.') + 1)));
    return label.toLower();
}

QString shortened(QString text)
{
    return text.size() > longText ? text.left(longText - 1) + QChar(0x2026) : text;
}

QString formulaText(const Value& rule, const Around& around)
{
    static const catalogue::Type unknown;
    const catalogue::Type* type = around.fields ? around.fields->type() : nullptr;
    const auto text = ruletext::write(rule, {type ? *type : unknown, &around.store.types()});
    return text ? *text : Words::tr("what a rule gives");
}

QString ofPatch(const Value& payload, const QString& target, const Around& around)
{
    QStringList sentences;
    for (const effectpatch::Step& step : effectpatch::read(payload)) {
        QString sentence = ofStep(step, target, around);
        if (!sentences.isEmpty())
            sentence = sentence.left(1).toLower() + sentence.mid(1);
        sentences.append(sentence);
    }
    return sentences.isEmpty() ? Words::tr("Changes nothing yet") : sentences.join("; ");
}

QString ofMaking(const Value& payload, const QString& target, const Around& around)
{
    const catalogue::Type* type =
        payload.isObject() ? around.store.types().find(payload.stringOr("type", "")) : nullptr;
    const Value* fields = payload.isObject() ? payload.find("fields") : nullptr;
    const QString name = fields && fields->isObject() ? textOf(*fields, "name") : QString();
    if (!type)
        return Words::tr("Makes nothing yet");
    const QString label = toQString(type->label).toLower();
    const catalogue::Field* owner = type->field(Session::ownerField(*type) ? Session::ownerField(*type)->name : "");
    const Value* of = owner && fields ? fields->find(owner->name) : nullptr;
    const QString made =
        name.isEmpty() ? Words::tr("Makes a new %1").arg(label) : Words::tr("Makes the %1 %2").arg(label, name);
    return of && *of == Value("$target") ? Words::tr("%1 in %2").arg(made, target) : made;
}

QString ofRaise(const Value& payload, const QString& target)
{
    const Value* by = payload.isObject() ? payload.find("by") : nullptr;
    const qlonglong levels = by && by->isInteger() ? by->asInteger() : 1;
    return levels < 0 ? Words::tr("Lowers the level of %1 by %L2").arg(target).arg(-levels)
                      : Words::tr("Raises the level of %1 by %L2").arg(target).arg(levels);
}

QString ofEntry(const Value& payload)
{
    const QString text = payload.isObject() ? textOf(payload, "text").trimmed() : QString();
    return text.isEmpty() ? Words::tr("Writes into the session log")
                          : Words::tr("Writes into the session log: “%1”").arg(shortened(text));
}

} // namespace

QStringList phasesInWords()
{
    QStringList words;
    for (const char* phase : phases)
        words.append(wording::ofChoice("EffectTiming", QString::fromLatin1(phase)));
    return words;
}

const catalogue::Type* targetType(const Value& effect, const catalogue::Catalogue& types)
{
    const std::string how = effect.stringOr("target", "self");
    if (how == "settlement")
        return types.find("Settlement");
    if (how == "kingdom")
        return types.find("Kingdom");
    if (how == "tag")
        return nullptr;
    return types.find(effect.stringOr(how == "entity" ? "targetType" : "entityType", ""));
}

QString ofTarget(const Value& effect, const Around& around)
{
    const std::string how = effect.stringOr("target", "self");
    if (how == "settlement")
        return around.standsAlone ? Words::tr("the settlement where “%1” happens").arg(around.subject)
                                  : Words::tr("the settlement there");
    if (how == "kingdom")
        return around.standsAlone ? Words::tr("the kingdom where “%1” happens").arg(around.subject)
                                  : Words::tr("the kingdom there");
    if (how == "tag") {
        const QString tag = textOf(effect, "targetTag");
        return tag.isEmpty() ? Words::tr("everything with a tag") : Words::tr("everything tagged %1").arg(tag);
    }
    if (how != "entity")
        return around.subject;
    const Id id = effect.stringOr("targetId", "");
    if (id.empty())
        return Words::tr("something not chosen yet");
    const QString name = toQString(around.store.nameOf(id));
    const client::Record* record = around.store.find(id);
    if (name.isEmpty())
        return Words::tr("something that is not there any more");
    return record && record->isGone ? Words::tr("%1 (deleted)").arg(name) : name;
}

QString ofValue(const std::string& path, const Value& value, const Around& around)
{
    const EffectField* field = around.fields ? around.fields->find(path) : nullptr;
    const QString shown =
        field && field->field ? presentation::shown(*field->field, value, around.store) : wording::ofValue(value);
    return shown.isEmpty() ? Words::tr("nothing") : shortened(shown);
}

QString ofStep(const effectpatch::Step& step, const QString& target, const Around& around)
{
    const QString label = labelOf(step.path, around);
    const QString value = ofValue(step.path, step.value, around);
    switch (step.kind) {
    case Kind::Set:
        return Words::tr("Sets %1 of %2 to %3").arg(label, target, value);
    case Kind::Raise:
        return Words::tr("Raises %1 of %2 by %3").arg(label, target, wording::ofValue(step.value));
    case Kind::Lower:
        return Words::tr("Lowers %1 of %2 by %3").arg(label, target, wording::ofValue(step.value));
    case Kind::Append:
        return Words::tr("Adds %1 to %2 of %3").arg(wording::ofValue(step.value), label, target);
    case Kind::Remove:
        return Words::tr("Takes %1 out of %2 of %3").arg(wording::ofValue(step.value), label, target);
    case Kind::Clear:
        return Words::tr("Clears %1 of %2").arg(label, target);
    case Kind::Formula:
        return Words::tr("Sets %1 of %2 to %3").arg(label, target, shortened(formulaText(step.value, around)));
    case Kind::Other:
        break;
    }
    return Words::tr("Changes %1 in a way kept as its patch").arg(target);
}

QString ofDelay(const Value& effect, const client::WorldDates& dates)
{
    const Value* after = effect.find("runsAfter");
    if (after && after->isInteger())
        return Words::tr("%1 later").arg(dates.duration(after->asInteger()));
    const Value* real = effect.find("runsAfterRealTime");
    if (real && real->isInteger())
        return Words::tr("%1 of real time later").arg(dates.duration(real->asInteger(), catalogue::Duration::Real));
    const Value* at = effect.find("runsAt");
    const QString date = at ? dates.shown(*at) : QString();
    return date.isEmpty() ? QString() : Words::tr("not before %1").arg(date);
}

QString ofEffect(const Value& effect, const Around& around)
{
    static const Value none;
    const Value* found = effect.find("payload");
    const Value& payload = found ? *found : none;
    const std::string action = effect.stringOr("action", "patch");
    const QString target = ofTarget(effect, around);
    QString sentence;
    if (action == "create")
        sentence = ofMaking(payload, target, around);
    else if (action == "advanceLevel")
        sentence = ofRaise(payload, target);
    else if (action == "log")
        sentence = ofEntry(payload);
    else
        sentence = ofPatch(payload, target, around);
    const QString delay = ofDelay(effect, around.store.dates());
    return delay.isEmpty() ? sentence : Words::tr("%1, %2").arg(sentence, delay);
}

} // namespace campaign::effectwords
