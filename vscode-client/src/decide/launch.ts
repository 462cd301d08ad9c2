/** The command line of the server. */
export interface ServerCommand {
  readonly command: string;
  readonly args: readonly string[];
}

/**
 * Isolated (`-I`), without `site` (`-S`) and in UTF-8 mode, so that nothing of the user's can break the server:
 * no `.pth` file, no `sitecustomize`, no `PYTHONPATH`, no code page.
 *
 * @param python an interpreter that was executed and found to fit
 * @param main `main.py` of the bundled server
 * @param storage a folder of ours, in which it is unpacked if its own cannot be written to
 */
export function bundledServer(python: string, main: string, storage: string): ServerCommand {
  return { command: python, args: ["-I", "-S", "-X", "utf8", main, `--unpack-to=${storage}`, "lsp"] };
}

/** What the user's own command does; undefined where the setting names none. */
export function ownServer(setting: readonly string[]): ServerCommand | undefined {
  const [command, ...args] = setting;
  return command === undefined || command.trim() === "" ? undefined : { command, args };
}
