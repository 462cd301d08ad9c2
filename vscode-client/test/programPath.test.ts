import { describe, expect, it } from "vitest";
import { liesIn, type Machine, programOnPath } from "../src/decide/programPath";

function machine(platform: NodeJS.Platform, path: string, programs: readonly string[], more = {}): Machine {
  return { platform, environment: { [platform === "win32" ? "Path" : "PATH"]: path, ...more }, isProgram: (one) => programs.includes(one) };
}
const anything = (): boolean => true;

describe("a program on PATH", () => {
  it("is the first that is there", () => {
    const here = machine("linux", "/a:/b:/c", ["/b/python3", "/c/python3"]);
    expect(programOnPath("python3", here, anything)).toBe("/b/python3");
    expect(programOnPath("nothing", here, anything)).toBeUndefined();
  });

  it("is never looked for in the folder that happens to be current", () => {
    const here = machine("linux", ":.:bin:/b", ["python3", "./python3", "bin/python3", "/b/python3"]);
    expect(programOnPath("python3", here, anything)).toBe("/b/python3");
  });

  it("is passed over where it may not run", () => {
    const here = machine("linux", "/code/bin:/b", ["/code/bin/python3", "/b/python3"]);
    expect(programOnPath("python3", here, (path) => !path.startsWith("/code/"))).toBe("/b/python3");
  });

  it("on Windows has one of the known endings, and is no batch file", () => {
    const here = machine("win32", "C:\\s;C:\\p", ["C:\\s\\python.bat", "C:\\p\\python.exe"], { PATHEXT: ".BAT;.EXE" });
    expect(programOnPath("python", here, anything)).toBe("C:\\p\\python.exe");
    expect(programOnPath("python.exe", here, anything)).toBe("C:\\p\\python.exe");
  });

  it("is nowhere where there is no PATH", () => {
    expect(programOnPath("python3", { platform: "linux", environment: {}, isProgram: anything }, anything)).toBeUndefined();
  });
});

describe("a path lies in a folder", () => {
  it.each([
    ["/code/.venv/bin/python", true],
    ["/code", true],
    ["/work2/python", false],
    ["/usr/bin/python", false],
    ["/code/../usr/python", false],
    ["/code/..hidden/python", true],
  ])("%s: %s", (path, inside) => {
    expect(liesIn(path, ["/other", "/code"], "linux")).toBe(inside);
  });

  it("whatever the case of letters on Windows, and never on another drive", () => {
    expect(liesIn("c:\\Work\\python.exe", ["C:\\work"], "win32")).toBe(true);
    expect(liesIn("D:\\work\\python.exe", ["C:\\work"], "win32")).toBe(false);
  });
});
