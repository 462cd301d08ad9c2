-- Which files requirements files include with `-r` and `-c`: pip reads these whatever their names.
local M = {}

local LONGEST = 64 * 1024 -- bytes of one file that are looked at
local MOST_FILES = 64
local MOST_FOLDERS = 4

---@param line string
---@return string? # the path as it is written
local function included(line)
  local rest = line:match("^%s*%-[rc]%s*(.+)$")
    or line:match("^%s*%-%-requirement[%s=]+(.+)$")
    or line:match("^%s*%-%-constraint[%s=]+(.+)$")
  rest = rest and rest:gsub("%s+#.*$", ""):match("^['\"]?(.-)['\"]?%s*$")
  if rest and rest ~= "" and not rest:find("://", 1, true) then
    return rest
  end
end

---The files that these lines include.
---@param lines string[]
---@param folder string the folder of the file whose lines they are
---@return string[] # absolute paths
function M.of(lines, folder)
  local found = {}
  for _, line in ipairs(lines) do
    local path = included(line)
    if path then
      local absolute = vim.startswith(path, "/") or path:match("^%a:[/\\]")
      found[#found + 1] = vim.fs.normalize(absolute and path or vim.fs.joinpath(folder, path))
    end
  end
  return found
end

---@param path string
---@return string[]
local function lines_of(path)
  local buffer = vim.fn.bufnr("^" .. vim.fn.escape(path, "\\*?[]{},") .. "$")
  if buffer > 0 and vim.api.nvim_buf_is_loaded(buffer) then
    return vim.api.nvim_buf_get_lines(buffer, 0, -1, false)
  end
  local file = io.open(path, "rb")
  if not file then
    return {}
  end
  local text = file:read(LONGEST) or ""
  file:close()
  return vim.split(text, "\r?\n")
end

---The requirements files in a folder and in those above it: from here files are included.
---@param folder string
---@param is_requirements fun(path: string): boolean
---@return string[]
local function starting_points(folder, is_requirements)
  local found = {}
  for _ = 1, MOST_FOLDERS do
    for name, kind in vim.fs.dir(folder) do
      local path = vim.fs.joinpath(folder, name)
      if kind ~= "directory" and is_requirements(path) then
        found[#found + 1] = path
      end
    end
    local above = vim.fs.dirname(folder)
    if above == folder or folder == vim.fs.normalize("~") then
      break
    end
    folder = above
  end
  return found
end

---Every file that is reached from these, over however many others.
---@param waiting string[] absolute paths of requirements files
---@param until_path string? where to stop looking
---@return table<string, true>
local function reached(waiting, until_path)
  local found, looked_at = {}, {}
  local budget = MOST_FILES
  while #waiting > 0 and budget > 0 and (until_path == nil or not found[until_path]) do
    local file = table.remove(waiting)
    if not looked_at[file] then
      looked_at[file], budget = true, budget - 1
      for _, target in ipairs(M.of(lines_of(file), vim.fs.dirname(file))) do
        found[target] = true
        waiting[#waiting + 1] = target
      end
    end
  end
  return found
end

---Every file that a requirements file includes, itself or through others.
---@param path string an absolute path
---@return string[]
function M.all_from(path)
  return vim.tbl_keys(reached({ path }))
end

---Whether a requirements file that lies beside or above it includes the file, over however many others.
---@param path string an absolute path
---@param is_requirements fun(path: string): boolean whether a path names a requirements file by itself
---@return boolean
function M.reaches(path, is_requirements)
  return reached(starting_points(vim.fs.dirname(path), is_requirements), path)[path] == true
end

return M
