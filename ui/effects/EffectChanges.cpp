// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/effects/EffectChanges.h"

#include "ui/client/Conversion.h"
#include "ui/client/Wording.h"
#include "ui/inspector/FieldPresentation.h"
#include "ui/rules/RuleText.h"

#include <algorithm>

namespace campaign {

using client::fromQString;
using client::toQString;
using effectpatch::Step;

namespace {

constexpr double farAway = 1e15;
const std::string newVariable = "variables.";
const std::string newStateVariable = "var.";

QString wordsOf(Step::Kind kind)
{
    switch (kind) {
    case Step::Kind::Set:
        return EffectChanges::tr("is set to");
    case Step::Kind::Raise:
        return EffectChanges::tr("rises by");
    case Step::Kind::Lower:
        return EffectChanges::tr("falls by");
    case Step::Kind::Append:
        return EffectChanges::tr("gets");
    case Step::Kind::Remove:
        return EffectChanges::tr("loses");
    case Step::Kind::Clear:
        return EffectChanges::tr("is cleared");
    case Step::Kind::Formula:
        return EffectChanges::tr("becomes the result of");
    default:
        return EffectChanges::tr("is changed by its patch");
    }
}

bool isControl(const char* control, const char* name)
{
    return std::string_view(control) == name;
}

ruletext::Names namesOf(const EffectFields& fields, const catalogue::Catalogue& types)
{
    static const catalogue::Type unknown;
    return {fields.type() ? *fields.type() : unknown, &types};
}

} // namespace

EffectChanges::EffectChanges(QObject* parent)
    : QAbstractListModel(parent)
{
    connect(&m_fields, &EffectFields::changed, this, [this] {
        emit offersChanged();
        if (count() > 0)
            emit dataChanged(index(0), index(count() - 1));
    });
}

void EffectChanges::show(Session* session, const catalogue::Type* type, const Id& id, bool makes)
{
    m_session = session;
    m_makes = makes;
    m_fields.show(session, type, id);
}

void EffectChanges::setSteps(std::vector<Step> steps)
{
    if (steps == m_steps)
        return;
    beginResetModel();
    m_steps = std::move(steps);
    m_problems.clear();
    endResetModel();
    emit countChanged();
}

QVariantList EffectChanges::offers() const
{
    QVariantList list;
    for (const EffectField& one : m_fields.all())
        list.append(QVariantMap{
            {"path", toQString(one.path)},
            {"label", one.path.starts_with(newStateVariable) ? tr("%1 (state)").arg(one.label) : one.label}});
    list.append(QVariantMap{{"path", toQString(newVariable)}, {"label", tr("A variable of another name…")}});
    if (!m_makes)
        list.append(
            QVariantMap{{"path", toQString(newStateVariable)}, {"label", tr("A state variable of another name…")}});
    return list;
}

bool EffectChanges::isFinished() const
{
    return std::all_of(m_steps.begin(), m_steps.end(), effectpatch::isFinished);
}

int EffectChanges::offerOf(const std::string& path) const
{
    if (path.empty())
        return -1;
    const std::vector<EffectField>& all = m_fields.all();
    const auto found = std::find_if(all.begin(), all.end(), [&](const EffectField& one) { return one.path == path; });
    if (found != all.end())
        return static_cast<int>(found - all.begin());
    return static_cast<int>(all.size()) + (path.starts_with(newStateVariable) ? 1 : 0);
}

std::vector<Step::Kind> EffectChanges::kindsOf(const Step& step) const
{
    if (step.kind == Kind::Other)
        return {Kind::Other};
    if (m_makes || step.path.empty())
        return {Kind::Set};
    const EffectField* field = m_fields.find(step.path);
    const char* control = field ? field->control : "text";
    std::vector<Kind> kinds;
    if (isControl(control, "tags"))
        kinds = {Kind::Append, Kind::Remove, Kind::Set, Kind::Clear};
    else if (isControl(control, "number") || (field && !field->isTyped))
        kinds = {Kind::Set, Kind::Raise, Kind::Lower, Kind::Formula, Kind::Clear};
    else if (isControl(control, "switch") || isControl(control, "choice"))
        kinds = {Kind::Set, Kind::Formula, Kind::Clear};
    else
        kinds = {Kind::Set, Kind::Clear};
    // What came otherwise stays as it is until it is edited.
    if (std::find(kinds.begin(), kinds.end(), step.kind) == kinds.end())
        kinds.push_back(step.kind);
    return kinds;
}

const char* EffectChanges::controlOf(const Step& step) const
{
    const EffectField* field = m_fields.find(step.path);
    switch (step.kind) {
    case Kind::Raise:
    case Kind::Lower:
        return "number";
    case Kind::Append:
    case Kind::Remove:
    case Kind::Formula:
        return "text";
    case Kind::Set:
        return field ? field->control : "fact";
    default:
        return "fact";
    }
}

QString EffectChanges::shown(const Step& step) const
{
    const EffectField* field = m_fields.find(step.path);
    if (step.kind == Kind::Formula) {
        const auto text = ruletext::write(step.value, namesOf(m_fields, m_session->store().types()));
        return text ? *text : tr("a rule that formulas cannot say");
    }
    if (step.kind == Kind::Set && field && field->field)
        return presentation::shown(*field->field, step.value, m_session->store());
    return wording::ofValue(step.value);
}

/// What a new step begins with.
Value EffectChanges::usualValue(const Step& step) const
{
    const EffectField* field = m_fields.find(step.path);
    if (step.kind == Kind::Formula)
        return Value::Object{{"var", step.path}};
    if (step.kind != Kind::Set || !field)
        return {};
    if (isControl(field->control, "switch"))
        return Value(true);
    if (isControl(field->control, "choice") && !field->choices.isEmpty())
        return client::fromVariant(field->choices.first().toMap()["value"]);
    return {};
}

Result<Value> EffectChanges::read(const Step& step, const QVariant& value) const
{
    const EffectField* field = m_fields.find(step.path);
    const QString text = value.toString().trimmed();
    const bool isText = value.typeId() == QMetaType::QString;
    const auto wrong = [&](const QString& sentence) {
        return Error{ErrorCode::Invalid, fromQString(sentence), step.path, {}, {}};
    };
    if (step.kind == Kind::Formula)
        return ruletext::parse(text, namesOf(m_fields, m_session->store().types()));
    if (step.kind == Kind::Raise || step.kind == Kind::Lower ||
        (step.kind == Kind::Set && field && !field->field && isControl(field->control, "number"))) {
        const Value number = isText ? wording::fromText(text) : client::fromVariant(value);
        return number.isNumber() ? Result<Value>(number) : wrong(tr("Type a number, such as 12 or 0.5."));
    }
    if (step.kind == Kind::Append || step.kind == Kind::Remove)
        return text.isEmpty() ? Result<Value>(wrong(tr("Type what is meant.")))
                              : Result<Value>(Value(fromQString(text)));
    if (field && field->field)
        return presentation::edited(*field->field, value, m_session->store());
    if (!isText)
        return client::fromVariant(value);
    return field && field->isTyped ? Value(fromQString(value.toString())) : wording::fromText(value.toString());
}

void EffectChanges::change(int row, Step step)
{
    step.source = Value();
    m_problems.erase(row);
    m_steps[static_cast<std::size_t>(row)] = std::move(step);
    emit dataChanged(index(row), index(row));
    emit edited();
}

void EffectChanges::add(const QString& path)
{
    Step step;
    step.path = fromQString(path);
    step.kind = kindsOf(step).front();
    step.value = usualValue(step);
    beginInsertRows({}, count(), count());
    m_steps.push_back(std::move(step));
    endInsertRows();
    emit countChanged();
    emit edited();
}

void EffectChanges::remove(int row)
{
    if (!isRow(row))
        return;
    beginRemoveRows({}, row, row);
    m_steps.erase(m_steps.begin() + row);
    m_problems.clear();
    endRemoveRows();
    emit countChanged();
    emit edited();
}

void EffectChanges::setPath(int row, const QString& path)
{
    if (!isRow(row) || m_steps[static_cast<std::size_t>(row)].path == fromQString(path))
        return;
    Step step;
    step.path = fromQString(path);
    step.kind = kindsOf(step).front();
    step.value = usualValue(step);
    change(row, std::move(step));
}

void EffectChanges::setKey(int row, const QString& key)
{
    if (!isRow(row))
        return;
    Step step = m_steps[static_cast<std::size_t>(row)];
    const std::string clean = fromQString(key.trimmed());
    if (!effectpatch::isVariable(step.path) || clean.find_first_of("./~") != std::string::npos) {
        m_problems[row] = tr("A variable's name has no dot, slash or tilde in it.");
        emit dataChanged(index(row), index(row), {ProblemRole});
        return;
    }
    step.path = step.path.substr(0, step.path.find('.') + 1) + clean;
    change(row, std::move(step));
}

void EffectChanges::setKind(int row, int kind)
{
    const std::vector<Kind> kinds = isRow(row) ? kindsOf(m_steps[static_cast<std::size_t>(row)]) : std::vector<Kind>();
    if (kind < 0 || kind >= static_cast<int>(kinds.size()))
        return;
    Step step = m_steps[static_cast<std::size_t>(row)];
    const Kind wanted = kinds[static_cast<std::size_t>(kind)];
    if (step.kind == wanted)
        return;
    const auto isAmount = [](Kind one) { return one == Kind::Raise || one == Kind::Lower; };
    const bool keeps = (isAmount(step.kind) && isAmount(wanted)) || (step.value.isNumber() && isAmount(wanted));
    step.kind = wanted;
    if (!keeps)
        step.value = usualValue(step);
    change(row, std::move(step));
}

void EffectChanges::setValue(int row, const QVariant& value)
{
    if (!isRow(row))
        return;
    Step step = m_steps[static_cast<std::size_t>(row)];
    Result<Value> wanted = read(step, value);
    if (!wanted) {
        m_problems[row] = toQString(wanted.error().message);
        emit dataChanged(index(row), index(row), {ProblemRole});
        return;
    }
    if (*wanted == step.value && m_problems.count(row) == 0)
        return;
    step.value = std::move(*wanted);
    change(row, std::move(step));
}

int EffectChanges::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : count();
}

