#!/usr/bin/env bash
# SPDX-FileCopyrightText: The Campaign Manager authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# run.sh FUZZER SEEDS CORPUS: runs one fuzzer for CAMPAIGN_FUZZ_SECONDS (60), keeping what it finds interesting in CORPUS.
# What makes it fail lies beside the corpus as crash-*, timeout-* or oom-*.
set -euo pipefail
fuzzer=$1 seeds=$2 corpus=$3
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
export LSAN_OPTIONS=${LSAN_OPTIONS:-suppressions=$here/../../packaging/leaks.supp:print_suppressions=0}
mkdir -p "$corpus"
corpora=("$corpus")
[[ ! -d $seeds ]] || corpora+=("$seeds")
exec "$fuzzer" -max_total_time="${CAMPAIGN_FUZZ_SECONDS:-60}" -timeout=20 -rss_limit_mb=3000 -max_len=20000 \
  -artifact_prefix="$corpus." -print_final_stats=1 -verbosity=1 "${corpora[@]}"
