-- Handler of `window/showDocument`: files that a fix made or changed open in a window of their own.
local options = require("piptrust.options")

local M = {}

---@param path string
---@param focus boolean
local function open(path, focus)
  local before = vim.api.nvim_get_current_win()
  local shown = vim.fn.bufwinid(vim.fn.bufnr(path))
  if shown ~= -1 then
    vim.api.nvim_set_current_win(shown)
    vim.cmd.checktime()
  elseif vim.api.nvim_buf_get_name(0) == "" and not vim.bo.modified and vim.fn.line("$") == 1 then
    vim.cmd.edit(vim.fn.fnameescape(path))
  else
    vim.cmd(("%s split %s"):format(options.get().split, vim.fn.fnameescape(path)))
  end
  if not focus then
    vim.api.nvim_set_current_win(before)
  end
end

---@param err lsp.ResponseError?
---@param params lsp.ShowDocumentParams
---@param context lsp.HandlerContext
---@return lsp.ShowDocumentResult
function M.handler(err, params, context, ...)
  if params.external or not vim.startswith(params.uri, "file:") then
    return vim.lsp.handlers["window/showDocument"](err, params, context, ...)
  end
  open(vim.uri_to_fname(params.uri), params.takeFocus == true)
  local place = params.selection and params.selection.start
  if place and params.takeFocus then
    pcall(vim.api.nvim_win_set_cursor, 0, { place.line + 1, 0 })
  end
  return { success = true }
end

return M
