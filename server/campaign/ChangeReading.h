// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/history/Writer.h"

namespace campaign {

/// Reads what a change in the making sees on its branch, all of it: place and viewer asked for are passed over. Lives
/// as long as the change, on its thread.
class ChangeReading final : public history::Reading
{
public:
    explicit ChangeReading(history::Writer& writer)
        : m_writer(writer)
    {
    }

    Result<std::vector<history::EntityPtr>> byIds(const catalogue::Type& type, std::span<const Id> ids,
                                                  const history::ReadPoint& at, const Viewer& viewer) override;
    Result<std::vector<std::vector<history::EntityPtr>>>
    byReference(const catalogue::Type& type, const catalogue::Field& reference, std::span<const Id> parents,
                const history::ReadPoint& at, const Viewer& viewer, int limit) override;
    Result<history::Page> list(const catalogue::Type& type, const history::ListQuery& query,
                               const history::ReadPoint& at, const Viewer& viewer) override;
    Result<history::WorldTime> worldTime(const history::ReadPoint& at) override;

private:
    history::Writer& m_writer;
};

} // namespace campaign
