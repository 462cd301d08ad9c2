-- Filetypes by path. `pip.conf` stays `dosini` and requirements files stay `requirements`, as Neovim has them, so
-- that nothing that is set up for these filetypes is lost; only files that Neovim does not know are added.
local documents = require("piptrust.documents")

local filetypes = { configuration = "dosini", requirements = "requirements" }

---@param path string
---@return string? # nil leaves the decision to Neovim
local function filetype(path)
  return filetypes[documents.kind(path)]
end

local filename = { ["pip.conf"] = "dosini", ["pip.ini"] = "dosini" }
local named = vim.env.PIP_CONFIG_FILE
if named and named ~= "" and named ~= "/dev/null" then
  filename[vim.fs.normalize(named)] = "dosini"
end

vim.filetype.add({
  filename = filename,
  pattern = {
    [".*%.txt"] = filetype,
    [".*%.in"] = filetype,
    -- Files of which nothing else is known: a requirements file on disk may include them. Those that one in an open
    -- buffer includes are learnt by after/ftplugin/requirements.lua.
    [".*"] = { filetype, { priority = -math.huge } },
  },
})
