-- What is known of each folder's handshakes, and who is told. Nothing is asked for: the server says it.
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

---The innermost folder of the client's that holds the file.
---@param client_id integer
---@param path string
---@return piptrust.Status?
local function of_client(client_id, path)
  local best ---@type piptrust.Status?
  for folder, status in pairs(by_client[client_id] or {}) do
    local holds = folder ~= "" and vim.startswith(path, vim.uri_to_fname(folder))
    if best == nil or (holds and #folder > #best.folder) then
      best = status
    end
  end
  return best
end

---The status of the folder that the buffer belongs to.
---@param bufnr integer? the current one by default
---@return piptrust.Status? # nil where piptrust does not look at the buffer, or has not spoken yet
function M.of(bufnr)
  bufnr = (bufnr == nil or bufnr == 0) and vim.api.nvim_get_current_buf() or bufnr --[[@as integer]]
  for _, client in ipairs(vim.lsp.get_clients({ name = "piptrust", bufnr = bufnr })) do
    local status = of_client(client.id, vim.api.nvim_buf_get_name(bufnr))
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
  for client_id, folders in vim.spairs(by_client) do
    for _, status in vim.spairs(folders) do
      found[#found + 1] = { client_id = client_id, status = status }
    end
  end
  return found
end

return M
