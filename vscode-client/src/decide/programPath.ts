import { posix, win32 } from "node:path";

export interface Machine {
  readonly platform: NodeJS.Platform;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly isProgram: (path: string) => boolean;
}

/**
 * The absolute path of a program on PATH.
 *
 * Relative entries (the empty one is the current directory) are left out: they would lead into whatever folder
 * is open. On Windows the system itself would look into the current directory first, which is why programs are
 * never started by their bare names.
 *
 * @param mayRun whether a path may be run at all; entries for which it says no are passed over
 */
export function programOnPath(
  program: string,
  machine: Machine,
  mayRun: (path: string) => boolean,
): string | undefined {
  const windows = machine.platform === "win32";
  const path = windows ? win32 : posix;
  const folders = (variable(machine, "PATH") ?? "").split(path.delimiter);
  const endings = windows ? endingsOf(program, machine) : [""];
  for (const folder of folders) {
    if (!path.isAbsolute(folder)) continue;
    for (const ending of endings) {
      const whole = path.join(folder, program + ending);
      if (mayRun(whole) && machine.isProgram(whole)) return whole;
    }
  }
  return undefined;
}

/** Whether a path lies in one of the folders, or is one. */
export function liesIn(path: string, folders: readonly string[], platform: NodeJS.Platform): boolean {
  const paths = platform === "win32" ? win32 : posix;
  return folders.some((folder) => {
    const rest = paths.relative(folder, path);
    return rest === "" || (rest !== ".." && !/^\.\.[\\/]/.test(rest) && !paths.isAbsolute(rest));
  });
}

function endingsOf(program: string, machine: Machine): string[] {
  const known = (variable(machine, "PATHEXT") ?? ".COM;.EXE;.BAT;.CMD").split(";").filter((one) => one !== "");
  const has = known.some((ending) => program.toLowerCase().endsWith(ending.toLowerCase()));
  // A batch file can only be started through a shell, which would read its arguments anew.
  return has ? [""] : known.filter((ending) => /^\.(exe|com)$/i.test(ending)).map((ending) => ending.toLowerCase());
}

/** Windows spells `Path` as it likes. */
function variable(machine: Machine, name: string): string | undefined {
  const found = Object.keys(machine.environment).find((key) =>
    machine.platform === "win32" ? key.toUpperCase() === name : key === name,
  );
  return found === undefined ? undefined : machine.environment[found];
}
