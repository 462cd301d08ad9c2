import { t } from "../localise";
import type { FolderStatus, Place } from "../messages";
import { escaped, table } from "./markdown";
import type { ChosenBy, Situation } from "./situation";
import { stateName } from "./stateName";
import { ago, expiry } from "./times";

/** The hover of the status bar entry, in Markdown with theme icons and, in tables, line breaks of HTML. */
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

/** Four columns, with lines in them: a hover is narrow, and what does not fit is cut off. */
function placesTable(places: readonly Place[], now: Date): string {
  if (places.length === 0) return "";
  const header = [t("index"), t("verdict"), t("certificate"), t("CA source")];
  return table(
    header.map(escaped),
    places.map((place) => [
      lines([`${place.host}:${String(place.port)}`, place.roles.join(", ")]),
      `$(${VERDICT_ICONS[place.outcome]}) ${escaped(verdict(place))}`,
      lines(certificateLines(place, now)),
      lines(caSources(place).flatMap(({ source, setBy }) => [source, setBy === "" ? "" : t("set by {0}", setBy)])),
    ]),
  );
}

function certificateLines(place: Place, now: Date): string[] {
  return [
    place.issuer === null ? "" : t("issuer {0}", place.issuer),
    place.expires === null ? "" : t("valid until {0}", expiry(place.expires, now)),
    place.tls ?? "",
  ];
}

/** Lines within a cell, without the empty ones. */
function lines(texts: readonly string[]): string {
  return texts.filter((text) => text !== "").map(escaped).join("<br>") || "–";
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
