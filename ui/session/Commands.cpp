// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/Commands.h"

#include "ui/client/Conversion.h"
#include "ui/client/Documents.h"
#include "ui/client/Wording.h"

#include <QLocale>

#include <algorithm>

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

/// What a second entity may share with the first: not what must be unique, nor where the first was imported from.
Value::Object copiedFields(const catalogue::Type& type, const Value& entity)
{
    Value::Object fields;
    for (const catalogue::Field& field : type.fields) {
        const bool isUnique = std::any_of(type.uniques.begin(), type.uniques.end(), [&](const catalogue::Unique& one) {
            return std::find(one.fields.begin(), one.fields.end(), field.name) != one.fields.end();
        });
        const Value* value = entity.find(field.name);
        const bool isOwn = field.name == "sourceId" || field.name == "archivedAt" || (isUnique && !field.required);
        if (!field.readOnly && !isOwn && value && !value->isNull())
            fields.set(field.name, *value);
    }
    return fields;
}

/// "2 settlements", by type, of what a change deleted beside the entity itself; in the catalogue's order.
QStringList goneBeside(const client::Reply& reply, const Id& id, const catalogue::Catalogue& types)
{
    QStringList parts;
    for (const catalogue::Type& type : types.types()) {
        qsizetype count = 0;
        for (const events::ChangeEventPtr& change : reply.changes)
            count += std::count_if(
                change->entities.begin(), change->entities.end(), [&](const events::EntityChange& entity) {
                    return entity.operation == events::Operation::Delete && entity.type == type.name && entity.id != id;
                });
        const QString label = count == 1 ? client::toQString(type.label) : wording::ofMany(type);
        if (count > 0)
            parts.append(Commands::tr("%L1 %2", "a count and what is counted").arg(count).arg(label.toLower()));
    }
    return parts;
}

