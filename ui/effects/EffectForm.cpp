// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/effects/EffectDraft.h"

#include "server/core/Json.h"
#include "ui/client/Conversion.h"
#include "ui/client/Documents.h"
#include "ui/client/JsonLayout.h"
#include "ui/effects/EffectWords.h"

#include <algorithm>
#include <array>

// The form of an effect: what each control shows and writes.

namespace campaign {

using client::fromQString;
using client::textOf;
using client::toQString;
using effectpatch::Step;

namespace {

constexpr std::array actionNames{"patch", "create", "advanceLevel", "log"};
constexpr std::array targetNames{"self", "settlement", "kingdom", "entity", "tag"};
using calendar::Unit;
constexpr std::array delayUnitsInOrder{Unit::Minute, Unit::Hour, Unit::Day, Unit::Week};
enum Delay { AtOnce, After, AtTime, AfterRealTime };

template <std::size_t count>
int indexIn(const std::array<const char*, count>& names, const std::string& name)
{
    const auto found = std::find(names.begin(), names.end(), name);
    return found == names.end() ? 0 : static_cast<int>(found - names.begin());
}

/// What an action begins with.
Value emptyPayload(const std::string& action)
{
    if (action == "create")
        return Value::Object{{"type", ""}, {"fields", Value::Object()}};
    if (action == "advanceLevel")
        return Value::Object{{"by", 1}};
    if (action == "log")
        return Value::Object{{"text", ""}};
    return Value::Array();
}

bool isOffered(const catalogue::Type& type)
{
    return type.writable && (client::documents::hasComputedFields(type) || type.name == "Note");
}

} // namespace

Value EffectDraft::orNull(const QString& text)
{
    return text.trimmed().isEmpty() ? Value() : Value(fromQString(text.trimmed()));
}

QString EffectDraft::text(const char* field) const
{
    return textOf(m_effect, field);
}

const Value& EffectDraft::payload() const
{
    static const Value none;
    const Value* found = m_effect.find("payload");
    return found ? *found : none;
}

void EffectDraft::set(const char* field, Value value)
{
    const Value* present = m_effect.find(field);
    if (present ? *present == value : value.isNull())
        return;
    m_effect.asObject().set(field, std::move(value));
    follow();
    emit edited();
}

void EffectDraft::setPayload(Value payload)
{
    m_effect.asObject().set("payload", std::move(payload));
    writeSource();
    emit edited();
}

void EffectDraft::writeSource()
{
    m_source = payload().isNull() ? QString() : client::laidOut(payload());
    m_sourceProblem.clear();
}

void EffectDraft::setName(const QString& name)
{
    set("name", orNull(name));
}

bool EffectDraft::isActive() const
{
    const Value* active = m_effect.find("isActive");
    return !active || *active != Value(false);
}

int EffectDraft::phase() const
{
    return indexIn(effectwords::phases, m_effect.stringOr("timing", "ON_RESOLVE"));
}

void EffectDraft::setPhase(int phase)
{
    if (phase >= 0 && phase < static_cast<int>(effectwords::phases.size()))
        set("timing", effectwords::phases[static_cast<std::size_t>(phase)]);
}

QStringList EffectDraft::phases() const
{
    return effectwords::phasesInWords();
}

int EffectDraft::action() const
{
    return indexIn(actionNames, m_effect.stringOr("action", "patch"));
}

void EffectDraft::setAction(int action)
{
    if (action < 0 || action >= static_cast<int>(actionNames.size()) || action == this->action())
        return;
    const std::string wanted = actionNames[static_cast<std::size_t>(action)];
    m_payloads[m_effect.stringOr("action", "patch")] = payload();
    const auto before = m_payloads.find(wanted);
    m_effect.asObject().set("action", wanted);
    m_effect.asObject().set("payload", before == m_payloads.end() ? emptyPayload(wanted) : before->second);
    takeEffect();
}

QStringList EffectDraft::actions() const
{
    return {tr("Change something"), tr("Make something"), tr("Raise or lower a level"),
            tr("Write into the session log")};
}

int EffectDraft::target() const
{
    return indexIn(targetNames, m_effect.stringOr("target", "self"));
}

void EffectDraft::setTarget(int target)
{
    if (target < 0 || target >= static_cast<int>(targetNames.size()))
        return;
    const std::string wanted = targetNames[static_cast<std::size_t>(target)];
    // What another choice needed is not kept in the store.
    if (wanted != "entity") {
        m_effect.asObject().set("targetType", Value());
        m_effect.asObject().set("targetId", Value());
    } else if (targetType().isEmpty()) {
        m_effect.asObject().set("targetType", "Settlement");
    }
    if (wanted != "tag")
        m_effect.asObject().set("targetTag", Value());
    set("target", wanted);
}

QStringList EffectDraft::targets() const
{
    return {m_subjectName.isEmpty() ? tr("This one itself") : tr("%1 itself").arg(m_subjectName),
            tr("The settlement where it happens"), tr("The kingdom where it happens"), tr("One thing…"),
            tr("Everything with a tag…")};
}

QVariantList EffectDraft::targetTypes() const
{
    QVariantList types;
    for (const catalogue::Type& type :
         m_session ? m_session->store().types().types() : std::vector<catalogue::Type>()) {
        if (isOffered(type))
            types.append(QVariantMap{{"type", toQString(type.name)}, {"label", toQString(type.label)}});
    }
    return types;
}

void EffectDraft::setTargetType(const QString& type)
{
    if (type == targetType())
        return;
    m_effect.asObject().set("targetId", Value());
    set("targetType", orNull(type));
}

void EffectDraft::setTargetId(const QString& id)
{
    set("targetId", orNull(id));
}

QString EffectDraft::targetName() const
{
    return m_session ? toQString(m_session->store().nameOf(fromQString(targetId()))) : QString();
}

void EffectDraft::setTargetTag(const QString& tag)
{
    set("targetTag", orNull(tag));
}

/// The fields offered are those of what it works on, or of what it makes.
void EffectDraft::follow()
{
    if (!m_session)
        return;
    const catalogue::Catalogue& types = m_session->store().types();
    const bool makes = m_effect.stringOr("action", "patch") == "create";
    const catalogue::Type* type =
        makes ? types.find(payload().stringOr("type", "")) : effectwords::targetType(m_effect, types);
    const std::string how = m_effect.stringOr("target", "self");
    const Id id = makes             ? Id()
                  : how == "self"   ? fromQString(m_subjectId)
                  : how == "entity" ? m_effect.stringOr("targetId", "")
                                    : Id();
    if (!makes && how == "self" && !type)
        type = types.find(fromQString(m_subjectType));
    m_changes.show(m_session, type, id, makes);
}

void EffectDraft::giveSteps()
{
    if (m_effect.stringOr("action", "patch") == "patch") {
        m_changes.setSteps(effectpatch::read(payload()));
        return;
    }
    std::vector<Step> steps;
    const Value* fields = payload().isObject() ? payload().find("fields") : nullptr;
    for (const auto& [name, value] : fields && fields->isObject() ? fields->asObject() : Value::Object()) {
        const bool isPlace = value.isString() && value.asString().starts_with('$');
        if (name == "variables" && value.isObject()) {
            for (const auto& [key, one] : value.asObject())
                steps.push_back({Step::Kind::Set, "variables." + key, one, {}});
        } else if (name != "name" && !isPlace) {
            steps.push_back({Step::Kind::Set, name, value, {}});
        }
    }
    m_changes.setSteps(std::move(steps));
}

void EffectDraft::takeSteps()
{
    std::vector<Step> steps;
    std::copy_if(m_changes.steps().begin(), m_changes.steps().end(), std::back_inserter(steps),
                 effectpatch::isFinished);
    if (m_effect.stringOr("action", "patch") == "patch") {
        setPayload(effectpatch::write(steps));
        return;
    }
    Value::Object fields;
    const Value* present = payload().find("fields");
    for (const auto& [name, value] : present && present->isObject() ? present->asObject() : Value::Object()) {
        if (name == "name" || (value.isString() && value.asString().starts_with('$')))
            fields.set(name, value);
    }
    constexpr std::string_view variables = "variables.";
    for (const Step& step : steps) {
        if (!step.path.starts_with(variables)) {
            fields.set(step.path, step.value);
            continue;
        }
        if (!fields.find("variables"))
            fields.set("variables", Value::Object());
        fields.find("variables")->asObject().set(step.path.substr(variables.size()), step.value);
    }
    Value made = payload();
    made.asObject().set("fields", std::move(fields));
    setPayload(std::move(made));
}

QVariantList EffectDraft::madeTypes() const
{
    QVariantList types;
    for (const catalogue::Type& type :
         m_session ? m_session->store().types().types() : std::vector<catalogue::Type>()) {
        if (isOffered(type) && Session::isCreatable(type))
            types.append(QVariantMap{{"type", toQString(type.name)}, {"label", toQString(type.label)}});
    }
    return types;
}

QString EffectDraft::madeType() const
{
    return payload().isObject() ? textOf(payload(), "type") : QString();
}

void EffectDraft::setMadeType(const QString& name)
{
    const catalogue::Type* type = m_session ? m_session->store().types().find(fromQString(name)) : nullptr;
    if (!type || name == madeType())
        return;
    Value::Object fields;
    if (!madeName().isEmpty())
        fields.set("name", fromQString(madeName()));
    // It stands below what the effect works on, where that can be.
    const catalogue::Field* owner = Session::ownerField(*type);
    const catalogue::Type* target = effectwords::targetType(m_effect, m_session->store().types());
    if (owner && target && owner->target == target->name)
        fields.set(owner->name, "$target");
    m_effect.asObject().set("payload", Value::Object{{"type", fromQString(name)}, {"fields", std::move(fields)}});
    takeEffect();
}

QString EffectDraft::madeName() const
{
    const Value* fields = payload().isObject() ? payload().find("fields") : nullptr;
    return fields && fields->isObject() ? textOf(*fields, "name") : QString();
}

void EffectDraft::setMadeName(const QString& name)
{
    const Value* present = payload().isObject() ? payload().find("fields") : nullptr;
    if (!present || !present->isObject() || name == madeName())
        return;
    Value fields = *present;
    fields.asObject().set("name", fromQString(name));
    Value made = payload();
    made.asObject().set("fields", std::move(fields));
    setPayload(std::move(made));
}

int EffectDraft::levels() const
{
    const Value* by = payload().isObject() ? payload().find("by") : nullptr;
    return by && by->isInteger() ? static_cast<int>(by->asInteger()) : 1;
}

void EffectDraft::setLevels(int levels)
{
    if (levels != this->levels())
        setPayload(Value::Object{{"by", levels}});
}

QString EffectDraft::logText() const
{
    return payload().isObject() ? textOf(payload(), "text") : QString();
}

void EffectDraft::setLogText(const QString& text)
{
    if (text != logText())
        setPayload(Value::Object{{"text", fromQString(text)}});
}

QStringList EffectDraft::delays() const
{
    return {tr("At once"), tr("Later, by world time"), tr("Not before a date"), tr("Later, by real time")};
}

QStringList EffectDraft::delayUnits() const
{
    return {tr("minutes"), tr("hours"), tr("days"), tr("weeks")};
}

QString EffectDraft::outcomeHeading() const
{
    const QString amount = m_session ? m_session->store().dates().duration(delaySeconds(), delayClock()) : QString();
    switch (m_delay) {
    case After:
        return tr("After %1 in the world it would do this, if nothing changes before:").arg(amount);
    case AtTime:
        return tr("When its date comes it would do this, if nothing changes before:");
    case AfterRealTime:
        return tr("After %1 by the clock on the wall it would do this, if nothing changes before:").arg(amount);
    default:
        return tr("It would do this now:");
    }
}

void EffectDraft::setDelay(int delay)
{
    if (delay == m_delay || delay < AtOnce || delay > AfterRealTime)
        return;
    m_delay = delay;
    writeDelay();
}

void EffectDraft::setDelayAmount(int amount)
{
    m_delayAmount = std::max(1, amount);
    writeDelay();
}

void EffectDraft::setDelayUnit(int unit)
{
    m_delayUnit = std::clamp(unit, 0, static_cast<int>(delayUnitsInOrder.size()) - 1);
    writeDelay();
}

QString EffectDraft::delayTime() const
{
    const Value* time = m_effect.find("runsAt");
    if (!m_delayProblem.isEmpty() || !time || !m_session)
        return m_delayText;
    return m_session->store().dates().shown(*time);
}

QString EffectDraft::delayExample() const
{
    return m_session ? m_session->store().dates().example() : QString();
}

void EffectDraft::setDelayTime(const QString& time)
{
    m_delayText = time.trimmed();
    m_delayProblem.clear();
    if (m_delayText.isEmpty() || !m_session)
        return set("runsAt", Value());
    const Result<catalogue::WorldTime> read = m_session->store().dates().read(m_delayText);
    if (read)
        return set("runsAt", Value(catalogue::toIsoTime(*read)));
    m_delayProblem = toQString(read.error().message);
    emit edited();
}

catalogue::Duration EffectDraft::delayClock() const
{
    return m_delay == AfterRealTime ? catalogue::Duration::Real : catalogue::Duration::InWorld;
}

std::int64_t EffectDraft::unitSeconds(int unit) const
{
    static const client::WorldDates usual;
    const client::WorldDates& dates = m_session ? m_session->store().dates() : usual;
    return dates.lengthOf(delayUnitsInOrder[static_cast<std::size_t>(unit)], delayClock());
}

void EffectDraft::writeDelay()
{
    const std::int64_t seconds = delaySeconds();
    Value::Object& effect = m_effect.asObject();
    effect.set("runsAfter", m_delay == After ? Value(seconds) : Value());
    effect.set("runsAfterRealTime", m_delay == AfterRealTime ? Value(seconds) : Value());
    if (m_delay != AtTime) {
        effect.set("runsAt", Value());
        m_delayText.clear();
        m_delayProblem.clear();
    }
    emit edited();
}

void EffectDraft::readDelay()
{
    const Value* after = m_effect.find("runsAfter");
    const Value* real = m_effect.find("runsAfterRealTime");
    const bool isAfter = after && after->isInteger();
    const bool isReal = real && real->isInteger();
    m_delay = isAfter ? After : isReal ? AfterRealTime : text("runsAt").isEmpty() ? AtOnce : AtTime;
    m_delayText.clear();
    m_delayProblem.clear();
    m_delayAmount = 3;
    m_delayUnit = 2;
    if (!isAfter && !isReal)
        return;
    const std::int64_t seconds = isAfter ? after->asInteger() : real->asInteger();
    m_delayUnit = static_cast<int>(delayUnitsInOrder.size()) - 1;
    while (m_delayUnit > 0 && seconds % unitSeconds(m_delayUnit) != 0)
        --m_delayUnit;
    m_delayAmount = static_cast<int>(seconds / unitSeconds(m_delayUnit));
}

void EffectDraft::setSource(const QString& source)
{
    if (source == m_source)
        return;
    m_source = source;
    const Result<Value> parsed = parseJson(fromQString(source));
    m_sourceProblem = parsed ? QString() : tr("This is no JSON: %1").arg(toQString(parsed.error().message));
    if (parsed) {
        m_effect.asObject().set("payload", *parsed);
        follow();
        giveSteps();
    }
    emit edited();
}

} // namespace campaign
