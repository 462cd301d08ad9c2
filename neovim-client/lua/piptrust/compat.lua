-- Neovim 0.10 has the client's methods as plain functions, and no `vim.lsp.config`.
local M = {}

M.has_lsp_config = vim.fn.has("nvim-0.11") == 1

---@param client vim.lsp.Client
---@param method string
---@param params table
---@param handler fun(err: lsp.ResponseError?, result: any)
---@return boolean # whether it was sent
function M.request(client, method, params, handler)
  if M.has_lsp_config then
    return (client:request(method, params, handler))
  end
  return (client.request(method, params, handler))
end

---@param client vim.lsp.Client
---@param method string
---@param params table
function M.notify(client, method, params)
  if M.has_lsp_config then
    client:notify(method, params)
  else
    client.notify(method, params)
  end
end

---Asks the server to end.
---@param client vim.lsp.Client
function M.stop(client)
  if M.has_lsp_config then
    client:stop()
  else
    client.stop()
  end
end

---@param client vim.lsp.Client
---@return boolean
function M.is_stopped(client)
  if M.has_lsp_config then
    return client:is_stopped()
  end
  return client.is_stopped()
end

return M
