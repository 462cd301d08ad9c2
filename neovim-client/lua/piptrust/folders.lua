-- One server looks at all folders: what holds for several of them, as a user's pip.conf, is then said once.
local compat = require("piptrust.compat")

local M = {}

---Folders for servers that have not answered yet.
---@type table<integer, string[]>
local waiting = {}

---@param folder string
---@return lsp.WorkspaceFolder
local function named(folder)
  return { uri = vim.uri_from_fname(folder), name = folder }
end

---@param one vim.lsp.Client
---@param folder string
local function tell(one, folder)
  local known = one.workspace_folders or {}
  for _, other in ipairs(known) do
    if other.uri == named(folder).uri then
      return
    end
  end
  one.workspace_folders = vim.list_extend(known, { named(folder) })
  compat.notify(one, "workspace/didChangeWorkspaceFolders", { event = { added = { named(folder) }, removed = {} } })
end

---Has a server that runs, or is about to, look at one more folder.
---@param one vim.lsp.Client
---@param folder string?
function M.add(one, folder)
  if not folder then
    return
  elseif one.initialized then
    tell(one, folder)
  else
    waiting[one.id] = vim.list_extend(waiting[one.id] or {}, { folder })
  end
end

---The server has answered.
---@param one vim.lsp.Client
function M.ready(one)
  local folders = waiting[one.id] or {}
  waiting[one.id] = nil
  for _, folder in ipairs(folders) do
    tell(one, folder)
  end
end

---The folder of the server's that a file lies in: the innermost.
---@param one vim.lsp.Client
---@param path string
---@return string? # its URI; nil where the file lies in none
function M.holding(one, path)
  local best ---@type string?
  for _, folder in ipairs(one.workspace_folders or {}) do
    if vim.startswith(path, vim.uri_to_fname(folder.uri) .. "/") and #folder.uri > #(best or "") then
      best = folder.uri
    end
  end
  return best
end

return M
