import type { ChosenBy } from "./situation";

/** The interpreter whose pip is meant; undefined leaves it to the server (`.venv`, then PATH). */
export interface Target {
  readonly interpreter: string | undefined;
  readonly chosenBy: ChosenBy;
}

export interface Choices {
  /** What the Python Environments extension says for the folder, if it is there. */
  readonly environments: string | undefined;
  /** What the Python extension says for the folder, if it is there. */
  readonly python: string | undefined;
  /** `piptrust.interpreter`; empty where it is not set. */
  readonly setting: string;
  readonly trusted: boolean;
}

/** Whose choice counts. In an untrusted workspace none does: whoever made the folder may have made it. */
export function targetPython(choices: Choices): Target {
  if (!choices.trusted) return { interpreter: undefined, chosenBy: "server" };
  const chosen: [string | undefined, ChosenBy][] = [
    [choices.environments, "environments"],
    [choices.python, "python"],
    [choices.setting.trim(), "setting"],
  ];
  for (const [interpreter, who] of chosen) {
    if (interpreter !== undefined && interpreter !== "") return { interpreter, chosenBy: who };
  }
  return { interpreter: undefined, chosenBy: "server" };
}

/** The settings that the server knows, by docs/protocol.md; it complains of others. */
export const SERVER_SETTINGS = ["enable", "rules", "probe", "inlayHints", "codeLens", "semanticTokens"] as const;

/** What the server asks for with `workspace/configuration`, and nothing that it does not know. */
export function serverSettings(settings: Readonly<Record<string, unknown>>, target: Target): Record<string, unknown> {
  const known: Record<string, unknown> = Object.fromEntries(SERVER_SETTINGS.map((name) => [name, settings[name]]));
  return { ...known, interpreter: target.interpreter ?? null };
}
