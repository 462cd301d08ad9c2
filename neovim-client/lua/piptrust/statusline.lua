-- The status as a piece of 'statusline', 'winbar' or 'tabline'.
local options = require("piptrust.options")
local status = require("piptrust.status")

local M = {}

---@type table<piptrust.State, string>
M.groups = {
  checking = "PiptrustChecking",
  verified = "PiptrustVerified",
  unverified = "PiptrustUnverified",
  failing = "PiptrustFailing",
  unknown = "PiptrustUnknown",
  off = "PiptrustOff",
  untrusted = "PiptrustUntrusted",
  missing = "PiptrustMissing",
  ended = "PiptrustEnded",
}

local links = {
  PiptrustChecking = "DiagnosticInfo",
  PiptrustVerified = "DiagnosticOk",
  PiptrustUnverified = "DiagnosticWarn",
  PiptrustFailing = "DiagnosticError",
  PiptrustUnknown = "DiagnosticHint",
  PiptrustOff = "DiagnosticHint",
  PiptrustUntrusted = "DiagnosticHint",
  PiptrustMissing = "DiagnosticError",
  PiptrustEnded = "DiagnosticError",
}

---Defines the highlight groups, where the user or a colour scheme has not.
function M.define_highlights()
  for group, target in pairs(links) do
    vim.api.nvim_set_hl(0, group, { default = true, link = target })
  end
end

---Icon and text, as they are read.
---@param bufnr integer?
---@return string # empty where there is nothing to say
---@return string? # its highlight group
function M.text(bufnr)
  local current = status.of(bufnr)
  if not current then
    return "", nil
  end
  local icon = options.get().icons[current.state] or ""
  return vim.trim(icon .. " " .. current.text), M.groups[current.state]
end

---The same as an item of 'statusline': `%{%v:lua.require'piptrust'.statusline()%}`.
---@param bufnr integer?
---@return string
function M.item(bufnr)
  local text, group = M.text(bufnr)
  if text == "" then
    return ""
  end
  local escaped = text:gsub("%%", "%%%%")
  return group and ("%%#%s#%s%%*"):format(group, escaped) or escaped
end

return M