QString reasonFor(const catalogue::Field& field, const QString& name, const Value& value)
{
    const QString label = client::toQString(field.label).toLower();
    if (field.name == "name")
        return Commands::tr("Rename %1").arg(name);
    if (value.isNull())
        return Commands::tr("Clear %1 of %2").arg(label, name);
    const bool isReference = field.type == catalogue::FieldType::Reference || field.type == catalogue::FieldType::AnyId;
    const bool hasShortForm = !isReference && !shown(value).isEmpty() && field.type != catalogue::FieldType::LongText;
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

void Commands::refer(const Id& id, const std::string& idField, const std::string& targetType, const Id& target)
{
    const client::Record* record = m_client.store().find(id);
    const catalogue::Type* type = record ? m_client.store().types().find(record->type) : nullptr;
    const catalogue::Field* declared = type ? type->field(idField) : nullptr;
    if (!declared || declared->type != catalogue::FieldType::AnyId)
        return;
    const Value* present = record->field(idField);
    const Value wanted = target.empty() ? Value() : Value(target);
    if ((present ? *present : Value()) == wanted)
        return;
    update(*record, {{idField, wanted}, {declared->target, target.empty() ? Value() : Value(targetType)}},
           reasonFor(*declared, client::toQString(record->name()), wanted));
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
    if (!fields.find("reason"))
        fields.set("reason", client::fromQString(tr("Create %1").arg(label)));
    m_client.mutate(client::documents::create(*declared), {{"input", std::move(fields)}}, this,
                    [created](const client::Reply& reply) {
                        const Value* result = reply.data.find("result");
                        if (created && result && result->isObject())
                            created(result->stringOr("id", ""));
                    });
}

void Commands::link(const std::string& kind, const LinkEnd& source, const LinkEnd& target)
{
    constexpr qsizetype longestName = 60; // of an end
    const auto nameOf = [this](const LinkEnd& end) {
        const QString name = client::toQString(m_client.store().nameOf(end.id));
        return name.size() > longestName ? name.left(longestName - 1) + QChar(0x2026) : name;
    };
    const QString words = wording::ofChoice("LinkType", client::toQString(kind)).toLower();
    create("Link", {{"name", client::fromQString(tr("%1 %2 %3", "a link's two ends and how they are linked")
                                                     .arg(nameOf(source), words, nameOf(target)))},
                    {"sourceType", source.type},
                    {"source", source.id},
                    {"targetType", target.type},
                    {"target", target.id},
                    {"linkType", kind},
                    {"reason", client::fromQString(tr("Link %1 with %2").arg(nameOf(source), nameOf(target)))}});
}

/// Several deletions one after another, so that each knows whether the one before it went well.
struct Commands::Removal
{
    std::vector<Id> waiting;
    QString firstName;
    QStringList beside;
    int removed = 0;

    QString sentence() const
    {
        if (removed > 1)
            return tr("Deleted %n entries", nullptr, removed);
        return beside.isEmpty() ? tr("Deleted %1").arg(firstName)
                                : tr("Deleted %1 and %2").arg(firstName, beside.join(tr(", ")));
    }
};

void Commands::remove(const std::vector<Id>& ids)
{
    auto removal = std::make_shared<Removal>(Removal{ids, {}, {}, 0});
    std::reverse(removal->waiting.begin(), removal->waiting.end());
    removeNext(removal);
}

void Commands::removeNext(const std::shared_ptr<Removal>& removal)
{
    if (removal->waiting.empty()) {
        if (removal->removed > 0)
            emit done(removal->sentence(), removal->removed);
        return;
    }
    const Id id = removal->waiting.back();
    removal->waiting.pop_back();
    const client::Record* record = m_client.store().find(id);
    const catalogue::Type* type = record && !record->isGone ? m_client.store().types().find(record->type) : nullptr;
    if (!type) { // it went with what it hung on
        removeNext(removal);
        return;
    }
    const QString name = client::toQString(record->name());
    Value::Object variables{{"id", id},
                            {"branch", m_branch.empty() ? Value() : Value(m_branch)},
                            {"reason", client::fromQString(tr("Delete %1").arg(name))}};
    m_client.mutate(client::documents::remove(*type), variables, this,
                    [this, removal, name, id](const client::Reply& reply) {
                        if (!reply.isGood()) {
                            removal->waiting.clear();
                        } else if (removal->removed++ == 0) {
                            removal->firstName = name;
                            removal->beside = goneBeside(reply, id, m_client.store().types());
                        }
                        removeNext(removal);
                    });
}

void Commands::archive(const Id& id)
{
    const client::Record* record = m_client.store().find(id);
    const catalogue::Type* type = record ? m_client.store().types().find(record->type) : nullptr;
    if (!type)
        return;
    const QString name = client::toQString(record->name());
    Value::Object variables{{"id", id},
                            {"branch", m_branch.empty() ? Value() : Value(m_branch)},
                            {"reason", client::fromQString(tr("Archive %1").arg(name))}};
    m_client.mutate(client::documents::archive(*type), variables, this, [this, name](const client::Reply& reply) {
        if (reply.isGood())
            emit done(tr("Archived %1").arg(name), 1);
    });
}

void Commands::duplicate(const Id& id, Created created)
{
    const client::Record* record = m_client.store().find(id);
    const catalogue::Type* type = record ? m_client.store().types().find(record->type) : nullptr;
    if (!type)
        return;
    Value::Object variables{{"id", id}};
    if (type->scope == catalogue::Scope::Branched && !m_branch.empty())
        variables.set("branch", m_branch);
    // The window may have seen a part of it only.
    m_client.execute(client::documents::one(*type), variables, this, [this, type, created](const client::Reply& reply) {
        const Value* entity = reply.data.find("entity");
        if (!entity || !entity->isObject())
            return;
        Value::Object fields = copiedFields(*type, *entity);
        fields.set("name", client::fromQString(tr("%1 (copy)").arg(client::textOf(*entity, "name"))));
        create(type->name, std::move(fields), created);
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
