// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/client/GraphQLClient.h"

#include <functional>
#include <memory>
#include <vector>

namespace campaign {

/// What the user can do to entities, each one change named as Undo will call it ("Rename Harrowford"). Nothing is shown
/// as done before the store says so. GUI thread.
class Commands : public QObject
{
    Q_OBJECT

public:
    using Created = std::function<void(const Id& id)>;

    explicit Commands(client::GraphQLClient& client, QObject* parent = nullptr);

    /// Where changes are written.
    void setBranch(const Id& branch) { m_branch = branch; }

    void setField(const Id& id, const std::string& field, const Value& value);
    /// A reference whose type varies: both of its fields at once; "" as the target for nothing.
    void refer(const Id& id, const std::string& idField, const std::string& targetType, const Id& target);
    /// Null removes the variable.
    void setVariable(const Id& id, const std::string& key, const Value& value);
    /// `fields` as the catalogue declares them; the callback runs when the entity is there.
    void create(const std::string& type, Value::Object fields, Created created = {});
    /// An event or encounter at the end of a link.
    struct LinkEnd
    {
        std::string type;
        Id id;
    };
    /// Links them in that way (LinkType of the API), named after both: "Storm is needed for Ambush".
    void link(const std::string& kind, const LinkEnd& source, const LinkEnd& target);
    /// All of them; one step of undo each.
    void remove(const std::vector<Id>& ids);
    /// Hides it from lists.
    void archive(const Id& id);
    /// A second one beside it with the same fields and another name; what hangs on it is not copied.
    void duplicate(const Id& id, Created created = {});
    /// Moves a place; `subject` is what the user dragged ("Harrowford").
    void moveLocation(const Id& locationId, const std::string& subject, const Value& geometry);

signals:
    /// For a toast with an undo: what was just done, in the past ("Deleted Harrowford"), and in how many steps.
    void done(const QString& sentence, int steps);

private:
    struct Removal;
    void removeNext(const std::shared_ptr<Removal>& removal);
    void update(const client::Record& record, Value::Object fields, const QString& reason);

    client::GraphQLClient& m_client;
    Id m_branch;
};

} // namespace campaign
