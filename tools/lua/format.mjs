// Formats Lua as stylua.toml beside it says: `node format.mjs [--check] FOLDER`.
//
// The formatter comes as WebAssembly, which needs no binary of any platform and runs nothing when it is installed.

import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Config, IndentType, LuaVersion, OutputVerification, formatCode } from "@johnnymorganz/stylua";

const check = process.argv[2] === "--check";
const folder = process.argv[check ? 3 : 2];

/** The few lines of stylua.toml that are in use; what is not known here is a mistake. */
function configuration() {
  const config = Config.new();
  for (const line of readFileSync(join(folder, "stylua.toml"), "utf8").split("\n")) {
    const [name, value] = line.split("=").map((part) => part.trim());
    if (name === "column_width" || name === "indent_width") {
      config[name] = Number(value);
    } else if (line.trim() === 'indent_type = "Spaces"') {
      config.indent_type = IndentType.Spaces;
    } else if (line.trim() === 'syntax = "LuaJIT"') {
      config.syntax = LuaVersion.LuaJIT;
    } else if (line.trim() !== "") {
      throw new Error(`stylua.toml: ${line}`);
    }
  }
  return config;
}

const files = readdirSync(folder, { recursive: true }).filter((name) => name.endsWith(".lua")).sort();
const unformatted = files.filter((name) => {
  const path = join(folder, name);
  const before = readFileSync(path, "utf8");
  const after = formatCode(before, configuration(), undefined, OutputVerification.Full);
  if (before !== after && !check) {
    writeFileSync(path, after);
  }
  return before !== after;
});
for (const name of unformatted) {
  console.log(`${check ? "not formatted" : "formatted"}: ${join(folder, name)}`);
}
console.log(`${files.length} Lua files, ${unformatted.length} of them ${check ? "not as `make format` writes them" : "changed"}`);
process.exitCode = check && unformatted.length > 0 ? 1 : 0;
