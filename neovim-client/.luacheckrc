-- What Neovim brings; everything else that is global is a mistake.
std = "luajit"
read_globals = { "vim" }
-- Options and variables are set through these tables.
globals = { "vim.g", "vim.b", "vim.w", "vim.o", "vim.bo", "vim.wo", "vim.opt" }
max_line_length = 120
self = false
