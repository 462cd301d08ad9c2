-- Asking a running server. Which one: the buffer's own, else the working directory's, which is started if need be.
local client = require("piptrust.client")
local compat = require("piptrust.compat")
local folders = require("piptrust.folders")

local M = {}

---@param one vim.lsp.Client
---@param callback fun(one: vim.lsp.Client)
local function when_initialized(one, callback)
  local tries = 0
  local function look()
    tries = tries + 1
    if compat.is_stopped(one) or tries > 300 then
      vim.notify("piptrust's server did not start. See :checkhealth piptrust", vim.log.levels.ERROR)
    elseif one.initialized then
      folders.ready(one)
      callback(one)
    else
      vim.defer_fn(look, 50)
    end
  end
  look()
end

---The server for what is asked in a buffer, and the document that is meant.
---@param bufnr integer
---@return vim.lsp.Client?
---@return string # the buffer's URI where the server knows the buffer, else the working directory's
local function of_buffer(bufnr)
  local attached = vim.lsp.get_clients({ name = client.NAME, bufnr = bufnr })[1]
  if attached then
    return attached, vim.uri_from_bufnr(bufnr)
  end
  local folder = vim.fs.normalize(vim.fn.getcwd())
  return client.start_for_folder(folder), vim.uri_from_fname(folder)
end

---Runs one of the server's commands.
---@param bufnr integer
---@param command string without `piptrust.server.`
---@param argument table|nil `uri` is filled in
---@param callback fun(result: any)
function M.execute(bufnr, command, argument, callback)
  local one, uri = of_buffer(bufnr)
  if not one then
    return
  end
  argument = vim.tbl_extend("keep", argument or {}, { uri = uri })
  when_initialized(one, function()
    local params = {
      command = "piptrust.server." .. command,
      arguments = next(argument) and { argument } or nil,
    }
    compat.request(one, "workspace/executeCommand", params, function(err, result)
      if err then
        vim.notify(("piptrust: %s"):format(err.message), vim.log.levels.ERROR)
      else
        callback(result ~= vim.NIL and result or nil)
      end
    end)
  end)
end

---Says to every server that its folder is trusted from now on.
function M.grant_trust()
  for _, one in ipairs(vim.lsp.get_clients({ name = client.NAME })) do
    compat.notify(one, "piptrust/workspaceTrust", { trusted = true })
  end
end

return M
