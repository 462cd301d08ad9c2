-- What the user chose: `vim.g.piptrust`, or the argument of `require("piptrust").setup()`, which sets it.
local M = {}

---@class piptrust.Options
---@field cmd string[]? The server's command line; where it is not given, `piptrust` is looked for on PATH.
---@field project_environment boolean? Whether a `piptrust` in the project's `.venv` or `venv` may be started, too.
---@field trust (boolean|fun(root: string?): boolean)? Whether the server may start the folder's Python and connect.
---@field settings table? The server's settings, without `piptrust.` (docs/protocol.md).
---@field locale string? The language of the server's messages, as in `en` or `ru`; Neovim's own by default.
---@field icons table<piptrust.State, string>? What stands before the status text.
---@field restart boolean? Whether a server that fails is started again; `true` by default.
---@field split string? The modifiers of the window for reports and for files made by a fix, as in `vertical`.

---@type piptrust.Options
M.defaults = {
  project_environment = false,
  trust = true,
  settings = {},
  restart = true,
  split = "",
  icons = {
    checking = "…",
    verified = "✓",
    unverified = "!",
    failing = "✗",
    unknown = "?",
    off = "-",
    untrusted = "-",
    missing = "✗",
    ended = "✗",
  },
}

local types = {
  cmd = "table",
  project_environment = "boolean",
  trust = { "boolean", "function" },
  settings = "table",
  locale = "string",
  icons = "table",
  restart = "boolean",
  split = "string",
}

---The options in force: what the user set over the defaults.
---@return piptrust.Options
function M.get()
  local chosen = vim.g.piptrust
  return vim.tbl_deep_extend("force", M.defaults, type(chosen) == "table" and chosen or {})
end

---What is wrong with the user's options, one sentence each.
---@return string[]
function M.complaints()
  local chosen = vim.g.piptrust
  if chosen == nil then
    return {}
  elseif type(chosen) ~= "table" then
    return { "`vim.g.piptrust` is not a table; it is ignored." }
  end
  local complaints = {}
  for name, value in vim.spairs(chosen) do
    local wanted = types[name]
    if wanted == nil then
      complaints[#complaints + 1] = ("There is no option `%s`."):format(name)
    elseif not vim.tbl_contains(type(wanted) == "table" and wanted or { wanted }, type(value)) then
      local expected = type(wanted) == "table" and table.concat(wanted, " or ") or wanted
      complaints[#complaints + 1] = ("`%s` must be a %s."):format(name, expected)
    end
  end
  return complaints
end

return M
