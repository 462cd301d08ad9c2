-- The files that this one includes are requirements, too, whatever their names: pip reads them as such.
local path = vim.fs.normalize(vim.api.nvim_buf_get_name(0))
if require("piptrust.documents").kind(path) ~= "requirements" then
  return
end

local function learn()
  for _, included in ipairs(require("piptrust.includes").all_from(path)) do
    vim.filetype.add({ filename = { [included] = "requirements" } })
  end
end

learn()
vim.api.nvim_create_autocmd("BufWritePost", {
  group = vim.api.nvim_create_augroup("piptrust.includes." .. vim.api.nvim_get_current_buf(), {}),
  buffer = 0,
  desc = "Learn which files are requirements",
  callback = learn,
})
