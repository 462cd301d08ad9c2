-- `:Piptrust`: one command, and what it takes.
local documents = require("piptrust.documents")
local scratch = require("piptrust.scratch")
local server = require("piptrust.server")
local status = require("piptrust.status")
local words = require("piptrust.words")

local M = {}

---@class piptrust.Call
---@field bufnr integer
---@field arguments string[]
---@field range integer
---@field line1 integer
---@field line2 integer

---@class piptrust.Subcommand
---@field run fun(call: piptrust.Call)
---@field complete string[]?

---@param text string
---@param level integer? one of `vim.log.levels`
local function say(text, level)
  vim.notify("piptrust: " .. text, level or vim.log.levels.INFO)
end

---@param call piptrust.Call
local function probe(call)
  server.execute(call.bufnr, "probe", nil, function(statuses)
    for _, one in ipairs(statuses or {}) do
      say(one.text, one.state == "failing" and vim.log.levels.WARN or nil)
    end
  end)
end

---@param call piptrust.Call
local function report(call)
  server.execute(call.bufnr, "report", { format = "markdown" }, function(markdown)
    scratch.show("report", markdown or "")
  end)
end

---@param call piptrust.Call
local function config(call)
  server.execute(call.bufnr, "showEffective", { format = "markdown" }, function(markdown)
    scratch.show("config", markdown or "")
  end)
end

---The output of a failed pip: the lines given, else a register, else the whole buffer.
---@param call piptrust.Call
---@return string
local function output_of(call)
  local register = call.arguments[1]
  if register then
    return vim.fn.getreg(register)
  end
  local first, last = 1, -1
  if call.range > 0 then
    first, last = call.line1, call.line2
  end
  return table.concat(vim.api.nvim_buf_get_lines(call.bufnr, first - 1, last, false), "\n")
end

---@param call piptrust.Call
local function explain(call)
  local text = output_of(call)
  if vim.trim(text) == "" then
    say("there is no output of pip here", vim.log.levels.WARN)
    return
  end
  server.execute(call.bufnr, "explain", { text = text, format = "markdown" }, function(markdown)
    scratch.show("explain", markdown or "")
  end)
end

---@param call piptrust.Call
local function show_status(call)
  local current = status.of(call.bufnr)
  if current then
    scratch.show("status", words.markdown(current))
    return
  end
  server.execute(call.bufnr, "status", nil, function(statuses)
    local parts = vim.tbl_map(words.markdown, statuses or {})
    scratch.show("status", table.concat(parts, "\n\n"))
  end)
end

---What can be done: by the server, or by the user in a shell. What was tried in vain is left out.
---@param one piptrust.Status
---@return piptrust.Fix[]
local function possible(one)
  local found, seen = {}, {}
  for _, place in ipairs(one.places) do
    for _, fix in ipairs(place.fixes) do
      if (fix.data or fix.commands) and fix.standing ~= "refuted" and not seen[fix.title] then
        seen[fix.title] = true
        found[#found + 1] = fix
      end
    end
  end
  return found
end

---@param call piptrust.Call
local function fix(call)
  local current = status.of(call.bufnr)
  local fixes = current and possible(current) or {}
  if not current or #fixes == 0 then
    say("nothing that would help is known; :Piptrust report says what is")
    return
  end
  local prompt = { prompt = current.text .. ". Apply:", kind = "piptrust", format_item = words.fix }
  vim.ui.select(fixes, prompt, function(chosen)
    if chosen and chosen.data then
      -- The server asks once more before it lowers security.
      server.execute(call.bufnr, "applyFix", chosen.data, function() end)
    elseif chosen then
      scratch.show("fix", words.commands(chosen))
    end
  end)
end

---@param call piptrust.Call
local function open(call)
  server.execute(call.bufnr, "configurationFiles", nil, function(files)
    local prompt = {
      prompt = "Configuration of pip:",
      kind = "piptrust",
      format_item = function(file)
        return ("%-11s %s%s"):format(file.scope, file.path, file.exists and "" or " (not there)")
      end,
    }
    vim.ui.select(files or {}, prompt, function(file)
      if file then
        vim.fn.mkdir(vim.fs.dirname(file.path), "p")
        vim.cmd.edit(vim.fn.fnameescape(file.path))
      end
    end)
  end)
end

---@type table<string, piptrust.Subcommand>
M.subcommands = {
  probe = { run = probe },
  report = { run = report },
  config = { run = config },
  explain = { run = explain, complete = { '"', "+", "*" } },
  status = { run = show_status },
  fix = { run = fix },
  open = { run = open },
  trust = {
    run = function()
      server.grant_trust()
    end,
  },
  restart = {
    run = function()
      require("piptrust.restart").all()
    end,
  },
}

---@param arguments vim.api.keyset.create_user_command.command_args
function M.run(arguments)
  local name = arguments.fargs[1]
  if name == nil then
    name = "status"
  end
  local subcommand = M.subcommands[name]
  if not subcommand then
    say(("there is no command %s"):format(name), vim.log.levels.ERROR)
    return
  end
  subcommand.run({
    bufnr = vim.api.nvim_get_current_buf(),
    arguments = vim.list_slice(arguments.fargs, 2),
    range = arguments.range,
    line1 = arguments.line1,
    line2 = arguments.line2,
  })
end

---What makes sense here: without a file of pip's, there is nothing to fix in it.
---@return string[]
local function names_here()
  local here = documents.kind_of_buffer(0) ~= nil
  return vim.tbl_filter(function(name)
    return here or name ~= "fix"
  end, vim.tbl_keys(M.subcommands))
end

---@param lead string
---@param line string
---@return string[]
function M.complete(lead, line)
  local before = vim.split(vim.trim(line:match("Piptrust!?%s*(.*)$") or ""), "%s+", { trimempty = true })
  local subcommand = M.subcommands[before[1]]
  local choices = names_here()
  if subcommand and (#before > 1 or lead == "") then
    choices = subcommand.complete or {}
  end
  local matching = vim.tbl_filter(function(choice)
    return vim.startswith(choice, lead)
  end, choices)
  table.sort(matching)
  return matching
end

return M
