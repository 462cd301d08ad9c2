-- `:checkhealth piptrust`: what was found, what is meant, what was seen last, and what is missing.
local client = require("piptrust.client")
local compat = require("piptrust.compat")
local documents = require("piptrust.documents")
local locate = require("piptrust.locate")
local options = require("piptrust.options")
local root = require("piptrust.root")
local status = require("piptrust.status")
local words = require("piptrust.words")

local M = {}
local health = vim.health

local INSTALL = {
  "Install it in an environment of its own: pipx install piptrust, or: uv tool install piptrust",
  "Or name the server's command line: vim.g.piptrust = { cmd = { '/path/to/piptrust', 'lsp' } }",
  "Without a network: docs/editors.md says how to start piptrust.pyz",
}

---@param command string[]
---@return string? # what it prints
---@return string? # why it prints nothing
local function output_of(command)
  local started, process = pcall(vim.system, command, { text = true })
  if not started then
    return nil, tostring(process)
  end
  local done = process:wait(10000)
  if done.code ~= 0 then
    return nil, vim.trim(done.stderr or "") ~= "" and vim.trim(done.stderr) or ("status %d"):format(done.code)
  end
  return vim.trim(done.stdout or ""), nil
end

local function check_neovim()
  health.start("piptrust: Neovim")
  health.ok("Neovim " .. tostring(vim.version()))
  for _, complaint in ipairs(options.complaints()) do
    health.warn(complaint, ":help piptrust-options")
  end
  if not compat.has_lsp_config then
    if vim.fn.exists("#piptrust.enable") == 1 then
      health.ok("pip's files are looked at: require('piptrust').setup()")
    else
      health.error("Nothing starts the server", "Call require('piptrust').setup() in your init.lua")
    end
  elseif vim.lsp.is_enabled and not vim.lsp.is_enabled(client.NAME) then
    health.error("Nothing starts the server", "Call vim.lsp.enable('piptrust') in your init.lua")
  elseif vim.lsp.is_enabled then
    health.ok("pip's files are looked at: vim.lsp.enable('piptrust')")
  end
end

---The command line as the user set it by `vim.lsp.config`, which comes first.
---@return string[]?
local function configured_command()
  local config = compat.has_lsp_config and vim.lsp.config[client.NAME] or nil
  local cmd = config and config.cmd
  return type(cmd) == "table" and cmd or nil
end

local function check_server()
  health.start("piptrust: server")
  local located = locate.server(vim.fs.root(0, root.markers))
  local configured = configured_command()
  if configured then
    located = { cmd = configured, origin = "vim.lsp.config" }
  end
  if not located.cmd then
    health.error("piptrust was not found: " .. located.origin, INSTALL)
    return
  end
  health.ok(("Found by %s: %s"):format(located.origin, table.concat(located.cmd, " ")))
  -- The command line without its last word, `lsp`, is the program.
  local program = vim.list_slice(located.cmd, 1, #located.cmd - 1)
  if located.cmd[#located.cmd] ~= "lsp" then
    health.info("Its version is not asked for: the command line does not end in `lsp`")
    return
  end
  local version, why = output_of(vim.list_extend(program, { "--version" }))
  if version then
    health.ok(version)
  else
    health.error("It does not start: " .. (why or ""), INSTALL)
  end
end

---@param one piptrust.Status
local function check_status(one)
  local folder = one.folder ~= "" and vim.uri_to_fname(one.folder) or "files without a folder"
  health.info(("Folder: %s"):format(folder))
  local interpreter = words.interpreter(one)
  if not interpreter then
    health.warn("Whose pip is meant is not known", "Set piptrust.interpreter: :help piptrust-settings")
  elseif not one.interpreter.pip then
    health.warn("Python without pip: " .. interpreter)
  else
    health.ok("Python: " .. interpreter)
  end
  local reports = { verified = health.ok, failing = health.error, unverified = health.warn }
  local report = reports[one.state] or health.info
  local reason = one.reason ~= "" and (" (" .. one.reason .. ")") or ""
  report(("Handshakes: %s%s; last made: %s"):format(one.text, reason, words.moment(one.checkedAt) or "never"))
  for _, place in ipairs(one.places) do
    health.info(words.place(place))
  end
end

local function check_clients()
  health.start("piptrust: running servers")
  local running = vim.lsp.get_clients({ name = client.NAME })
  if #running == 0 then
    health.info("None. One starts when a file of pip's is opened.")
  end
  for _, one in ipairs(running) do
    local version = vim.tbl_get(one, "server_info", "version") -- Neovim 0.11 and later keep it.
    local count = vim.tbl_count(one.attached_buffers)
    local buffers = count == 1 and "1 buffer" or ("%d buffers"):format(count)
    health.ok(("Server %d%s: %s"):format(one.id, version and " (" .. version .. ")" or "", buffers))
  end
  for _, known in ipairs(status.all()) do
    check_status(known.status)
  end
end

local function check_buffers()
  health.start("piptrust: buffers")
  local seen = false
  for _, bufnr in ipairs(vim.api.nvim_list_bufs()) do
    local kind = vim.api.nvim_buf_is_loaded(bufnr) and documents.kind_of_buffer(bufnr)
    if kind then
      seen = true
      local name = vim.fn.fnamemodify(vim.api.nvim_buf_get_name(bufnr), ":~")
      local attached = #vim.lsp.get_clients({ name = client.NAME, bufnr = bufnr }) > 0
      local down = status.of(bufnr)
      if attached then
        health.ok(("%s: %s"):format(name, kind))
      else
        health.warn(("%s: no server looks at it. %s"):format(name, down and down.reason or ""))
      end
    end
  end
  if not seen then
    health.info("No file of pip's is open.")
  end
  local path = vim.lsp.log and vim.lsp.log.get_filename and vim.lsp.log.get_filename() or vim.lsp.get_log_path()
  health.info("Log: " .. path)
end

function M.check()
  check_neovim()
  check_server()
  check_clients()
  check_buffers()
end

return M
