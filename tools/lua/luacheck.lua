-- Runs luacheck with Neovim's own Lua: `nvim --clean -l luacheck.lua FOLDER-OF-LUACHECK ARGUMENTS...`.
local home = table.remove(arg, 1)
package.path = ("%s/usr/share/lua/5.1/?.lua;%s/usr/share/lua/5.1/?/init.lua;%s"):format(home, home, package.path)
package.cpath = vim.fn.glob(home .. "/usr/lib/*/lua/5.1") .. "/?.so;" .. package.cpath
require("luacheck.main")
