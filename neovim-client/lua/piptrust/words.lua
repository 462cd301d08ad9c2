-- A status in sentences, for `:Piptrust status` and `:checkhealth`.
local M = {}

---@param moment string? ISO 8601, in UTC
---@return string?
function M.moment(moment)
  local date, time = (moment or ""):match("^(%d+%-%d+%-%d+)T(%d+:%d+:%d+)")
  return date and ("%s %s UTC"):format(date, time)
end

---@param place piptrust.Place
---@return string
function M.place(place)
  local said = place.outcome
  if place.tls then
    said = ("%s by %s"):format(said, place.tls)
  end
  if place.title then
    said = ("%s: %s"):format(said, place.title)
  end
  return ("%s:%d %s"):format(place.host, place.port, said)
end

---@param status piptrust.Status
---@return string?
function M.interpreter(status)
  local one = status.interpreter
  if not one then
    return nil
  end
  local pip = one.pip and ("pip " .. one.pip) or "no pip"
  return ("%s (Python %s, %s, %s)"):format(one.path, one.python, pip, one.openssl or "no OpenSSL")
end

local standings = { proven = "proven", untested = "not tried", refuted = "tried in vain" }

---@param fix piptrust.Fix
---@return string
function M.fix(fix)
  local standing = standings[fix.standing] or fix.standing
  -- The server's titles tell already what is proven, in the user's language.
  local said = fix.title:find("(", 1, true) and fix.title or ("%s (%s)"):format(fix.title, standing)
  return fix.reason and ("%s: %s"):format(said, fix.reason) or said
end

---What only the user can run, as Markdown.
---@param fix piptrust.Fix
---@return string
function M.commands(fix)
  local windows = vim.fn.has("win32") == 1
  local language = windows and "powershell" or "bash"
  return table.concat({
    "# " .. fix.title,
    "",
    "No file can hold this. Run it where you start pip:",
    "",
    "```" .. (windows and "powershell" or "sh"),
    fix.commands[language] or "",
    "```",
  }, "\n")
end

---The whole status as Markdown.
---@param status piptrust.Status
---@return string
function M.markdown(status)
  local lines = { "# " .. status.text, "" }
  if status.reason and status.reason ~= "" then
    vim.list_extend(lines, { status.reason, "" })
  end
  if status.folder ~= "" then
    lines[#lines + 1] = ("- Folder: `%s`"):format(vim.uri_to_fname(status.folder))
  end
  local interpreter = M.interpreter(status)
  if interpreter then
    lines[#lines + 1] = "- Python: " .. interpreter
  end
  local moment = M.moment(status.checkedAt)
  if moment then
    lines[#lines + 1] = "- Last handshakes: " .. moment
  end
  for _, place in ipairs(status.places) do
    vim.list_extend(lines, { "", ("## %s:%d"):format(place.host, place.port), "", "- " .. M.place(place) })
    for _, source in ipairs(place.sources) do
      lines[#lines + 1] = "- Trust anchors: " .. source
    end
    if place.issuer then
      lines[#lines + 1] = "- Issuer: " .. place.issuer
    end
    for _, fix in ipairs(place.fixes) do
      lines[#lines + 1] = "- Fix: " .. M.fix(fix)
    end
  end
  return table.concat(lines, "\n")
end

return M
