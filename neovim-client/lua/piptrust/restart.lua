-- What happens when a server is gone: on command, or because it failed.
local client = require("piptrust.client")
local compat = require("piptrust.compat")
local options = require("piptrust.options")
local status = require("piptrust.status")

local M = {}

-- As often as this in this time, and no more: a server that fails at once would never stop failing.
local MOST = 3
local WITHIN_MS = 180 * 1000
local PAUSE_MS = 500
local SIGTERM = 15

---@type integer[] when servers were started again, in milliseconds of the clock of uv
local restarts = {}
---Servers that were told to end, and the buffers that are to get a new one.
---@type table<integer, integer[]>
local wanted = {}
---@type table<integer, boolean>
local leaving = {}

---@param buffers integer[]
local function start(buffers)
  for _, bufnr in ipairs(buffers) do
    if vim.api.nvim_buf_is_valid(bufnr) and vim.api.nvim_buf_is_loaded(bufnr) then
      client.start(bufnr)
    end
  end
end

---@return boolean
local function may_restart()
  if not options.get().restart then
    return false
  end
  local now = vim.uv.now()
  restarts = vim.tbl_filter(function(at)
    return now - at < WITHIN_MS
  end, restarts)
  if #restarts >= MOST then
    return false
  end
  restarts[#restarts + 1] = now
  return true
end

---@param code integer
---@param signal integer
---@param buffers integer[]
local function failed(code, signal, buffers)
  local how = signal ~= 0 and ("by signal %d"):format(signal) or ("with status %d"):format(code)
  local reason = ("piptrust's server ended %s. :Piptrust restart starts it again."):format(how)
  for _, bufnr in ipairs(buffers) do
    status.no_server(bufnr, "ended", "piptrust's server ended", reason)
  end
  if may_restart() then
    vim.defer_fn(function()
      start(buffers)
    end, PAUSE_MS)
  else
    vim.notify(reason .. " :checkhealth piptrust names its log.", vim.log.levels.ERROR)
  end
end

---Handler of `on_exit`.
---@param code integer
---@param signal integer
---@param client_id integer
function M.ended(code, signal, client_id)
  local known = vim.lsp.get_client_by_id(client_id)
  local buffers = known and vim.tbl_keys(known.attached_buffers) or {}
  -- Whoever ends a server in Neovim gets status 0, or SIGTERM where it must go at once.
  local asked_for = leaving[client_id] or (code == 0 and (signal == 0 or signal == SIGTERM))
  vim.schedule(function()
    status.forget(client_id)
    leaving[client_id] = nil
    if wanted[client_id] then
      local again = wanted[client_id]
      wanted[client_id] = nil
      start(again)
    elseif asked_for or vim.v.exiting ~= vim.NIL then
      vim.cmd.redrawstatus({ bang = true })
    else
      failed(code, signal, buffers)
    end
  end)
end

---Ends the servers and starts new ones for the same buffers; starts one for the current buffer where none runs.
function M.all()
  restarts = {}
  local running = vim.lsp.get_clients({ name = client.NAME })
  for _, one in ipairs(running) do
    wanted[one.id] = vim.tbl_keys(one.attached_buffers)
    leaving[one.id] = true
    compat.stop(one)
  end
  if #running == 0 then
    start(vim.api.nvim_list_bufs())
  end
end

return M
