import { t } from "../../localise";
import type { FolderStatus, Report } from "../../messages";
import { stateName } from "../stateName";
import { ago } from "../times";
import { html, Html, NOTHING } from "./html";
import { placeSection, type View } from "./place";
import { SCRIPT } from "./script";
import { STYLE } from "./style";

/** What the page shows. */
export interface Content {
  /** Null where nothing was probed. */
  readonly report: Report | null;
  readonly status: FolderStatus | undefined;
  readonly focus: string | undefined;
  readonly shell: View["shell"];
  readonly now: Date;
  readonly language: string;
}

/**
 * The whole page. It loads nothing: its style and script stand in it, under a nonce, and everything else is refused.
 *
 * @param nonce unpredictable, and another one each time
 */
export function reportPage(content: Content, nonce: string): string {
  const { report, status, now } = content;
  const policy = `default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'`;
  return html`<!DOCTYPE html>
<html lang="${content.language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${t("Handshake report")}</title>
<style nonce="${nonce}">${new Html(STYLE)}</style>
</head>
<body>
<header>
<h1>${t("Whom pip trusts")}</h1>
${status === undefined ? NOTHING : html`<p class="summary ${status.state}"><strong>${stateName(status.state)}</strong> ${status.text}${status.reason === "" ? "" : ` – ${status.reason}`}</p>`}
${report === null ? NOTHING : html`<p class="quiet">${interpreterLine(report)} – ${t("checked {0}", ago(report.checkedAt, now))}</p>`}
<nav>
<button data-action="check">${t("Check now")}</button>
<button class="secondary" data-action="copy"${report === null ? html` disabled` : NOTHING}>${t("Copy as Markdown")}</button>
<button class="secondary" data-action="effective">${t("What is in effect")}</button>
</nav>
</header>
<main>${places(content)}</main>
<script nonce="${nonce}">${new Html(SCRIPT)}</script>
</body>
</html>`.text;
}

function places(content: Content): Html {
  const { report } = content;
  if (report === null) return html`<p>${t("No handshake was made yet.")}</p>`;
  if (report.places.length === 0) return html`<p>${t("pip would talk to no server over the network here.")}</p>`;
  const pip = report.interpreter.pip === null ? report.interpreter.path : `pip ${report.interpreter.pip}`;
  const view: View = { pip, now: content.now, focus: content.focus, shell: content.shell };
  return html`${report.places.map((place, index) => placeSection(place, index, view))}`;
}

function interpreterLine(report: Report): string {
  const { path, python, pip, openssl } = report.interpreter;
  return [path, `Python ${python}`, pip === null ? t("no pip") : `pip ${pip}`, openssl ?? t("no ssl module")].join(", ");
}
