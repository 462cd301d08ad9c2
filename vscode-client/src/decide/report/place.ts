import { t } from "../../localise";
import type { Fix, ReportPlace } from "../../messages";
import { caSources, verdict } from "../statusTooltip";
import { chainDrawing } from "./chain";
import { html, type Html, NOTHING } from "./html";

const MARKS = { verified: "✓", unverified: "!", failed: "✗" } as const;

/** One place of the report: what it came to, the drawing, why, and what can be done. */
export function placeSection(place: ReportPlace, index: number, view: View): Html {
  return html`<section class="place ${place.outcome}"${place.host === view.focus ? html` data-focus` : NOTHING} aria-labelledby="place-${index}">
<h2 id="place-${index}"><span class="mark" aria-hidden="true">${MARKS[place.outcome]}</span> ${place.host}:${place.port}
<span class="verdict">${verdict(place)}</span>${place.tls === null ? NOTHING : html` <span class="quiet">${place.tls}</span>`}</h2>
${place.explanation === "" ? NOTHING : html`<p>${place.explanation}</p>`}
${place.words === null ? NOTHING : html`<pre class="words">${place.words}</pre>`}
${chainDrawing(place, view.pip, view.now)}
${sources(place)}
${fixes(place, index, view)}
${list(t("What to do"), place.whatToDo)}
${evidence(place)}
${place.page === null ? NOTHING : html`<p><button class="link-like" data-action="page" data-place="${index}">${t("More about this cause")}</button></p>`}
</section>`;
}

/** What a section depends on beside its place. */
export interface View {
  readonly pip: string;
  readonly now: Date;
  /** The host to begin with, if one is meant. */
  readonly focus: string | undefined;
  readonly shell: "bash" | "powershell";
}

function sources(place: ReportPlace): Html {
  const rows = caSources(place);
  if (rows.length === 0) return NOTHING;
  return html`<h3>${t("Where pip takes its trust from")}</h3>
<ul>${rows.map(({ source, setBy }) => html`<li><code>${source}</code>${setBy === "" ? NOTHING : html` – ${t("set by {0}", setBy)}`}</li>`)}</ul>`;
}

function fixes(place: ReportPlace, index: number, view: View): Html {
  if (place.fixes.length === 0) return NOTHING;
  return html`<h3>${t("Repairs")}</h3>
<ul class="fixes">${place.fixes.map((fix, number) => fixItem(fix, index, number, view))}</ul>`;
}

function fixItem(fix: Fix, place: number, number: number, view: View): Html {
  const applies = fix.data != null;
  const command = fix.commands?.[view.shell];
  return html`<li class="fix ${fix.standing}">
<button data-action="fix" data-place="${place}" data-fix="${number}"${applies ? NOTHING : html` disabled`}${fix.lowersSecurity ? html` class="lowers"` : NOTHING}>${fix.title}</button>
<span class="standing">${standing(fix)}</span>
${fix.reason == null ? NOTHING : html`<span class="reason">${fix.reason}</span>`}
${command === undefined ? NOTHING : html`<pre class="words">${command}</pre>`}
</li>`;
}

function standing(fix: Fix): string {
  switch (fix.standing) {
    case "proven":
      return fix.lowersSecurity ? t("✓ proven, but lowers security") : t("✓ proven by a handshake");
    case "untested":
      return t("? not tried");
    case "refuted":
      return t("✗ tried, and it does not help");
  }
}

function evidence(place: ReportPlace): Html {
  if (place.evidence.length === 0) return NOTHING;
  return html`<details><summary>${t("How this is known")}</summary>
<ul>${place.evidence.map(({ text, source }) => html`<li>${text} <span class="quiet">${source}</span></li>`)}</ul></details>`;
}

/** The pages from which sentences come are Markdown; of that, only code occurs in them. */
function withCode(sentence: string): Html {
  return html`${sentence.split("`").map((part, index) => (index % 2 === 1 ? html`<code>${part}</code>` : html`${part}`))}`;
}

function list(heading: string, items: readonly string[]): Html {
  if (items.length === 0) return NOTHING;
  return html`<h3>${heading}</h3>
<ul>${items.map((item) => html`<li>${withCode(item)}</li>`)}</ul>`;
}
