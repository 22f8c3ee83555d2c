// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/FieldForm.h"

#include "ui/client/Conversion.h"
#include "ui/inspector/FieldPresentation.h"
#include "ui/rules/RuleText.h"

#include <algorithm>

namespace campaign {

using catalogue::Field;
using catalogue::FieldType;
using client::toQString;

FieldForm::FieldForm(QObject* parent)
    : QAbstractListModel(parent)
{
}

void FieldForm::show(Session* session, const Id& id)
{
    beginResetModel();
    m_session = session;
    m_id = id;
    m_fields.clear();
    m_problems.clear();
    m_mentions = {};
    const client::Record* entity = record();
    const catalogue::Type* type = entity ? session->store().types().find(entity->type) : nullptr;
    if (type) {
        for (const Field& field : type->fields) {
            if (field.name != "name" && presentation::isForPeople(field) &&
                !presentation::isToldInWords(*type, field, *entity))
                m_fields.push_back(&field);
        }
        std::stable_sort(m_fields.begin(), m_fields.end(), [](const Field* left, const Field* right) {
            return presentation::rankOf(*left) < presentation::rankOf(*right);
        });
    }
    endResetModel();
}

const client::Record* FieldForm::record() const
{
    return m_session && !m_id.empty() ? m_session->store().find(m_id) : nullptr;
}

void FieldForm::refresh(const std::vector<std::string>& fields)
{
    for (int row = 0; row < rowCount(); ++row) {
        const std::string& name = m_fields[static_cast<std::size_t>(row)]->name;
        if (std::find(fields.begin(), fields.end(), name) != fields.end())
            emit dataChanged(index(row), index(row), {ValueRole, ShownRole, TargetTypeRole});
    }
}

void FieldForm::refreshReferences()
{
    for (int row = 0; row < rowCount(); ++row) {
        const FieldType type = m_fields[static_cast<std::size_t>(row)]->type;
        if (type == FieldType::Reference || type == FieldType::AnyId || type == FieldType::LongText)
            emit dataChanged(index(row), index(row), {ShownRole, TargetTypeRole});
    }
}

void FieldForm::refreshTimes()
{
    for (int row = 0; row < rowCount(); ++row) {
        const Field& field = *m_fields[static_cast<std::size_t>(row)];
        if (field.type == FieldType::WorldTime || catalogue::durationOf(field) != catalogue::Duration::None)
            emit dataChanged(index(row), index(row), {ShownRole, ExampleRole});
    }
}

void FieldForm::setProblem(const std::string& field, const QString& sentence, const QString& typed)
{
    if (sentence.isEmpty() ? m_problems.erase(field) == 0 : false)
        return;
    if (!sentence.isEmpty())
        m_problems[field] = {sentence, typed};
    for (int row = 0; row < rowCount(); ++row) {
        if (m_fields[static_cast<std::size_t>(row)]->name == field)
            emit dataChanged(index(row), index(row));
    }
}

Value FieldForm::valueOf(const Field& field) const
{
    const client::Record* entity = record();
    return entity ? presentation::valueOf(field, *entity) : Value();
}

const catalogue::Type* FieldForm::ruleSubject() const
{
    const client::Record* entity = record();
    const catalogue::Catalogue& types = m_session->store().types();
    const catalogue::Type* own = entity ? types.find(entity->type) : nullptr;
    if (!own)
        return nullptr;
    const auto naming = std::find_if(own->fields.begin(), own->fields.end(),
                                     [](const Field& field) { return field.type == FieldType::TypeName; });
    const Value* name = naming == own->fields.end() ? nullptr : entity->field(naming->name);
    const catalogue::Type* named = name && name->isString() ? types.find(name->asString()) : nullptr;
    return named ? named : own;
}

std::optional<QString> FieldForm::formula(const Field& field) const
{
    const Value rule = valueOf(field);
    const catalogue::Type* subject = ruleSubject();
    if (field.type != FieldType::Rule || !subject)
        return std::nullopt;
    return rule.isNull() ? QString() : ruletext::write(rule, {*subject, &m_session->store().types()});
}

QString FieldForm::shown(const Field& field) const
{
    const Value value = valueOf(field);
    const client::EntityStore& store = m_session->store();
    if (const std::optional<QString> text = formula(field))
        return *text;
    const catalogue::Type* all = field.type == FieldType::AnyId && value.isNull()
                                     ? store.types().find(presentation::targetOf(field, record()))
                                     : nullptr;
    if (all)
        return tr("Every %1").arg(toQString(all->label).toLower());
    if (field.type != FieldType::LongText || !value.isString())
        return presentation::shown(field, value, store);
    return m_mentions.toEditable(value.asString(),
                                 [&](const std::string&, const Id& id) { return toQString(store.nameOf(id)); });
}

Result<Value> FieldForm::edited(const Field& field, const QVariant& value) const
{
    if (field.type == FieldType::Rule && ruleSubject() && !value.toString().trimmed().isEmpty())
        return ruletext::parse(value.toString(), {*ruleSubject(), &m_session->store().types()});
    if (field.type != FieldType::LongText)
        return presentation::edited(field, value, m_session->store());
    return presentation::edited(field, toQString(m_mentions.toStored(value.toString())), m_session->store());
}

int FieldForm::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_fields.size());
}

QHash<int, QByteArray> FieldForm::roleNames() const
{
    return {{NameRole, "name"},
            {LabelRole, "label"},
            {HintRole, "hint"},
            {ControlRole, "control"},
            {ValueRole, "value"},
            {ShownRole, "shown"},
            {FromRole, "from"},
            {ToRole, "to"},
            {DecimalsRole, "decimals"},
            {ChoicesRole, "choices"},
            {TargetTypeRole, "targetType"},
            {TakesAnyTypeRole, "takesAnyType"},
            {ExampleRole, "example"},
            {ProblemRole, "problem"},
            {RefusedRole, "refused"}};
}

QVariant FieldForm::data(const QModelIndex& index, int role) const
{
    constexpr double farAway = 1e15;
    if (index.row() < 0 || index.row() >= rowCount())
        return {};
    const Field& field = *m_fields[static_cast<std::size_t>(index.row())];
    switch (role) {
    case NameRole:
        return toQString(field.name);
    case LabelRole:
        return toQString(field.label);
    case HintRole:
        return toQString(field.description);
    case ControlRole:
        return formula(field) ? "longText" : record() ? presentation::controlOf(field, *record()) : "fact";
    case ValueRole:
        return client::toVariant(valueOf(field));
    case ShownRole:
        return shown(field);
    case FromRole:
        return field.minimum.value_or(-farAway);
    case ToRole:
        return field.maximum.value_or(farAway);
    case DecimalsRole:
        return field.type == FieldType::Number ? 3 : 0;
    case ChoicesRole:
        return presentation::choicesOf(field);
    case TargetTypeRole:
        return toQString(presentation::targetOf(field, record()));
    case TakesAnyTypeRole: {
        const catalogue::Type* type = record() ? m_session->store().types().find(record()->type) : nullptr;
        return type && presentation::takesAnyType(*type, field);
    }
    case ExampleRole:
        return presentation::exampleOf(field, m_session->store());
    case ProblemRole: {
        const auto found = m_problems.find(field.name);
        return found == m_problems.end() ? QString() : found->second.problem;
    }
    case RefusedRole: {
        const auto found = m_problems.find(field.name);
        return found == m_problems.end() ? QString() : found->second.typed;
    }
    default:
        return {};
    }
}

} // namespace campaign
