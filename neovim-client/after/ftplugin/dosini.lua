-- pip's configuration is commented with `#` by everyone, and by pip's own documentation.
if require("piptrust.documents").kind_of_buffer(0) ~= "configuration" then
  return
end

vim.bo.commentstring = "# %s"
vim.bo.comments = ":#,:;"
local undo = vim.b.undo_ftplugin
vim.b.undo_ftplugin = (undo and undo .. " | " or "") .. "setlocal commentstring< comments<"
