import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import type { IGrammar } from "vscode-textmate";

const require = createRequire(import.meta.url);
const oniguruma = require("vscode-oniguruma") as typeof import("vscode-oniguruma");
const textmate = require("vscode-textmate") as typeof import("vscode-textmate");

async function grammar(name: string): Promise<IGrammar> {
  const wasm = readFileSync(join(import.meta.dirname, "../node_modules/vscode-oniguruma/release/onig.wasm"));
  await oniguruma.loadWASM({ data: wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.byteLength) });
  const registry = new textmate.Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
      createOnigString: (text) => new oniguruma.OnigString(text),
    }),
    loadGrammar: () => {
      const path = join(import.meta.dirname, `../syntaxes/${name}.tmLanguage.json`);
      return Promise.resolve(textmate.parseRawGrammar(readFileSync(path, "utf8"), path));
    },
  });
  const loaded = await registry.loadGrammar(`source.${name}`);
  if (loaded === null) throw new Error(`no grammar ${name}`);
  return loaded;
}

/** The innermost scope of each piece of each line that is not blank. */
function scopes(of: IGrammar, text: string): [string, string][] {
  let state = textmate.INITIAL;
  return text.split("\n").flatMap((line) => {
    const { tokens, ruleStack } = of.tokenizeLine(line, state);
    state = ruleStack;
    return tokens
      .map((token): [string, string] => [
        line.slice(token.startIndex, token.endIndex).trim(),
        (token.scopes.at(-1) ?? "").split(" ")[0]?.split(".").slice(0, 3).join(".") ?? "",
      ])
      .filter(([piece]) => piece !== "");
  });
}

describe("pip.conf", () => {
  let pipConf: IGrammar;
  beforeAll(async () => {
    pipConf = await grammar("pip-conf");
  });

  it("has sections, settings and comments", () => {
    expect(scopes(pipConf, "[global]\n; note\ntimeout = 15\nno-input: yes")).toEqual([
      ["[", "punctuation.definition.entity"],
      ["global", "entity.name.section"],
      ["]", "punctuation.definition.entity"],
      [";", "punctuation.definition.comment"],
      ["note", "comment.line.number-sign"],
      ["timeout", "support.type.property-name"],
      ["=", "punctuation.separator.key-value"],
      ["15", "constant.numeric.pip-conf"],
      ["no-input", "support.type.property-name"],
      [":", "punctuation.separator.key-value"],
      ["yes", "constant.language.boolean"],
    ]);
  });

  it("knows values that go on in the next line, with comments between", () => {
    expect(scopes(pipConf, "trusted-host =\n    a.example\n    # why\n    b.example")).toEqual([
      ["trusted-host", "support.type.property-name"],
      ["=", "punctuation.separator.key-value"],
      ["a.example", "string.unquoted.pip-conf"],
      ["#", "punctuation.definition.comment"],
      ["why", "comment.line.number-sign"],
      ["b.example", "string.unquoted.pip-conf"],
    ]);
  });

  it("a number sign within a value is no comment, as for pip", () => {
    expect(scopes(pipConf, "cert = /a#b")[2]).toEqual(["/a#b", "string.unquoted.pip-conf"]);
  });

  it("shows credentials in addresses", () => {
    const found = scopes(pipConf, "index-url = https://user:pw@index.example/simple");
    expect(found).toContainEqual(["user:pw@", "invalid.deprecated.credentials"]);
    expect(found).toContainEqual(["index.example", "markup.underline.link"]);
  });
});

describe("requirements", () => {
  let requirements: IGrammar;
  beforeAll(async () => {
    requirements = await grammar("pip-requirements");
  });

  it("have names, versions, extras, markers and comments", () => {
    const found = scopes(requirements, 'requests[socks]>=2.0 ; python_version < "3.9"  # why');
    expect(found).toContainEqual(["requests", "entity.name.function"]);
    expect(found).toContainEqual(["socks", "variable.parameter.extra"]);
    expect(found).toContainEqual([">=", "keyword.operator.comparison"]);
    expect(found).toContainEqual(["2.0", "constant.numeric.version"]);
    expect(found).toContainEqual(["python_version", "variable.language.marker"]);
    expect(found.at(-1)?.[1]).toBe("comment.line.number-sign");
  });

  it("have options, addresses, variables and hashes", () => {
    const found = scopes(
      requirements,
      "--index-url https://a.example/#frag\n-r other.txt\nx @ ${TOKEN}\nflask==1 \\\n  --hash=sha256:aabb",
    );
    expect(found).toContainEqual(["--index-url", "keyword.control.option"]);
    expect(found).toContainEqual(["-r", "keyword.control.option"]);
    expect(found).toContainEqual(["${TOKEN}", "variable.other.environment"]);
    expect(found).toContainEqual(["\\", "constant.character.escape"]);
    expect(found).toContainEqual(["sha256:aabb", "string.unquoted.hash"]);
  });
});
