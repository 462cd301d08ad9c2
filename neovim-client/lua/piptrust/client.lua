-- The language client: how the server is started, for which buffers, and what it is told.
local compat = require("piptrust.compat")
local documents = require("piptrust.documents")
local folders = require("piptrust.folders")
local locale = require("piptrust.locale")
local locate = require("piptrust.locate")
local options = require("piptrust.options")
local root = require("piptrust.root")
local status = require("piptrust.status")

local M = {}

M.NAME = "piptrust"

local complained = false

---@param bufnr integer
---@param origin string
local function no_server(bufnr, origin)
  local reason = ("The program piptrust was not found: %s. See :checkhealth piptrust"):format(origin)
  status.no_server(bufnr, "missing", "piptrust is not installed", reason)
  if not complained then
    complained = true
    vim.notify(reason, vim.log.levels.WARN)
  end
end

---@param folder string?
---@return boolean
local function trusted(folder)
  local trust = options.get().trust
  if type(trust) == "function" then
    return trust(folder) == true
  end
  return trust ~= false
end

---Tells the server the user's language, and whether the folder is trusted.
---@param params lsp.InitializeParams
---@param config vim.lsp.ClientConfig
local function before_init(params, config)
  params.locale = locale.tag()
  local given = type(params.initializationOptions) == "table" and params.initializationOptions or {}
  params.initializationOptions = vim.tbl_extend("keep", given, { workspaceTrusted = trusted(config.root_dir) })
  -- With annotations Neovim 0.12 asks in its own way. Without, the server asks by a message with a button, which
  -- every Neovim shows by `vim.ui.select`.
  local edits = vim.tbl_get(params, "capabilities", "workspace", "workspaceEdit")
  if edits then
    edits.changeAnnotationSupport = nil
  end
end

---Whether the buffer is looked at, and in which folder. Neovim calls it for buffers of the right filetype.
---@param bufnr integer
---@param on_dir fun(root: string?)
local function root_dir(bufnr, on_dir)
  if not documents.kind_of_buffer(bufnr) then
    return
  end
  local config = compat.has_lsp_config and vim.lsp.config[M.NAME] or nil
  local folder = root.of(bufnr, config and config.root_markers)
  if not config or type(config.cmd) == "function" then
    local located = locate.server(folder)
    if not located.cmd then
      no_server(bufnr, located.origin)
      return
    end
  end
  on_dir(folder)
end

---@param dispatchers vim.lsp.rpc.Dispatchers
---@param config vim.lsp.ClientConfig?
---@return vim.lsp.rpc.PublicClient
local function start_server(dispatchers, config)
  local located = locate.server(config and config.root_dir)
  assert(located.cmd, ("piptrust was not found: %s"):format(located.origin))
  local extra = config and { cwd = config.cmd_cwd, env = config.cmd_env } or {}
  return vim.lsp.rpc.start(located.cmd, dispatchers, extra)
end

---Whether a server that runs can take this folder, too; it is told of the folder then.
---
---All folders have one, but for those with a program of their own (`project_environment`) or with other trust: that is
---said once, when a server starts. Neovim calls it for each client when a buffer is to get one.
---@param one vim.lsp.Client
---@param config vim.lsp.ClientConfig
---@return boolean
local function reuse_client(one, config)
  if one.name ~= config.name or compat.is_stopped(one) then
    return false
  end
  local theirs, ours = one.config.root_dir, config.root_dir
  if not vim.deep_equal(locate.server(theirs).cmd, locate.server(ours).cmd) or trusted(theirs) ~= trusted(ours) then
    return false
  end
  folders.add(one, ours)
  return true
end

---@return table # what answers `workspace/configuration`; an empty Lua table would become a JSON list
local function settings()
  local chosen = options.get().settings
  return { piptrust = next(chosen) and chosen or vim.empty_dict() }
end

---The client's configuration, in the shape that `vim.lsp.config` and `vim.lsp.start` share.
---@return vim.lsp.Config
function M.config()
  return {
    name = M.NAME,
    cmd = start_server,
    filetypes = { "dosini", "requirements" },
    root_markers = root.markers,
    root_dir = root_dir,
    reuse_client = reuse_client,
    get_language_id = documents.language_id,
    before_init = before_init,
    settings = settings(),
    handlers = {
      ["piptrust/status"] = status.received,
      ["window/showDocument"] = function(...)
        return require("piptrust.show_document").handler(...)
      end,
    },
    on_exit = function(...)
      require("piptrust.restart").ended(...)
    end,
  }
end

---The configuration in force: what the user gave to `vim.lsp.config` included.
---@return vim.lsp.Config
function M.resolved()
  return vim.deepcopy(compat.has_lsp_config and vim.lsp.config[M.NAME] or M.config())
end

---@param config vim.lsp.Config
---@param folder string?
---@return vim.lsp.ClientConfig
local function for_folder(config, folder)
  config.root_dir = folder
  if not compat.has_lsp_config then
    -- Here functions are not told the folder that the server is started for.
    config.cmd = locate.server(folder).cmd
    config.workspace_folders = folder and { { uri = vim.uri_from_fname(folder), name = folder } } or nil
  end
  return config --[[@as vim.lsp.ClientConfig]]
end

---Has the server of its folder look at the buffer; starts one where none runs.
---@param bufnr integer
function M.start(bufnr)
  local config = M.resolved()
  local find = type(config.root_dir) == "function" and config.root_dir or root_dir --[[@as function]]
  find(bufnr, function(folder)
    vim.lsp.start(for_folder(config, folder), { bufnr = bufnr, reuse_client = config.reuse_client })
  end)
end

---Has a server look at a folder although no buffer of it is open.
---@param folder string
---@return vim.lsp.Client?
function M.start_for_folder(folder)
  local config = M.resolved()
  local located = locate.server(folder)
  if type(config.cmd) == "function" and not located.cmd then
    vim.notify(("piptrust was not found: %s"):format(located.origin), vim.log.levels.ERROR)
    return nil
  end
  config = for_folder(config, folder) --[[@as vim.lsp.Config]]
  for _, one in ipairs(vim.lsp.get_clients({ name = M.NAME })) do
    if
      reuse_client(one, config --[[@as vim.lsp.ClientConfig]])
    then
      return one
    end
  end
  local id ---@type integer?
  if compat.has_lsp_config then
    id = vim.lsp.start(config, { attach = false })
  else
    id = vim.lsp.start_client(config) ---@diagnostic disable-line: deprecated
  end
  return id and vim.lsp.get_client_by_id(id) or nil
end

---Looks at buffers as they are opened, where Neovim cannot do it by itself (0.10).
function M.enable()
  if compat.has_lsp_config then
    vim.lsp.enable(M.NAME)
    return
  end
  vim.api.nvim_create_autocmd("FileType", {
    group = vim.api.nvim_create_augroup("piptrust.enable", {}),
    pattern = M.config().filetypes,
    callback = function(event)
      M.start(event.buf)
    end,
  })
  for _, bufnr in ipairs(vim.api.nvim_list_bufs()) do
    if vim.api.nvim_buf_is_loaded(bufnr) then
      M.start(bufnr)
    end
  end
end

return M
