-- Found by `vim.lsp.enable("piptrust")` (Neovim 0.11 and later).
return require("piptrust.client").config()
