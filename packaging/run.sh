#!/usr/bin/env bash
# SPDX-FileCopyrightText: The Campaign Manager authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Installs what is missing, builds, and opens the application on the sample campaign. Without a display the same
# campaign is served by the headless server, which prints its address; Ctrl+C ends it.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
source packaging/prepare.sh

install_missing "${build_packages[@]}" "${run_packages[@]}"
mkdir -p build
build "$PWD/build/run" -DCAMPAIGN_TESTS=OFF

sample=${CAMPAIGN_SAMPLE:-$PWD/build/run/Harrowmark.campaign}
if [[ ! -e $sample ]]; then
  say "Making the sample campaign"
  build/run/app/headless/campaign-server import --format json resources/samples/harrowmark.json "$sample"
fi
if [[ -n ${DISPLAY:-}${WAYLAND_DISPLAY:-} ]]; then
  exec build/run/app/desktop/campaign-manager "$sample" "$@"
fi
say "No display: serving the sample campaign"
exec build/run/app/headless/campaign-server serve "$sample" "$@"
