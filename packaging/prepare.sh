# SPDX-FileCopyrightText: The Campaign Manager authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Sourced by run.sh and test.sh: what they need on a fresh Debian 12 machine, and how it gets there.

build_packages=(
  ca-certificates g++ cmake ninja-build ccache mold pkg-config
  qt6-base-dev qt6-declarative-dev qt6-declarative-dev-tools qt6-svg-dev
  libboost1.81-dev libsqlite3-dev libssl-dev rapidjson-dev
  libgrpc++-dev protobuf-compiler-grpc libprotobuf-dev protobuf-compiler
)
run_packages=(
  libsqlite3-mod-spatialite fonts-dejavu-core qt6-qpa-plugins libqt6svg6
  qml6-module-qtquick qml6-module-qtqml qml6-module-qtqml-models qml6-module-qtqml-workerscript
  qml6-module-qtquick-window qml6-module-qtquick-controls qml6-module-qtquick-templates qml6-module-qtquick-layouts
  qml6-module-qtquick-dialogs qml6-module-qtquick-shapes qml6-module-qt-labs-platform qml6-module-qt-labs-settings
  qml6-module-qt-labs-folderlistmodel
)
test_packages=(sqlite3 qml6-module-qttest libgeos-dev binutils nodejs npm git clang-14 libclang-rt-14-dev)
long_packages=(libbenchmark-dev clang-format-14)

say() { printf '\n== %s\n' "$*"; }

# install_missing PACKAGE…: apt as root or through sudo; otherwise says which line to run. Servers that come with a
# package are kept from starting.
install_missing() {
  local package missing=()
  for package in "$@"; do
    # Node from elsewhere serves as well as Debian's.
    if [[ $package == nodejs || $package == npm ]] && command -v node >/dev/null && command -v npm >/dev/null; then continue; fi
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
  done
  ((${#missing[@]})) || return 0
  local root=()
  if ((EUID != 0)); then
    if sudo -n true 2>/dev/null || { [[ -t 0 ]] && command -v sudo >/dev/null; }; then
      root=(sudo)
    else
      echo "These packages are missing. As root, run:" >&2
      echo "  apt-get install --no-install-recommends ${missing[*]}" >&2
      exit 1
    fi
  fi
  say "Installing ${missing[*]}"
  local policy=/usr/sbin/policy-rc.d made_policy=
  if [[ ! -e $policy ]]; then
    printf '#!/bin/sh\nexit 101\n' | "${root[@]}" tee "$policy" >/dev/null && "${root[@]}" chmod +x "$policy" && made_policy=yes
  fi
  "${root[@]}" apt-get -qq update
  "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends "${missing[@]}" >/dev/null
  [[ -z $made_policy ]] || "${root[@]}" rm -f "$policy"
}

# Node for the stock clients of the interop tests: the machine's if it is 20 or newer, else a pinned one from npm.
prepare_node() {
  local where=$1 version
  version=$(node --version 2>/dev/null | sed 's/^v\([0-9]*\).*/\1/')
  if ((${version:-0} < 20)); then
    say "Fetching Node 22 into the build tree"
    mkdir -p "$where/node"
    npm install --loglevel=error --no-audit --no-fund --prefix "$where/node" node@22.23.0 || npm install --loglevel=error --no-audit --no-fund --prefix "$where/node" node@22
    export PATH="$where/node/node_modules/.bin:$PATH"
  fi
  (cd tests/interop && npm ci --loglevel=error --no-audit --no-fund)
}

# build DIRECTORY [cmake options…] [--target NAME]. Line numbers for stack traces and no more: whole debug information would
# double what the linker writes and take a third longer to compile.
build() {
  local where=$1 begun=$SECONDS options=() target=()
  shift
  while (($#)); do
    if [[ $1 == --target ]]; then target=(--target "$2") && shift 2; else options+=("$1") && shift; fi
  done
  say "Building in ${where#"$PWD"/}"
  cmake -S . -B "$where" -G Ninja -DCMAKE_BUILD_TYPE=RelWithDebInfo \
    -DCMAKE_CXX_FLAGS_RELWITHDEBINFO="-O2 -g1 -DNDEBUG" "${options[@]}" >"$where.configure.log" 2>&1 || { cat "$where.configure.log"; return 1; }
  cmake --build "$where" "${target[@]}"
  build_seconds=$((build_seconds + SECONDS - begun))
}
build_seconds=0
