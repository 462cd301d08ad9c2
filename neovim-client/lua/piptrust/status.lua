-- What is known of each folder's handshakes, and who is told. Nothing is asked for: the server says it.
local folders = require("piptrust.folders")

local M = {}

---The server's states (docs/protocol.md), and two of the client's own: `missing`, there is no server, and `ended`,
---the server failed.
---@alias piptrust.State
---| "checking"|"verified"|"unverified"|"failing"|"unknown"|"off"|"untrusted"|"missing"|"ended"

---@class piptrust.Fix
---@field title string
---@field standing "proven"|"untested"|"refuted"
---@field lowersSecurity boolean
---@field reason string?
---@field commands { bash: string?, powershell: string? }? What only the user can run.
---@field data table? The argument of `piptrust.server.applyFix`; nil where it cannot be applied.

---@class piptrust.Place
---@field url string
---@field host string
---@field port integer
---@field outcome "verified"|"unverified"|"failed"
---@field title string?
---@field tls string?
---@field issuer string?
---@field expires string?
---@field sources string[]
---@field fixes piptrust.Fix[]

---@class piptrust.Status
---@field state piptrust.State
---@field text string
---@field reason string
---@field folder string A URI; empty for files without a folder.
---@field checkedAt string?
---@field interpreter { path: string, python: string, pip: string?, openssl: string? }?
---@field places piptrust.Place[]

---@type table<integer, table<string, piptrust.Status>>
local by_client = {}
---What is said of buffers that no server looks at, though one should.
---@type table<integer, piptrust.Status>
local without_server = {}

---Turns JSON's null into nil, at any depth.
---@generic T
---@param value T
---@return T?
local function plain(value)
  if value == vim.NIL then
    return nil
  elseif type(value) ~= "table" then
    return value
  end
  local copy = {}
  for key, part in pairs(value) do
    copy[key] = plain(part)
  end
  return copy
end

---@param status piptrust.Status
---@param client_id integer?
local function tell(status, client_id)
  vim.api.nvim_exec_autocmds("User", {
    pattern = "PiptrustStatus",
    modeline = false,
    data = { client_id = client_id, status = status },
  })
  vim.cmd.redrawstatus({ bang = true })
end

---Handler of the notification `piptrust/status`.
---@param params table
---@param context { client_id: integer }
function M.received(_, params, context)
  local status = plain(params) --[[@as piptrust.Status]]
  by_client[context.client_id] = by_client[context.client_id] or {}
  if status.folder ~= "" then
    -- There is a folder now: files without one are the business of its pip.
    by_client[context.client_id][""] = nil
  end
  by_client[context.client_id][status.folder] = status
  tell(status, context.client_id)
end

---The server is gone.
---@param client_id integer
function M.forget(client_id)
  by_client[client_id] = nil
end

---@param bufnr integer
---@param state "missing"|"ended"
---@param text string
---@param reason string
function M.no_server(bufnr, state, text, reason)
  local status = { state = state, text = text, reason = reason, folder = "", places = {} }
  without_server[bufnr] = status
  tell(status)
end

---A server looks at the buffer again.
---@param bufnr integer
function M.has_server(bufnr)
  without_server[bufnr] = nil
end

---@param one vim.lsp.Client
---@param path string
---@return piptrust.Status?
local function of_client(one, path)
  local statuses = by_client[one.id] or {}
  local holding = folders.holding(one, path)
  if holding then
    return statuses[holding]
  end
  -- The configuration of a user or a machine: what it does in the first folder, or without any.
  local first = (one.workspace_folders or {})[1]
  return statuses[first and first.uri or ""]
end

---The status of the folder that the buffer belongs to.
---@param bufnr integer? the current one by default
---@return piptrust.Status? # nil where piptrust does not look at the buffer, or has not spoken yet
function M.of(bufnr)
  bufnr = (bufnr == nil or bufnr == 0) and vim.api.nvim_get_current_buf() or bufnr --[[@as integer]]
  for _, client in ipairs(vim.lsp.get_clients({ name = "piptrust", bufnr = bufnr })) do
    local status = of_client(client, vim.api.nvim_buf_get_name(bufnr))
    if status then
      return status
    end
  end
  return without_server[bufnr]
end

---Every status that is known.
---@return { client_id: integer, status: piptrust.Status }[]
function M.all()
  local found = {}
  for client_id, statuses in vim.spairs(by_client) do
    for _, status in vim.spairs(statuses) do
      found[#found + 1] = { client_id = client_id, status = status }
    end
  end
  return found
end

return M
