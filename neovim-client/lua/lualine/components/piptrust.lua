-- The status as a component of lualine: put "piptrust" into one of its sections.
local statusline = require("piptrust.statusline")

local M = require("lualine.component"):extend()

---@param chosen table lualine's options of the component
function M:init(chosen)
  -- The colour of the state, unless the user chose one. Must be there before the component is made: lualine
  -- makes highlight groups from it then.
  chosen.color = chosen.color or function()
    local _, group = statusline.text()
    return group
  end
  M.super.init(self, chosen)
end

---@return string # empty where piptrust has nothing to say, and lualine then shows nothing
function M.update_status()
  local text = statusline.text()
  return (text:gsub("%%", "%%%%"))
end

return M
