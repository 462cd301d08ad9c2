import { t } from "../../localise";
import type { ChainCertificate } from "../../messages";
import { day } from "../times";
import { html, type Html, NOTHING } from "./html";

const YEAR = 365.25 * 24 * 3600 * 1000;
const WIDTH = 320;
const HEIGHT = 26;

/** The stretch of time that the lines of one chain share, in milliseconds. */
export interface Scale {
  readonly from: number;
  readonly to: number;
}

/**
 * A stretch in which the leaf and today can be seen: authorities live for decades, leaves for weeks, so what
 * lasts longer runs out of the picture.
 */
export function scaleOf(chain: readonly ChainCertificate[], now: Date): Scale | undefined {
  const today = now.getTime();
  const starts = chain.map((one) => Date.parse(one.notBefore));
  const ends = chain.map((one) => Date.parse(one.notAfter));
  const [leafStart, leafEnd] = [starts[0], ends[0]];
  if (leafStart === undefined || leafEnd === undefined || [...starts, ...ends].some(Number.isNaN)) return undefined;
  const from = Math.min(today, leafStart, Math.max(Math.min(...starts), today - YEAR));
  const to = Math.max(today, leafEnd, Math.min(Math.max(...ends), today + 2 * YEAR));
  const margin = (to - from) * 0.06;
  return { from: from - margin, to: to + margin };
}

/** A certificate's validity as a line, with today marked. */
export function timeline(certificate: ChainCertificate, scale: Scale | undefined, now: Date): Html {
  if (scale === undefined) return NOTHING;
  const [start, end] = [Date.parse(certificate.notBefore), Date.parse(certificate.notAfter)];
  const x = (time: number): number =>
    Math.round((WIDTH * (Math.min(Math.max(time, scale.from), scale.to) - scale.from)) / (scale.to - scale.from));
  const valid = start <= now.getTime() && now.getTime() <= end;
  const width = Math.max(x(end) - x(start), 3);
  const label = t("valid from {0} to {1}", day(certificate.notBefore), day(certificate.notAfter));
  return html`<svg class="timeline ${valid ? "valid" : "invalid"}" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${label}">
<line class="axis" x1="0" y1="13" x2="${WIDTH}" y2="13"/>
<rect class="validity" x="${x(start)}" y="8" width="${width}" height="10" rx="3"/>
${start < scale.from ? html`<path class="beyond" d="M7 8 L1 13 L7 18"/>` : NOTHING}
${end > scale.to ? html`<path class="beyond" d="M${WIDTH - 7} 8 L${WIDTH - 1} 13 L${WIDTH - 7} 18"/>` : NOTHING}
<line class="today" x1="${x(now.getTime())}" y1="1" x2="${x(now.getTime())}" y2="25"/>
<title>${label}</title>
</svg>`;
}
