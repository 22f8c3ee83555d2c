// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/host/Host.h"
#include "ui/client/Transport.h"

#include <atomic>
#include <deque>
#include <memory>
#include <mutex>

namespace campaign::desktop {

/// The transport to a host in the same process: requests become tasks of its workers, replies and committed changes
/// come back as values in one queue that wakes the GUI thread once, however many they are. Used on the GUI thread.
class InProcessTransport : public client::Transport
{
    Q_OBJECT

public:
    InProcessTransport();
    ~InProcessTransport() override;

    /// The host to speak to from now on, null for none. Replies of the earlier one are dropped.
    void setHost(std::shared_ptr<host::Host> host);

    void execute(const std::string& query, const Value::Object& variables, Callback callback) override;
    void fetchFile(const std::string& fileId, std::function<void(const QByteArray&)> callback) override;
    void watchValues(const std::string& branch) override;

private:
    // The only place where other threads and the GUI thread meet.
    class Mailbox
    {
    public:
        explicit Mailbox(InProcessTransport& owner)
            : m_owner(&owner)
        {
        }
        void post(std::function<void()> delivery);
        std::deque<std::function<void()>> takeAll();
        void close();

    private:
        std::mutex m_mutex; // guards the three below
        InProcessTransport* m_owner;
        std::deque<std::function<void()>> m_waiting;
        bool m_isAwake = false;
    };

    void deliver();
    void unwatch();
    void answerUnavailable(Callback callback);

    std::shared_ptr<Mailbox> m_mailbox;
    std::shared_ptr<host::Host> m_host;
    int m_subscription = 0;
    int m_watch = 0; ///< of computed values, 0 for none
    int m_generation = 0; // of the host
};

} // namespace campaign::desktop
