// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/Session.h"

#include <functional>

namespace campaign {

/// One change of one or many entities, as a single step of undo. Filled, then sent once. Plain value; GUI thread.
class EntityEdits
{
public:
    /// `problem` is the server's sentence, empty when it was done; `edit` is the number of the edit it is about, −1
    /// for none.
    using Done = std::function<void(const QString& problem, int edit)>;

    /// How undo names it.
    explicit EntityEdits(QString reason);

    void setField(const std::string& type, const Id& id, const std::string& field, const Value& value);
    /// Null removes it.
    void setVariable(const std::string& type, const Id& id, const std::string& key, const Value& value);
    void addTags(const std::string& type, const Id& id, const Value& tags);
    void removeTags(const std::string& type, const Id& id, const Value& tags);
    void archive(const std::string& type, const Id& id);
    void remove(const std::string& type, const Id& id);

    bool isEmpty() const { return m_edits.empty(); }
    std::size_t count() const { return m_edits.size(); }
    /// The callback runs later, while `context` lives. A refusal is not announced otherwise.
    void send(Session& session, QObject* context, Done done) const;

private:
    Value::Object& edit(const std::string& type, const Id& id);
    Value::Object& fields(const std::string& type, const Id& id);

    QString m_reason;
    Value::Array m_edits;
    std::map<Id, std::size_t> m_places;
};

} // namespace campaign