QHash<int, QByteArray> EffectChanges::roleNames() const
{
    return {{PathRole, "path"},
            {LabelRole, "label"},
            {KeyRole, "key"},
            {OfferRole, "offer"},
            {KindRole, "kind"},
            {KindsRole, "kinds"},
            {ControlRole, "control"},
            {ValueRole, "value"},
            {ShownRole, "shown"},
            {ChoicesRole, "choices"},
            {FromRole, "from"},
            {ToRole, "to"},
            {DecimalsRole, "decimals"},
            {TargetTypeRole, "targetType"},
            {TakesValueRole, "takesValue"},
            {IsOtherRole, "isOther"},
            {ProblemRole, "problem"}};
}

QVariant EffectChanges::data(const QModelIndex& index, int role) const
{
    if (!isRow(index.row()))
        return {};
    const Step& step = m_steps[static_cast<std::size_t>(index.row())];
    const EffectField* field = m_fields.find(step.path);
    const bool isSet = step.kind == Kind::Set && field && field->field;
    switch (role) {
    case PathRole:
        return toQString(step.path);
    case LabelRole:
        return field ? field->label : QString();
    case KeyRole: {
        // Only of what the list does not offer by name.
        const bool isOffered = step.path.empty() || offerOf(step.path) < static_cast<int>(m_fields.all().size());
        return isOffered ? QVariant() : QVariant(toQString(step.path.substr(step.path.find('.') + 1)));
    }
    case OfferRole:
        return offerOf(step.path);
    case KindRole: {
        const std::vector<Kind> kinds = kindsOf(step);
        return static_cast<int>(std::find(kinds.begin(), kinds.end(), step.kind) - kinds.begin());
    }
    case KindsRole: {
        QStringList words;
        for (const Kind kind : kindsOf(step))
            words.append(wordsOf(kind));
        return words;
    }
    case ControlRole:
        return controlOf(step);
    case ValueRole:
        return client::toVariant(step.value);
    case ShownRole:
        return shown(step);
    case ChoicesRole:
        return field ? field->choices : QVariantList();
    case FromRole:
        return isSet ? field->field->minimum.value_or(-farAway) : -farAway;
    case ToRole:
        return isSet ? field->field->maximum.value_or(farAway) : farAway;
    case DecimalsRole:
        return isSet && field->field->type == catalogue::FieldType::Integer ? 0 : 3;
    case TargetTypeRole:
        return isSet ? toQString(field->field->target) : QString();
    case TakesValueRole:
        return !step.path.empty() && step.kind != Kind::Clear && step.kind != Kind::Other;
    case IsOtherRole:
        return step.kind == Kind::Other;
    case ProblemRole: {
        const auto found = m_problems.find(index.row());
        return found == m_problems.end() ? QString() : found->second;
    }
    default:
        return {};
    }
}

} // namespace campaign
