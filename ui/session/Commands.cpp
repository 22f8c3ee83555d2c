// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/Commands.h"

#include "ui/client/Conversion.h"
#include "ui/client/Documents.h"

#include <QLocale>

namespace campaign {

namespace {

constexpr qsizetype longestValue = 40;

QString shown(const Value& value)
{
    if (value.isBoolean())
        return value.asBoolean() ? Commands::tr("yes") : Commands::tr("no");
    if (value.isInteger())
        return QLocale().toString(qlonglong{value.asInteger()});
    if (value.isNumber())
        return QLocale().toString(value.asNumber());
    if (!value.isString())
        return {};
    const QString text = client::toQString(value.asString());
    return text.size() > longestValue || text.contains('\n') ? QString() : text;
}

QString reasonFor(const catalogue::Field& field, const QString& name, const Value& value)
{
    const QString label = client::toQString(field.label).toLower();
    if (field.name == "name")
        return Commands::tr("Rename %1").arg(name);
    if (value.isNull())
        return Commands::tr("Clear %1 of %2").arg(label, name);
    const bool hasShortForm = field.type != catalogue::FieldType::Reference && !shown(value).isEmpty() &&
                              field.type != catalogue::FieldType::LongText;
    return hasShortForm ? Commands::tr("Set %1 of %2 to %3").arg(label, name, shown(value))
                        : Commands::tr("Change %1 of %2").arg(label, name);
}

} // namespace

Commands::Commands(client::GraphQLClient& client, QObject* parent)
    : QObject(parent)
    , m_client(client)
{
}

void Commands::update(const client::Record& record, Value::Object fields, const QString& reason)
{
    const catalogue::Type* type = m_client.store().types().find(record.type);
    if (!type)
        return;
    if (!m_branch.empty())
        fields.set("branchId", m_branch);
    fields.set("reason", client::fromQString(reason));
    Value::Object variables{{"id", record.id}, {"input", std::move(fields)}};
    m_client.mutate(client::documents::update(*type), variables, this);
}

void Commands::setField(const Id& id, const std::string& field, const Value& value)
{
    const client::Record* record = m_client.store().find(id);
    const catalogue::Type* type = record ? m_client.store().types().find(record->type) : nullptr;
    const catalogue::Field* declared = type ? type->field(field) : nullptr;
    if (!declared)
        return;
    const Value* present = record->field(field);
    if ((present && *present == value) || (!present && value.isNull()))
        return;
    update(*record, {{field, value}}, reasonFor(*declared, client::toQString(record->name()), value));
}

void Commands::setVariable(const Id& id, const std::string& key, const Value& value)
{
    const client::Record* record = m_client.store().find(id);
    if (!record)
        return;
    const QString name = client::toQString(record->name());
    const QString label = client::toQString(key);
    const QString text = shown(value);
    QString reason = tr("Change %1 of %2").arg(label, name);
    if (value.isNull())
        reason = tr("Remove %1 of %2").arg(label, name);
    else if (!text.isEmpty())
        reason = tr("Set %1 of %2 to %3").arg(label, name, text);
    update(*record, {{"variables", Value::Object{{key, value}}}}, reason);
}

void Commands::create(const std::string& type, Value::Object fields, Created created)
{
    const catalogue::Type* declared = m_client.store().types().find(type);
    if (!declared)
        return;
    const Value* name = fields.find("name");
    const QString label = name && name->isString() ? client::toQString(name->asString()) : QString();
    if (declared->scope == catalogue::Scope::Branched && !m_branch.empty())
        fields.set("branchId", m_branch);
    fields.set("reason", client::fromQString(tr("Create %1").arg(label)));
    m_client.mutate(client::documents::create(*declared), {{"input", std::move(fields)}}, this,
                    [created](const client::Reply& reply) {
                        const Value* result = reply.data.find("result");
                        if (created && result && result->isObject())
                            created(result->stringOr("id", ""));
                    });
}

void Commands::remove(const Id& id)
{
    const client::Record* record = m_client.store().find(id);
    const catalogue::Type* type = record ? m_client.store().types().find(record->type) : nullptr;
    if (!type)
        return;
    const QString name = client::toQString(record->name());
    Value::Object variables{{"id", id},
                            {"branch", m_branch.empty() ? Value() : Value(m_branch)},
                            {"reason", client::fromQString(tr("Delete %1").arg(name))}};
    m_client.mutate(client::documents::remove(*type), variables, this, [this, name](const client::Reply& reply) {
        if (reply.isGood())
            emit done(tr("Deleted %1").arg(name));
    });
}

void Commands::moveLocation(const Id& locationId, const std::string& subject, const Value& geometry)
{
    static const std::string mutation =
        "mutation Move($id: ID!, $input: UpdateLocationGeometryInput!) { "
        "result: updateLocationGeometry(id: $id, input: $input) { __typename id version changeSeq geometry } }";
    Value::Object input{{"geoJson", geometry},
                        {"branchId", m_branch.empty() ? Value() : Value(m_branch)},
                        {"reason", client::fromQString(tr("Move %1").arg(client::toQString(subject)))}};
    m_client.mutate(mutation, {{"id", locationId}, {"input", std::move(input)}}, this);
}

} // namespace campaign
