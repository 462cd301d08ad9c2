-- Where the server's program is. Nothing of a project is started unless the user said that it may be.
local options = require("piptrust.options")

local M = {}

---@class piptrust.Located
---@field cmd string[]? The command line; nil where there is no server.
---@field origin string Where it was found, or where it was looked for, in the user's terms.

---@param root string?
---@return string?
local function in_project(root)
  for _, environment in ipairs(root and { ".venv", "venv" } or {}) do
    for _, program in ipairs({ "bin/piptrust", "Scripts/piptrust.exe" }) do
      local path = vim.fs.joinpath(root, environment, program)
      if vim.fn.executable(path) == 1 then
        return path
      end
    end
  end
end

---@param root string? the project's folder
---@return piptrust.Located
function M.server(root)
  local chosen = options.get()
  if type(chosen.cmd) == "table" and chosen.cmd[1] then
    if vim.fn.executable(chosen.cmd[1]) == 1 then
      return { cmd = chosen.cmd, origin = "the option `cmd`" }
    end
    return { origin = ("the option `cmd` names %s, which cannot be started"):format(chosen.cmd[1]) }
  end
  local mine = chosen.project_environment and in_project(root)
  if mine then
    return { cmd = { mine, "lsp" }, origin = "the project's virtual environment" }
  end
  local path = vim.fn.exepath("piptrust")
  if path ~= "" then
    return { cmd = { path, "lsp" }, origin = "PATH" }
  end
  local places = chosen.project_environment and "neither in the project's virtual environment nor" or "not"
  return { origin = places .. " on PATH" }
end

return M
