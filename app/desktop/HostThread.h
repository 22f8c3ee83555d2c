// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/InProcessTransport.h"
#include "server/host/WorkerPool.h"
#include "ui/client/CampaignFiles.h"

#include <atomic>
#include <memory>

namespace campaign::desktop {

/// Campaign files served by a host in this process. Opening, closing and importing block, so they run one after another
/// on a thread of their own; answers come back to the GUI thread. Owned by DesktopApplication.
class HostThread : public client::CampaignFiles
{
    Q_OBJECT

public:
    /// The transport outlives it.
    explicit HostThread(InProcessTransport& transport);
    /// Closes what is open; waits at most as long as Host::stop.
    ~HostThread() override;

    void create(const QString& path, Done done) override;
    void open(const QString& path, Done done) override;
    void close(Done done) override;
    bool wasRecovered() const override { return m_host && m_host->wasRecovered(); }
    void listCopies(const QString& path, Listed listed) override;
    void restore(const QString& copy, const QString& path, Done done) override;
    void planImport(const QString& source, Planned planned) override;
    void createFrom(const QString& source, const QString& path, Done done) override;
    void cancel() override;

    /// The open host, null when there is none; for the application's own checks.
    std::shared_ptr<host::Host> host() const { return m_host; }

private:
    void start(const QString& path, bool mustBeNew, Done done);
    /// Hands over what was opened, or the reason why it was not.
    void started(const Result<std::shared_ptr<host::Host>>& opened, const Done& done);
    void report(int percent, std::string_view step);
    /// Runs `answer` on the GUI thread, while this lives.
    void answerLater(std::function<void()> answer);

    InProcessTransport& m_transport;
    std::shared_ptr<host::Host> m_host; // GUI thread; tasks get a copy
    std::atomic<bool> m_isCancelled = false;
    host::WorkerPool m_thread{1, 100};
};

} // namespace campaign::desktop
