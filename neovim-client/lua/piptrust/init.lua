-- What the plugin offers to a user's configuration; everything else stands in files of its own.
local M = {}

---Sets the options and has the server look at pip's files. Neovim 0.11 and later need it for the options only:
---there `vim.lsp.enable("piptrust")` is all.
---@param chosen piptrust.Options?
function M.setup(chosen)
  if chosen then
    vim.g.piptrust = chosen
  end
  require("piptrust.client").enable()
end

---The status for 'statusline', 'winbar' or 'tabline': `%{%v:lua.require'piptrust'.statusline()%}`.
---@param bufnr integer? the buffer of the window by default
---@return string # empty for buffers that piptrust does not look at
function M.statusline(bufnr)
  return require("piptrust.statusline").item(bufnr)
end

---The status of the folder that a buffer belongs to, for what you build yourself.
---@param bufnr integer? the current one by default
---@return piptrust.Status?
function M.status(bufnr)
  return require("piptrust.status").of(bufnr)
end

return M
