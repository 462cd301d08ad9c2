import { t } from "../localise";

/** The oldest Python that runs the server. */
export const OLDEST = [3, 9] as const;

/** Seconds are few: an interpreter that does not answer by then is not believed. */
export const PATIENCE_MS = 5000;

/** Where an idea about an interpreter comes from, in the order in which they are tried. */
export type Origin = "setting" | "active" | "known" | "path";

/** A command that may start a fitting Python. It is executed before it is believed. */
export interface Candidate {
  readonly command: string;
  readonly args: readonly string[];
  readonly origin: Origin;
}

/** What a candidate runs. Python 2 understands it, too: then it can say that it is too old. */
export const QUESTION =
  "import sys; sys.stdout.write('%d.%d.%d|%s' % (tuple(sys.version_info[:3]) + (sys.executable,)))";

/** The arguments with which a candidate is executed. */
export function questionFor(candidate: Candidate): string[] {
  return [...candidate.args, "-I", "-S", "-c", QUESTION];
}

export interface Sources {
  /** `piptrust.serverPython`; empty where it is not set. */
  readonly setting: string;
  /** Interpreters of the active environments, by their absolute paths. */
  readonly active: readonly string[];
  /** Interpreters of all environments that another extension knows. */
  readonly known: readonly string[];
  readonly platform: NodeJS.Platform;
  /** The absolute path of a program on PATH, if there is one that may be run. */
  readonly lookUp: (program: string) => string | undefined;
  /** Whether a path may be run: in an untrusted workspace nothing may that stands in it. */
  readonly mayRun: (path: string) => boolean;
  readonly trusted: boolean;
}

const MOST_KNOWN = 12;

/**
 * Whom to ask, best first, each command once.
 *
 * In an untrusted workspace the active environment and the known ones do not count: folders may have chosen them.
 */
export function candidates(sources: Sources): Candidate[] {
  const found: Candidate[] = [];
  const add = (command: string | undefined, origin: Origin, args: readonly string[] = []): void => {
    if (command === undefined || command === "" || !sources.mayRun(command)) return;
    if (found.some((one) => one.command === command && one.args.join(" ") === args.join(" "))) return;
    found.push({ command, args, origin });
  };
  if (sources.setting !== "") {
    add(isPath(sources.setting) ? sources.setting : sources.lookUp(sources.setting), "setting");
  }
  if (sources.trusted) {
    for (const path of sources.active) add(path, "active");
    for (const path of sources.known.slice(0, MOST_KNOWN)) add(path, "known");
  }
  if (sources.platform === "win32") add(sources.lookUp("py"), "path", ["-3"]);
  add(sources.lookUp("python3"), "path");
  add(sources.lookUp("python"), "path");
  return found;
}

/** What became of an attempt to execute a candidate. */
export interface Attempt {
  readonly stdout: string;
  readonly stderr: string;
  /** Why it could not be executed, or how it ended; undefined where it ended well. */
  readonly failure: string | undefined;
}

export type Verdict =
  | { readonly fits: true; readonly executable: string; readonly version: string }
  | { readonly fits: false; readonly why: string };

/** Whether what was executed is a Python that runs the server. */
export function judge(candidate: Candidate, attempt: Attempt): Verdict {
  if (attempt.failure !== undefined) {
    const said = lastLine(attempt.stderr);
    return { fits: false, why: said === "" ? attempt.failure : `${attempt.failure}: ${said}` };
  }
  const answer = /^(\d+)\.(\d+)\.(\d+)\|(.*)$/s.exec(attempt.stdout.trim());
  if (answer === null) return { fits: false, why: t("It does not answer as Python does.") };
  const [, major, minor, micro, executable] = answer;
  const version = `${major ?? ""}.${minor ?? ""}.${micro ?? ""}`;
  if (Number(major) !== OLDEST[0] || Number(minor) < OLDEST[1]) {
    return { fits: false, why: t("It is Python {0}; the server needs {1} or newer.", version, OLDEST.join(".")) };
  }
  // A Python that does not know its own path is started the way that worked.
  const known = executable !== undefined && executable !== "" ? executable : candidate.command;
  return { fits: true, executable: known, version };
}

/** Why there is no server, in the user's terms. */
export function noPython(tried: readonly { readonly candidate: Candidate; readonly why: string }[]): string {
  const wanted = t("The server needs Python {0} or newer, and none was found.", OLDEST.join("."));
  const list = tried.map(({ candidate, why }) => `${[candidate.command, ...candidate.args].join(" ")}: ${why}`);
  return [wanted, ...list].join("\n");
}

/** Whether the setting names a place rather than a program to be looked up. */
function isPath(setting: string): boolean {
  return /[\\/]/.test(setting);
}

function lastLine(text: string): string {
  return text.trim().split(/\r?\n/).at(-1)?.trim() ?? "";
}
