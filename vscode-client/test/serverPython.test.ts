import { describe, expect, it } from "vitest";
import { MOST_CRASHES, startsAgain, withCrash } from "../src/decide/crashes";
import { bundledServer, ownServer } from "../src/decide/launch";
import { type Candidate, candidates, judge, noPython, questionFor, type Sources } from "../src/decide/serverPython";

const ON_PATH: Record<string, string> = { python3: "/usr/bin/python3", python: "/usr/bin/python", py: "C:\\py.exe" };

function sources(changed: Partial<Sources> = {}): Sources {
  return {
    setting: "",
    active: [],
    known: [],
    platform: "linux",
    lookUp: (program) => ON_PATH[program],
    mayRun: () => true,
    trusted: true,
    ...changed,
  };
}

function commandsOf(found: readonly Candidate[]): string[] {
  return found.map(({ command, args }) => [command, ...args].join(" "));
}

describe("whom to ask for a Python", () => {
  it("the setting, the active environment, known ones, then PATH", () => {
    const found = candidates(sources({ setting: "/opt/py", active: ["/venv/bin/python"], known: ["/conda/python"] }));
    expect(commandsOf(found)).toEqual(["/opt/py", "/venv/bin/python", "/conda/python", "/usr/bin/python3", "/usr/bin/python"]);
    expect(found.map((one) => one.origin)).toEqual(["setting", "active", "known", "path", "path"]);
  });

  it("on Windows the launcher comes first", () => {
    expect(commandsOf(candidates(sources({ platform: "win32" })))[0]).toBe("C:\\py.exe -3");
  });

  it("each only once", () => {
    const found = candidates(sources({ active: ["/usr/bin/python3"], known: ["/usr/bin/python3"] }));
    expect(commandsOf(found)).toEqual(["/usr/bin/python3", "/usr/bin/python"]);
  });

  it("a setting that is no path is looked up", () => {
    expect(commandsOf(candidates(sources({ setting: "python" })))).toEqual(["/usr/bin/python", "/usr/bin/python3"]);
    expect(commandsOf(candidates(sources({ setting: "nonsense" })))).toEqual(["/usr/bin/python3", "/usr/bin/python"]);
  });

  it("in an untrusted workspace nothing that others chose, and nothing in it", () => {
    const mayRun = (path: string): boolean => !path.startsWith("/code");
    const untrusted = sources({ trusted: false, mayRun, setting: "/code/python", active: ["/x/python"], known: ["/y/python"] });
    expect(commandsOf(candidates(untrusted))).toEqual(["/usr/bin/python3", "/usr/bin/python"]);
  });

  it("not all of very many environments", () => {
    const known = Array.from({ length: 100 }, (_, index) => `/env${String(index)}/python`);
    expect(candidates(sources({ known })).length).toBeLessThan(20);
  });
});

describe("what a candidate answers", () => {
  const candidate: Candidate = { command: "/usr/bin/python3", args: [], origin: "path" };
  const answered = (stdout: string) => judge(candidate, { stdout, stderr: "", failure: undefined });

  it("is asked in isolation", () => {
    expect(questionFor({ ...candidate, args: ["-3"] }).slice(0, 4)).toEqual(["-3", "-I", "-S", "-c"]);
  });

  it.each(["3.9.0", "3.13.1", "3.20.0"])("%s fits", (version) => {
    expect(answered(`${version}|/real/python3`)).toEqual({ fits: true, executable: "/real/python3", version });
  });

  it.each(["2.7.18", "3.8.18", "4.0.0"])("%s does not", (version) => {
    const verdict = answered(`${version}|/real/python`);
    expect(verdict).toMatchObject({ fits: false });
    expect(verdict.fits ? "" : verdict.why).toContain(version);
  });

  it("an interpreter that does not know where it stands is started as it was found", () => {
    expect(answered("3.11.0|")).toMatchObject({ executable: "/usr/bin/python3" });
  });

  it.each(["", "Python was not found; run without arguments to install from a shop", "3.11"])("%j is no Python", (stdout) => {
    expect(answered(stdout)).toMatchObject({ fits: false });
  });

  it("a failure is told with what the program said last", () => {
    const verdict = judge(candidate, { stdout: "", stderr: "Traceback\nunknown option -I\n", failure: "ended with status 2" });
    expect(verdict).toEqual({ fits: false, why: "ended with status 2: unknown option -I" });
  });

  it("where none fits, all are named with the reason", () => {
    const why = noPython([{ candidate: { ...candidate, args: ["-3"] }, why: "too old" }]);
    expect(why).toBe("The server needs Python 3.9 or newer, and none was found.\n/usr/bin/python3 -3: too old");
  });
});

describe("the server's command", () => {
  it("is isolated from everything of the user's", () => {
    expect(bundledServer("/p/python", "/ext/main.py", "/store")).toEqual({
      command: "/p/python",
      args: ["-I", "-S", "-X", "utf8", "/ext/main.py", "--unpack-to=/store", "lsp"],
    });
  });

  it("may be the user's own", () => {
    expect(ownServer(["piptrust", "lsp"])).toEqual({ command: "piptrust", args: ["lsp"] });
    expect(ownServer([])).toBeUndefined();
    expect(ownServer([" "])).toBeUndefined();
  });
});

describe("after a crash", () => {
  it("it is started again, but not for ever", () => {
    let crashes: number[] = [];
    for (let number = 1; number <= MOST_CRASHES; number += 1) {
      crashes = withCrash(crashes, number * 1000);
      expect(startsAgain(crashes)).toBe(number < MOST_CRASHES);
    }
  });

  it("crashes long ago do not count", () => {
    const crashes = [1, 2, 3, 4].reduce<number[]>((all, when) => withCrash(all, when), []);
    expect(withCrash(crashes, 10 * 60_000)).toEqual([10 * 60_000]);
  });
});
