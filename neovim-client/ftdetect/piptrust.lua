-- Filetypes by path. `pip.conf` stays `dosini` and requirements files stay `requirements`, as Neovim has them, so
-- that nothing that is set up for these filetypes is lost; only files that Neovim does not know are added.
local documents = require("piptrust.documents")

local function requirements(path)
  if documents.kind(path) == "requirements" then
    return "requirements"
  end
end

vim.filetype.add({
  filename = { ["pip.conf"] = "dosini", ["pip.ini"] = "dosini" },
  pattern = {
    [".*%.txt"] = requirements,
    [".*%.in"] = requirements,
    -- A file that nothing else is known of: the one that PIP_CONFIG_FILE names, and those that requirements files
    -- include. after/ftplugin/requirements.lua knows of more.
    [".*"] = {
      function(path)
        local kind = documents.kind(path)
        return kind and ({ configuration = "dosini", requirements = "requirements" })[kind]
      end,
      { priority = -math.huge },
    },
  },
})
