-- The language that the server's messages should have.
local options = require("piptrust.options")

local M = {}

---Neovim's message language as LSP writes it: `ru_RU.UTF-8` is `ru-RU`.
---@return string
function M.tag()
  local chosen = options.get().locale
  local name = (chosen or vim.v.lang or ""):match("^[^.@]*")
  if name == "" or name == "C" or name == "POSIX" then
    return "en"
  end
  return (name:gsub("_", "-"))
end

return M
