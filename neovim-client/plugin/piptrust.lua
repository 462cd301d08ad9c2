if vim.g.loaded_piptrust then
  return
end
vim.g.loaded_piptrust = true

if vim.fn.has("nvim-0.10") == 0 then
  vim.notify("piptrust needs Neovim 0.10 or newer", vim.log.levels.ERROR)
  return
end

vim.api.nvim_create_user_command("Piptrust", function(arguments)
  require("piptrust.commands").run(arguments)
end, {
  nargs = "*",
  range = true,
  desc = "Ask piptrust's language server",
  complete = function(...)
    return require("piptrust.commands").complete(...)
  end,
})

local group = vim.api.nvim_create_augroup("piptrust", {})

require("piptrust.statusline").define_highlights()
vim.api.nvim_create_autocmd("ColorScheme", {
  group = group,
  callback = function()
    require("piptrust.statusline").define_highlights()
  end,
})

vim.api.nvim_create_autocmd("LspAttach", {
  group = group,
  callback = function(event)
    local client = vim.lsp.get_client_by_id(event.data.client_id)
    if client and client.name == "piptrust" then
      require("piptrust.folders").ready(client)
      require("piptrust.status").has_server(event.buf)
    end
  end,
})
