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

---Icon and text, as they are read; both empty where there is nothing to say.
---@param bufnr integer?
---@return string icon
---@return string text
---@return string? group the highlight group of the state
function M.parts(bufnr)
  local current = status.of(bufnr)
  if not current then
    return "", "", nil
  end
  return options.get().icons[current.state] or "", current.text, M.groups[current.state]
end

---@param text string
---@return string
local function escaped(text)
  return (text:gsub("%%", "%%%%"))
end

---The status as an item of 'statusline': `%{%v:lua.require'piptrust'.statusline()%}`.
---
---Only the icon has the state's colour: that of diagnostics may be hard to read on a status line's background.
---@param bufnr integer?
---@return string
function M.item(bufnr)
  local icon, text, group = M.parts(bufnr)
  if icon ~= "" and group then
    icon = ("%%#%s#%s%%* "):format(group, escaped(icon))
  end
  return icon .. escaped(text)
end

return M
