-- Windows for what the server answers: Markdown that is read and closed.
local options = require("piptrust.options")

local M = {}

---@param name string
---@return integer # the buffer of that name, made where it is missing
local function buffer_named(name)
  for _, bufnr in ipairs(vim.api.nvim_list_bufs()) do
    if vim.api.nvim_buf_get_name(bufnr) == name then
      return bufnr
    end
  end
  local bufnr = vim.api.nvim_create_buf(false, true)
  vim.api.nvim_buf_set_name(bufnr, name)
  return bufnr
end

---Shows Markdown in a window of its own; `q` closes it.
---@param subject string what it is about, one word
---@param markdown string
---@return integer bufnr
function M.show(subject, markdown)
  local bufnr = buffer_named("piptrust://" .. subject)
  vim.bo[bufnr].modifiable = true
  vim.api.nvim_buf_set_lines(bufnr, 0, -1, false, vim.split(vim.trim(markdown), "\r?\n"))
  vim.bo[bufnr].modifiable = false
  vim.bo[bufnr].bufhidden = "wipe"
  local window = vim.fn.bufwinid(bufnr)
  if window ~= -1 then
    vim.api.nvim_set_current_win(window)
  else
    vim.cmd(options.get().split .. " split")
    vim.api.nvim_win_set_buf(0, bufnr)
  end
  vim.api.nvim_win_set_cursor(0, { 1, 0 })
  vim.bo[bufnr].filetype = "markdown"
  vim.wo[0][0].wrap = true
  vim.wo[0][0].linebreak = true
  vim.wo[0][0].spell = false
  -- Backslashes of Markdown are not for reading.
  vim.wo[0][0].conceallevel = 2
  vim.wo[0][0].concealcursor = "nc"
  if not vim.w.piptrust_escapes then
    vim.w.piptrust_escapes = vim.fn.matchadd("Conceal", "\\\\\\ze[[:punct:]]", 10, -1, { conceal = "" })
  end
  vim.keymap.set("n", "q", "<Cmd>close<CR>", { buffer = bufnr, nowait = true, desc = "Close" })
  return bufnr
end

return M
