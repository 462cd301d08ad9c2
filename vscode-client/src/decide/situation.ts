import type { FolderStatus } from "../messages";

/** How the server itself is doing. */
export type ServerState =
  | { readonly kind: "starting" }
  | { readonly kind: "running" }
  | { readonly kind: "stopped" }
  /** `why` is for people: a reason and, where there is one, what helps. */
  | { readonly kind: "failed"; readonly why: string };

/** Who chose the interpreter whose pip is meant. */
export type ChosenBy = "environments" | "python" | "setting" | "server";

/** Which program installs packages for a folder; "uv" where an extension was told to prefer it to pip. */
export type Installer = "pip" | "uv" | "conda";

/** All that is known and shown; each change makes a new one. */
export interface Situation {
  readonly server: ServerState;
  readonly statuses: readonly FolderStatus[];
  /** The folder of the document in front, as its status spells it; undefined where there is none. */
  readonly activeFolder: string | undefined;
  readonly chosenBy: ReadonlyMap<string, ChosenBy>;
  readonly installers: ReadonlyMap<string, Installer>;
}

/** Worst first: of several folders the worst is shown where none is in front. */
const ORDER = ["failing", "unverified", "unknown", "checking", "untrusted", "off", "verified"] as const;

/** The status that stands for the window now. */
export function shownStatus(situation: Situation): FolderStatus | undefined {
  const front = situation.statuses.find((status) => status.folder === situation.activeFolder);
  if (front !== undefined) return front;
  const rank = (status: FolderStatus): number => ORDER.indexOf(status.state);
  return [...situation.statuses].sort((one, other) => rank(one) - rank(other))[0];
}

/** The situation with a folder's newest status in the place of the one before. */
export function withStatus(situation: Situation, status: FolderStatus): Situation {
  const others = situation.statuses.filter((one) => one.folder !== status.folder);
  return { ...situation, statuses: [...others, status] };
}

/** The situation without folders that are gone. */
export function withoutFolders(situation: Situation, gone: readonly string[]): Situation {
  return { ...situation, statuses: situation.statuses.filter((status) => !gone.includes(status.folder)) };
}
