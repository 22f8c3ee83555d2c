// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/HostThread.h"
#include "ui/workspace/Workspace.h"

#include <QTemporaryDir>

namespace campaign::test {

inline constexpr int patience = 20'000; // ms, for a machine under a sanitizer

/// A new campaign file open in this process, with a session over it: what the window's models see. Needs a
/// QCoreApplication.
class OpenCampaign
{
public:
    OpenCampaign();
    ~OpenCampaign();

    Session& session() { return *m_workspace.session(); }
    /// Runs an operation and waits for its answer.
    client::Reply ask(const std::string& query, Value::Object variables = {});
    /// Makes an entity on the branch shown and returns its id.
    Id make(const std::string& type, Value::Object input);
    /// A field of an entity as the server has it.
    Value field(const std::string& type, const Id& id, const std::string& name);
    void undo();

    Id kingdom(const std::string& name);
    Id settlement(const Id& kingdom, const std::string& name, int level = 1, Value::Object variables = {});

private:
    QTemporaryDir m_folder;
    catalogue::Catalogue m_types = catalogue::Catalogue::standard();
    desktop::InProcessTransport m_transport;
    desktop::HostThread m_files;
    Workspace m_workspace;
};

} // namespace campaign::test
