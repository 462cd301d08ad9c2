-- The status as a component of lualine: put "piptrust" into one of its sections.
local statusline = require("piptrust.statusline")

local M = require("lualine.component"):extend()

---@param chosen table lualine's options of the component
function M:init(chosen)
  -- The colour of the state, unless the user chose one. Must be there before the component is made: lualine
  -- makes highlight groups from it then.
  chosen.color = chosen.color or function()
    return (select(3, statusline.parts()))
  end
  M.super.init(self, chosen)
end

---@return string # empty where piptrust has nothing to say, and lualine then shows nothing
function M.update_status()
  local icon, text = statusline.parts()
  return (vim.trim(icon .. " " .. text):gsub("%%", "%%%%"))
end

return M
