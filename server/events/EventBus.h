// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/core/Id.h"
#include "server/core/Value.h"
#include "server/core/Viewer.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace campaign::events {

enum class Operation { Create, Update, Delete };

/// What one change did to one entity, as the branch it was written to shows it.
struct EntityChange
{
    std::string type;
    Id id;
    Operation operation = Operation::Update;
    AudienceId audience = gameMasterOnly;
    std::int64_t version = 0;
    Value::Object fields; ///< the fields that changed, with their new values
    std::vector<std::pair<std::string, Id>> references; ///< what its reference fields named before and after
};

/// One committed change. Below the audience gate: whoever passes it on decides who may see which entities.
struct ChangeEvent
{
    std::int64_t seq = 0;
    Id changeId;
    Id branchId;
    std::string author;
    std::string kind; ///< "create", "update", "import", "undo" …
    std::string reason;
    std::int64_t realTime = 0; ///< µs since 1970 UTC
    std::int64_t undoes = 0;   ///< sequence number of the change this one takes back, 0 for none
    std::vector<EntityChange> entities;
};

using ChangeEventPtr = std::shared_ptr<const ChangeEvent>;

/// Carries committed changes, in order, to everyone in this process who asked.
class EventBus
{
public:
    using Listener = std::function<void(const ChangeEventPtr&)>;

    virtual ~EventBus() = default;
    /// The listener is called on the thread that publishes and must return at once. Unsubscribe with the number
    /// returned.
    virtual int subscribe(Listener listener) = 0;
    virtual void unsubscribe(int subscription) = 0;
    virtual void publish(const ChangeEventPtr& event) = 0;
};

/// The bus of one process. Safe from any thread.
class LocalBus : public EventBus
{
public:
    int subscribe(Listener listener) override;
    void unsubscribe(int subscription) override;
    void publish(const ChangeEventPtr& event) override;

private:
    std::mutex m_mutex; // guards the two below
    std::vector<std::pair<int, Listener>> m_listeners;
    int m_next = 1;
};

} // namespace campaign::events
