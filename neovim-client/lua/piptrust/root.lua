-- The folder that a file belongs to.
local M = {}

---What a project's folder holds.
M.markers = { ".git", "pyproject.toml", "setup.py", "setup.cfg", ".venv", "venv", ".hg" }

---The root of the project that holds the buffer.
---
---A home folder under version control is no project: the server would look through all of it.
---@param bufnr integer
---@param markers string[]? what a root holds
---@return string? # nil for the configuration of a user or a machine, which belongs to no project
function M.of(bufnr, markers)
  local path = vim.fs.normalize(vim.api.nvim_buf_get_name(bufnr))
  local root = vim.fs.root(bufnr, markers or M.markers)
  if root and vim.fs.normalize(root) ~= vim.fs.normalize("~") and vim.fs.dirname(root) ~= root then
    return root
  end
  local name = vim.fs.basename(path)
  if name == "pip.conf" or name == "pip.ini" then
    return nil
  end
  return vim.fs.dirname(path)
end

return M
