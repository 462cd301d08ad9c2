import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { SERVER_COMMANDS } from "../src/messages";

const TOP = join(import.meta.dirname, "..");

interface Manifest {
  readonly version: string;
  readonly engines: { readonly vscode: string };
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly capabilities: {
    readonly untrustedWorkspaces: { readonly restrictedConfigurations: readonly string[] };
  };
  readonly contributes: {
    readonly commands: readonly { command: string; title: string; category: string; icon: string }[];
    readonly configuration: { readonly properties: Readonly<Record<string, { readonly scope: string }>> };
    readonly walkthroughs: readonly { readonly steps: readonly { readonly media: { readonly svg: string } }[] }[];
    readonly menus: Readonly<Record<string, readonly { readonly command: string }[]>>;
  };
}

const manifest = JSON.parse(readFileSync(join(TOP, "package.json"), "utf8")) as Manifest;
const registered = [
  ...readFileSync(join(TOP, "src/editor/commands/register.ts"), "utf8").matchAll(/^ {4}"(piptrust\.\w+)":/gm),
].map(([, id]) => id ?? "");

describe("commands", () => {
  const { commands, menus } = manifest.contributes;

  it("have a name, a category and an icon, and are the ones that are registered", () => {
    expect(commands.map(({ command }) => command).sort()).toEqual([...registered].sort());
    expect(commands.every(({ category, icon }) => category === "piptrust" && /^\$\([a-z-]+\)$/.test(icon))).toBe(true);
  });

  it("are none of the server's", () => {
    const servers: readonly string[] = Object.values(SERVER_COMMANDS);
    expect(commands.filter(({ command }) => servers.includes(command))).toEqual([]);
  });

  it("are there where menus and texts name them", () => {
    const inMenus = Object.values(menus).flatMap((entries) => entries.map(({ command }) => command));
    const texts = readFileSync(join(TOP, "package.nls.json"), "utf8");
    const inTexts = [...texts.matchAll(/\(command:([\w.]+)\)/g)].map(([, id]) => id ?? "");
    const source = readFileSync(join(TOP, "src/decide/menu.ts"), "utf8");
    const inMenu = [...source.matchAll(/"(piptrust\.\w+)"/g)].map(([, id]) => id ?? "");
    expect([...inMenus, ...inTexts, ...inMenu].filter((id) => !registered.includes(id))).toEqual([]);
  });
});

describe("settings", () => {
  const { properties } = manifest.contributes.configuration;

  it("that name a program belong to the machine, and count in trusted workspaces only", () => {
    const programs = ["piptrust.interpreter", "piptrust.serverCommand", "piptrust.serverPython"];
    const scoped = Object.entries(properties).filter(([, { scope }]) => scope === "machine-overridable");
    expect(scoped.map(([name]) => name).sort()).toEqual(programs);
    expect([...manifest.capabilities.untrustedWorkspaces.restrictedConfigurations].sort()).toEqual(programs);
  });

  it("each say how far they reach", () => {
    expect(Object.values(properties).filter(({ scope }) => !scope)).toEqual([]);
  });
});

it("the walkthrough has four steps with pictures", () => {
  const steps = manifest.contributes.walkthroughs.flatMap((one) => one.steps);
  expect(steps).toHaveLength(4);
  expect(steps.filter(({ media }) => !existsSync(join(TOP, media.svg)))).toEqual([]);
});

it("the types are those of the oldest editor that is promised", () => {
  expect(`^${manifest.devDependencies["@types/vscode"] ?? ""}`).toBe(manifest.engines.vscode);
});

it("the version is the server's", () => {
  const project = readFileSync(join(TOP, "..", "pyproject.toml"), "utf8");
  expect(/^version = "(.*)"$/m.exec(project)?.[1]).toBe(manifest.version);
});

it("the lock file names packages, not places", () => {
  expect(readFileSync(join(TOP, "package-lock.json"), "utf8")).not.toContain('"resolved"');
});
