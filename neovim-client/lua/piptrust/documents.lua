-- Which files concern pip. By path, never by filetype alone: docs/protocol.md has the patterns.
local includes = require("piptrust.includes")

local M = {}

---@alias piptrust.Kind "configuration"|"requirements"

---@param path string
---@return boolean
local function is_requirements(path)
  local folder, name = path:match("([^/]*)/([^/]*)$")
  local stem = (name or path):match("^(.*)%.txt$") or (name or path):match("^(.*)%.in$")
  if not stem then
    return false
  end
  return stem:find("requirements", 1, true) ~= nil or vim.startswith(stem, "constraints") or folder == "requirements"
end

---@param path string
---@return boolean
local function is_configuration(path)
  local name = vim.fs.basename(path)
  if name == "pip.conf" or name == "pip.ini" then
    return true
  end
  local named = vim.env.PIP_CONFIG_FILE
  return named ~= nil and named ~= "" and named ~= "/dev/null" and vim.fs.normalize(named) == path
end

---What a file is to pip; nil where pip does not read it.
---@param path string
---@return piptrust.Kind?
function M.kind(path)
  if path == "" or path:match("^%a[%w+.-]+://") then
    return nil
  end
  path = vim.fs.normalize(path)
  if is_configuration(path) then
    return "configuration"
  elseif is_requirements(path) or includes.reaches(path, is_requirements) then
    return "requirements"
  end
end

---What a buffer is to pip; nil for buffers that are no files, or none that pip reads.
---@param bufnr integer
---@return piptrust.Kind?
function M.kind_of_buffer(bufnr)
  if not vim.api.nvim_buf_is_valid(bufnr) or vim.bo[bufnr].buftype ~= "" then
    return nil
  end
  return M.kind(vim.api.nvim_buf_get_name(bufnr))
end

---The language as the server knows it: with these, files of any name count.
---@param bufnr integer
---@param filetype string
---@return string
function M.language_id(bufnr, filetype)
  local languages = { configuration = "pip-conf", requirements = "pip-requirements" }
  return languages[M.kind_of_buffer(bufnr)] or filetype
end

return M
