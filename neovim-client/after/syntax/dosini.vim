" pip.conf is a dosini file that pip reads in its own way: see syntax/pipconf.vim.
if !luaeval('require("piptrust.documents").kind_of_buffer(0) == "configuration"')
  finish
endif
syntax clear
runtime! syntax/pipconf.vim
let b:current_syntax = 'dosini'
