import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { describe, expect, it } from "vitest";

const TOP = join(import.meta.dirname, "..");

function json(path: string): Record<string, string> {
  return JSON.parse(readFileSync(join(TOP, path), "utf8")) as Record<string, string>;
}

function sources(folder: string): string[] {
  return readdirSync(join(TOP, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .map((name) => join(folder, name));
}

/** The messages that are said by `t(…)`, each a literal. */
function messagesIn(path: string): string[] {
  const found: string[] = [];
  const walk = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === "t") {
      const [message] = node.arguments;
      if (message !== undefined && ts.isStringLiteral(message)) found.push(message.text);
      else throw new Error(`${path}: a message must be a literal: ${node.getText()}`);
    }
    ts.forEachChild(node, walk);
  };
  walk(ts.createSourceFile(path, readFileSync(join(TOP, path), "utf8"), ts.ScriptTarget.Latest, true));
  return found;
}

function placeholders(text: string): string[] {
  return [...text.matchAll(/\{\d+\}/g)].map(([one]) => one).sort();
}

const messages = [...new Set(sources("src").flatMap(messagesIn))];
const russian = json("l10n/bundle.l10n.ru.json");

describe("what the extension says", () => {
  it("is found in the source", () => {
    expect(messages.length).toBeGreaterThan(80);
  });

  it("is in Russian, too: nothing missing, nothing left over", () => {
    expect(Object.keys(russian).sort()).toEqual([...messages].sort());
  });

  it.each(messages)("%s", (message) => {
    expect(placeholders(russian[message] ?? "")).toEqual(placeholders(message));
    const technical = /^[\W\d]*(\{\d\}[\W\d]*)*$|^(TLS|pip|pip: \{0\})$/;
    if (!technical.test(message)) expect(russian[message]).toMatch(/[а-яё]/i);
  });
});

describe("what package.json says", () => {
  const used = [...readFileSync(join(TOP, "package.json"), "utf8").matchAll(/"%([^%"]+)%"/g)].map(([, key]) => key);

  it.each(["package.nls.json", "package.nls.ru.json"])("is all in %s, and nothing else", (path) => {
    expect(Object.keys(json(path)).sort()).toEqual([...new Set(used)].sort());
  });

  it("keeps its links and code in Russian", () => {
    const [english, other] = [json("package.nls.json"), json("package.nls.ru.json")];
    for (const [key, text] of Object.entries(english)) {
      const marks = /\(command:[^)]+\)|`[^`]+`/g;
      expect((other[key] ?? "").match(marks)?.sort(), key).toEqual(text.match(marks)?.sort());
      expect(other[key], key).toMatch(/[а-яё]/i);
    }
  });
});
