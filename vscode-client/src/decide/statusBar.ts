import { t } from "../localise";
import type { FolderStatus, State } from "../messages";
import { shownStatus, type Situation } from "./situation";
import { background, stateName } from "./stateName";
import { tooltip } from "./statusTooltip";

/** What one status bar entry shows. */
export interface Presentation {
  /** With an icon; every state differs from the others in its words, too. */
  readonly text: string;
  readonly background: "warning" | "error" | undefined;
  /** Markdown with theme icons. */
  readonly tooltip: string;
  /** For those who hear the entry. */
  readonly label: string;
}

const ICONS: Readonly<Record<State, string>> = {
  checking: "sync~spin",
  verified: "workspace-trusted",
  unverified: "unlock",
  failing: "workspace-untrusted",
  unknown: "workspace-unknown",
  off: "circle-slash",
  untrusted: "lock",
};

const LONGEST_DETAIL = 36;

/** From what is known to what is shown; `now` only tells how long ago something was. */
export function statusBar(situation: Situation, now: Date): Presentation {
  const { server } = situation;
  if (server.kind === "failed") {
    return {
      text: `$(error) ${t("pip: server not running")}`,
      background: "error",
      tooltip: tooltip(situation, undefined, now),
      label: `${t("piptrust's server is not running.")} ${server.why}`,
    };
  }
  if (server.kind === "stopped") return plain("circle-slash", t("pip: stopped"), situation, now);
  const status = shownStatus(situation);
  if (server.kind === "starting" || status === undefined) {
    return plain("sync~spin", t("pip: starting"), situation, now);
  }
  const uv = situation.installers.get(status.folder) === "uv" ? ` ${t("(installs with uv)")}` : "";
  return {
    text: `$(${ICONS[status.state]}) ${t("pip: {0}", words(status))}${uv}`,
    background: background(status.state),
    tooltip: tooltip(situation, status, now),
    label: label(status) + uv,
  };
}

function words(status: FolderStatus): string {
  const title = status.places.find((place) => place.outcome === "failed")?.title;
  if (title === undefined || title === null) return stateName(status.state);
  if (status.state === "failing") return `${stateName("failing")} – ${shortened(title)}`;
  return status.state === "unknown" ? `${stateName("unknown")} – ${shortened(title)}` : stateName(status.state);
}

function label(status: FolderStatus): string {
  const parts = [t("pip's trust: {0}.", stateName(status.state)), status.text, status.reason];
  return parts.filter((part) => part !== "").join(" ");
}

function shortened(title: string): string {
  return title.length <= LONGEST_DETAIL ? title : `${title.slice(0, LONGEST_DETAIL - 1).trimEnd()}…`;
}

function plain(icon: string, text: string, situation: Situation, now: Date): Presentation {
  return { text: `$(${icon}) ${text}`, background: undefined, tooltip: tooltip(situation, undefined, now), label: text };
}
