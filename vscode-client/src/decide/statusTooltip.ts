import { t } from "../localise";
import type { FolderStatus, Place } from "../messages";
import { escaped, table } from "./markdown";
import type { ChosenBy, Situation } from "./situation";
import { stateName } from "./stateName";
import { ago, expiry } from "./times";

/** The hover of the status bar entry, in Markdown with theme icons. */
export function tooltip(situation: Situation, status: FolderStatus | undefined, now: Date): string {
  const { server } = situation;
  if (server.kind === "failed") {
    const lines = server.why.split("\n").map(escaped);
    return `**${t("piptrust's server is not running.")}**\n\n${lines.join("  \n")}`;
  }
  if (status === undefined) return t("piptrust is starting.");
  const parts = [
    `**${escaped(t("pip's trust: {0}.", stateName(status.state)))}** ${escaped(status.text)}`,
    escaped(status.reason),
    placesTable(status.places, now),
    sourcesLists(status.places),
    interpreterLine(status, situation),
    situation.installers.get(status.folder) === "uv" ? uvLine() : "",
    status.checkedAt === null ? "" : escaped(t("Checked {0}.", ago(status.checkedAt, now))),
  ];
  return parts.filter((part) => part !== "").join("\n\n");
}

/** What one place came to, in a word. */
export function verdict(place: Place): string {
  switch (place.outcome) {
    case "verified":
      return t("verified");
    case "unverified":
      return t("not verified");
    case "failed":
      return place.title ?? t("failed");
  }
}

const VERDICT_ICONS = { verified: "pass", unverified: "unlock", failed: "error" } as const;

/** Where trust comes from, and who set it. */
export function caSources(place: Place): { source: string; setBy: string }[] {
  if (place.trustSources === undefined) return place.sources.map((source) => ({ source, setBy: "" }));
  return place.trustSources.map(({ kind, path, setBy }) => ({ source: path ?? kind, setBy: setBy ?? "" }));
}

function placesTable(places: readonly Place[], now: Date): string {
  if (places.length === 0) return "";
  const header = [t("index"), t("verdict"), t("issuer"), t("valid until"), "TLS"];
  return table(
    header.map(escaped),
    places.map((place) => [
      breakable(`${place.host}:${String(place.port)}`),
      `$(${VERDICT_ICONS[place.outcome]}) ${escaped(verdict(place))}`,
      place.issuer === null ? "–" : breakable(commonName(place.issuer)),
      place.expires === null ? "–" : unbroken(expiry(place.expires, now)),
      escaped(place.tls ?? "–"),
    ]),
  );
}

/**
 * Where trust comes from, and who set it: below the table, because paths are long and a hover is narrow. Places
 * that go by the same sources share a list.
 */
function sourcesLists(places: readonly Place[]): string {
  const lists = new Map<string, Place[]>();
  for (const place of places) {
    const list = caSources(place)
      .map(({ source, setBy }) => `- ${breakable(source)}${setBy === "" ? "" : ` – ${breakable(t("set by {0}", setBy))}`}`)
      .join("\n");
    if (list !== "") lists.set(list, [...(lists.get(list) ?? []), place]);
  }
  return [...lists]
    .map(([list, of]) => {
      const whose = lists.size === 1 ? t("CA sources:") : t("CA sources for {0}:", of.map((place) => place.host).join(", "));
      return `${escaped(whose)}\n\n${list}`;
    })
    .join("\n\n");
}

/** Names and paths have no blanks at which a line could end. */
function breakable(text: string): string {
  return escaped(text).replace(/([/.:,=]|\\_|\\-)(?=[\w\\])/g, "$1\u200b");
}

/** A day keeps together, with hyphens at which no line ends. */
function unbroken(text: string): string {
  return escaped(text.replace(/(?<=\d)-(?=\d)/g, "\u2011"));
}

/** What people call an issuer; the whole name stands in the report. */
function commonName(name: string): string {
  return /(?:^|,)\s*CN=((?:\\.|[^,\\])+)/.exec(name)?.[1] ?? name;
}

function interpreterLine(status: FolderStatus, situation: Situation): string {
  const { interpreter } = status;
  if (interpreter === null) return "";
  const pip = interpreter.pip === null ? t("no pip") : `pip ${interpreter.pip}`;
  const versions = [`Python ${interpreter.python}`, pip, interpreter.openssl ?? t("no ssl module")].join(", ");
  const by = chosenBy(situation.chosenBy.get(status.folder) ?? "server");
  return `$(symbol-misc) ${escaped(interpreter.path)}  \n${escaped(`${versions} – ${by}`)}`;
}

/** Who chose the interpreter whose pip is meant. */
export function chosenBy(who: ChosenBy): string {
  switch (who) {
    case "environments":
      return t("chosen in the Python Environments extension");
    case "python":
      return t("chosen in the Python extension");
    case "setting":
      return t("set by piptrust.interpreter");
    case "server":
      return t("found in the folder, the environment or on PATH");
  }
}

function uvLine(): string {
  const text = t("The Python Environments extension installs with uv here, which has its own settings for certificates; what stands above is true of pip.");
  return `$(info) ${escaped(text)}`;
}
