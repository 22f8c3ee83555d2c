#!/usr/bin/env bash
# SPDX-FileCopyrightText: The Campaign Manager authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# test.sh [--long] [--sanitize]
# Installs what is missing, builds and runs all tests; closes with ctest's summary.
#   --sanitize  builds with the address and undefined-behaviour sanitizers and runs the tests there
#   --long      big sizes (CAMPAIGN_TEST_SCALE=5), the thread sanitizer over the stress programs, clang over everything,
#               ten minutes of each fuzz target instead of one (CAMPAIGN_FUZZ_SECONDS), benchmarks
# CAMPAIGN_TEST_SCALE scales the random tests (1); CAMPAIGN_TEST_DATA names real worlds to import, tests skip without.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
source packaging/prepare.sh

long= sanitize=
for option in "$@"; do
  case $option in
    --long) long=yes ;;
    --sanitize) sanitize=yes ;;
    *) echo "usage: packaging/test.sh [--long] [--sanitize]" >&2; exit 64 ;;
  esac
done

begun=$SECONDS
packages=("${build_packages[@]}" "${run_packages[@]}" "${test_packages[@]}")
[[ -z $long ]] || packages+=("${long_packages[@]}")
install_missing "${packages[@]}"
mkdir -p build
prepare_node "$PWD/build"

export CAMPAIGN_TEST_SCALE=${CAMPAIGN_TEST_SCALE:-$([[ -n $long ]] && echo 5 || echo 1)}
export QT_QPA_PLATFORM=offscreen
where=build/test options=()
if [[ -n $sanitize ]]; then
  where=build/sanitize
  options+=(-DCAMPAIGN_SANITIZE=address,undefined)
  export ASAN_OPTIONS=detect_leaks=1:strict_string_checks=1 UBSAN_OPTIONS=print_stacktrace=1
  export LSAN_OPTIONS=suppressions=$PWD/packaging/leaks.supp:print_suppressions=0
fi
[[ -z $long ]] || options+=(-DCAMPAIGN_BENCHMARKS=ON)
build "$PWD/$where" "${options[@]}"

if [[ -n $long ]]; then
  build "$PWD/build/thread" -DCAMPAIGN_SANITIZE=thread -DCAMPAIGN_DESKTOP=OFF --target stress
  say "Stress under the thread sanitizer"
  ctest --test-dir build/thread -L threads --output-on-failure
  export CAMPAIGN_FUZZ_SECONDS=${CAMPAIGN_FUZZ_SECONDS:-600}
  # To hear what clang says of it, assertions included; what it compiles is run by the fuzzers alone.
  build "$PWD/build/clang" -DCMAKE_CXX_COMPILER=clang++-14 -DCMAKE_BUILD_TYPE=Debug -DCMAKE_CXX_FLAGS_DEBUG=-O0
  say "Benchmarks"
  node tests/bench/cache_peers.mjs "$where/tests/bench/bench_Cache" 3
  node tests/bench/rules_peers.mjs "$where/tests/bench/bench_Rules" 3
  for bench in "$where"/tests/bench/bench_*; do
    [[ -x $bench && -f $bench ]] || continue
    "$bench"
  done
fi

# The fuzzers in a tree of their own, as they need clang, with the libraries they test and no more.
if command -v clang++-14 >/dev/null; then
  build "$PWD/build/fuzz" -DCMAKE_CXX_COMPILER=clang++-14 -DCAMPAIGN_SANITIZE=address,undefined -DCAMPAIGN_DESKTOP=OFF \
    -DCAMPAIGN_FUZZERS=ON --target fuzzers
  say "Fuzzing, ${CAMPAIGN_FUZZ_SECONDS:-60} s a target"
  ctest --test-dir build/fuzz -L fuzz --output-on-failure -j 2
else
  say "Fuzzing skipped: there is no clang++-14 (package clang-14)"
fi

say "Testing (scale $CAMPAIGN_TEST_SCALE, data ${CAMPAIGN_TEST_DATA:-none, tests of real worlds skip}); prepared and built in $((SECONDS - begun)) s, of that the build $build_seconds s"
# The machine's cores, two at least: tests wait for disks and pipes.
ctest --test-dir "$where" --output-on-failure -j "$(nproc)" --timeout 600
