import { describe, expect, it } from "vitest";
import { type Arrangement, installer, packageManagerOf } from "../src/decide/installer";
import { type Choices, SERVER_SETTINGS, serverSettings, targetPython } from "../src/decide/targetPython";

const NONE: Choices = { environments: undefined, python: undefined, setting: "", trusted: true };

describe("whose pip is meant", () => {
  it.each<[Partial<Choices>, string | undefined, string]>([
    [{ environments: "/e", python: "/p", setting: "/s" }, "/e", "environments"],
    [{ python: "/p", setting: "/s" }, "/p", "python"],
    [{ setting: " /s " }, "/s", "setting"],
    [{}, undefined, "server"],
    [{ environments: "", python: "" }, undefined, "server"],
  ])("%j: %s", (choices, interpreter, chosenBy) => {
    expect(targetPython({ ...NONE, ...choices })).toEqual({ interpreter, chosenBy });
  });

  it("in an untrusted workspace nobody's choice counts", () => {
    const choices = { environments: "/e", python: "/p", setting: "/s", trusted: false };
    expect(targetPython(choices)).toEqual({ interpreter: undefined, chosenBy: "server" });
  });
});

it("the server gets the settings that it knows, and no others", () => {
  const settings = { enable: true, rules: { x: "off" }, probe: { enable: false }, serverPython: "/secret" };
  expect(Object.keys(serverSettings(settings, { interpreter: undefined, chosenBy: "server" })).sort()).toEqual(
    [...SERVER_SETTINGS, "interpreter"].sort(),
  );
  expect(serverSettings(settings, { interpreter: "/e", chosenBy: "environments" })).toEqual({
    enable: true,
    interpreter: "/e",
    rules: { x: "off" },
    probe: { enable: false },
  });
});

describe("what packages are installed with", () => {
  const usual: Arrangement = {
    environmentManager: "ms-python.python:venv",
    packageManager: "ms-python.python:pip",
    alwaysUseUv: true,
    pyvenvCfg: "home = /usr/bin\n",
    uvPresent: true,
  };

  it.each<[string, Partial<Arrangement>]>([
    ["uv", {}],
    ["pip", { uvPresent: false }],
    ["pip", { alwaysUseUv: false }],
    ["uv", { alwaysUseUv: false, pyvenvCfg: "home = /usr/bin\nuv = 0.9.1\n" }],
    ["pip", { alwaysUseUv: false, pyvenvCfg: undefined }],
    ["conda", { environmentManager: "ms-python.python:conda" }],
    ["conda", { packageManager: "ms-python.python:conda" }],
  ])("%s: %j", (expected, changed) => {
    expect(installer({ ...usual, ...changed })).toBe(expected);
  });
});

describe("the package manager of a folder", () => {
  const projects = [
    { path: ".", packageManager: "ms-python.python:pip" },
    { path: "/code/data", packageManager: "ms-python.python:conda" },
    { path: 7 },
    null,
  ];

  it("is that of the project, where the folder is one", () => {
    expect(packageManagerOf(projects, "/code", "x:default")).toBe("ms-python.python:pip");
    expect(packageManagerOf(projects.slice(1), "/code/data/", "x:default")).toBe("ms-python.python:conda");
  });

  it("is the default otherwise", () => {
    expect(packageManagerOf(projects.slice(1), "/code/other", "x:default")).toBe("x:default");
    expect(packageManagerOf("nonsense", "/code", "x:default")).toBe("x:default");
  });
});
