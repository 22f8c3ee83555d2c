// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/Viewer.h"

#include <algorithm>

namespace campaign {

bool Viewer::maySee(AudienceId audience) const
{
    return isGameMaster || std::binary_search(audiences.begin(), audiences.end(), audience);
}

Viewer Viewer::owner()
{
    return {"owner", "Game master", true, {gameMasterOnly, everyone}};
}

} // namespace campaign
