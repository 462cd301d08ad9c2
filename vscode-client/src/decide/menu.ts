import { t } from "../localise";
import type { Fix, FolderStatus } from "../messages";
import { shownStatus, type Situation } from "./situation";
import { stateName } from "./stateName";
import { chosenBy } from "./statusTooltip";

/** What choosing an entry does. */
export type Choice =
  | { readonly kind: "command"; readonly command: string }
  | { readonly kind: "fix"; readonly fix: Fix };

/** One line of the menu; one without a choice is a heading. */
export interface Entry {
  readonly label: string;
  readonly description?: string;
  readonly detail?: string;
  readonly choice?: Choice;
}

const LONGEST_LABEL = 70;

/** The menu behind the status bar entry: repairs first, then what there is to see, then what there is to set. */
export function menu(situation: Situation): Entry[] {
  const { server } = situation;
  if (server.kind === "failed" || server.kind === "stopped") {
    return [
      command("debug-restart", t("Restart server"), "piptrust.restart"),
      command("output", t("Show log"), "piptrust.showLog"),
      command("gear", t("Settings: which Python runs the server"), "piptrust.openSettings"),
    ];
  }
  const status = shownStatus(situation);
  const fixes = status === undefined ? [] : provenFixes(status);
  return [
    ...(fixes.length > 0 ? [{ label: t("Proven repairs") }, ...fixes.map(fixEntry)] : []),
    { label: t("Trust") },
    {
      ...command("sync", t("Check now"), "piptrust.check"),
      ...(status === undefined ? {} : { description: stateName(status.state) }),
    },
    command("graph", t("Show handshake report"), "piptrust.showReport"),
    command("list-tree", t("Show what is in effect for pip"), "piptrust.showEffective"),
    command("comment-discussion", t("Explain pip's output"), "piptrust.explainOutput"),
    { label: t("Set up") },
    interpreterEntry(status, situation),
    command("file", t("Open pip's configuration files"), "piptrust.openConfiguration"),
    command("terminal", t("Give the terminal pip's CA file"), "piptrust.setTerminalEnvironment"),
    command("gear", t("Settings"), "piptrust.openSettings"),
    command("output", t("Show log"), "piptrust.showLog"),
  ];
}

/** Repairs that a handshake succeeded with, each once; those that lower security come last. */
export function provenFixes(status: FolderStatus): Fix[] {
  const proven = status.places.flatMap((place) => place.fixes).filter((fix) => fix.standing === "proven");
  const once = proven.filter((fix, index) => proven.findIndex((other) => other.title === fix.title) === index);
  return [...once.filter((fix) => !fix.lowersSecurity), ...once.filter((fix) => fix.lowersSecurity)];
}

function fixEntry(fix: Fix): Entry {
  const [first, rest] = twoLines(plain(fix.title));
  const detail = [rest, fix.reason ?? ""].filter((text) => text !== "").join(" – ");
  return {
    label: `$(${fix.lowersSecurity ? "warning" : "wrench"}) ${first}`,
    ...(fix.lowersSecurity ? { description: t("asks first") } : {}),
    ...(detail === "" ? {} : { detail }),
    choice: { kind: "fix", fix },
  };
}

/** A line of the menu is cut off where it is too long; what does not fit goes below it. */
function twoLines(text: string): [string, string] {
  if (text.length <= LONGEST_LABEL) return [text, ""];
  const end = text.lastIndexOf(" ", LONGEST_LABEL);
  return end <= 0 ? [text, ""] : [text.slice(0, end), text.slice(end + 1)];
}

function interpreterEntry(status: FolderStatus | undefined, situation: Situation): Entry {
  const entry = command("symbol-misc", t("Choose interpreter"), "piptrust.chooseInterpreter");
  const interpreter = status?.interpreter;
  if (status === undefined || interpreter == null) return entry;
  const detail = `${interpreter.path} – ${chosenBy(situation.chosenBy.get(status.folder) ?? "server")}`;
  return { ...entry, description: `Python ${interpreter.python}`, detail };
}

function command(icon: string, label: string, id: string): Entry {
  return { label: `$(${icon}) ${label}`, choice: { kind: "command", command: id } };
}

/** A title comes from certificates and files, too: nothing in it may become an icon. */
function plain(title: string): string {
  return title.replace(/\$\(/g, "$\u200b(");
}
