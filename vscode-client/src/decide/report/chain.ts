import { t } from "../../localise";
import type { ChainCertificate, ReportPlace } from "../../messages";
import { day, expiry } from "../times";
import { html, type Html, NOTHING } from "./html";
import { scaleOf, timeline } from "./timeline";

/**
 * The way from pip to the place, and from its certificate to the trust anchor, with the broken link marked.
 *
 * What is between two steps says whether the one leads to the other: in form, in words and, last, in colour.
 */
export function chainDrawing(place: ReportPlace, pip: string, now: Date): Html {
  return html`<ol class="route" aria-label="${t("The way from pip to the server")}">
${step("pip", pip, "", "plain")}
${place.proxy === null ? NOTHING : step(t("proxy"), place.proxy.url, setBy(place.proxy.setBy), "proxy")}
${step(place.roles.join(", "), `${place.host}:${String(place.port)}`, setBy(place.setBy ?? null), "plain")}
</ol>
${place.chain.length === 0 ? noChain(place) : certificates(place, now)}`;
}

function certificates(place: ReportPlace, now: Date): Html {
  const scale = scaleOf(place.chain, now);
  return html`<ol class="chain" aria-label="${t("The chain, from the server's certificate to the trust anchor")}">
${place.chain.map((certificate, index) => {
  const broken = place.brokenAt === index;
  return html`${index === 0 ? NOTHING : link("whole", t("issued by"))}
<li class="certificate ${broken || certificate.fault !== null ? "broken" : "sound"}">
<div class="card">
<span class="kind">${roleOf(certificate, index)}</span>
<strong class="name">${certificate.subject}</strong>
${certificate.fault === null ? NOTHING : html`<span class="fault"><span aria-hidden="true">✗</span> ${certificate.fault}</span>`}
<span class="fingerprint" title="${certificate.sha256}">SHA-256 ${shortened(certificate.sha256)}</span>
</div>
<div class="dates">${timeline(certificate, scale, now)}
<span>${day(certificate.notBefore)} – ${expiry(certificate.notAfter, now)}</span></div>
</li>`;
})}
${anchor(place)}
</ol>
${scale === undefined ? NOTHING : html`<p class="quiet">${t("The lines show from when to when a certificate is valid; the dashed one is today.")}</p>`}`;
}

function roleOf(certificate: ChainCertificate, index: number): string {
  if (index === 0) return t("server's certificate");
  return certificate.subject === certificate.issuer ? t("root certificate") : t("intermediate certificate");
}

function anchor(place: ReportPlace): Html {
  const known = place.anchor;
  if (place.outcome === "unverified") {
    return html`${link("broken", t("pip does not check"))}
<li class="certificate missing"><div class="card"><span class="kind">${t("trust anchor")}</span>
<strong class="name">${t("anyone")}</strong>
<span>${t("pip asks for no proof here, so every certificate will do.")}</span></div></li>`;
  }
  if (place.outcome === "verified" && known !== null) {
    return html`${link("whole", t("vouched for by"))}
<li class="certificate anchor"><div class="card"><span class="kind">${t("trust anchor")}</span>
<strong class="name">${known.subject}</strong><span>${t("from {0}", known.source)}</span></div></li>`;
  }
  if (place.missing === null) {
    if (known === null) return NOTHING;
    // Stores that would complete the chain are named only where none that pip consults does.
    const consulted = place.completedBy.length === 0;
    return html`${consulted ? link("whole", t("vouched for by")) : link("broken", t("pip does not look there"))}
<li class="certificate anchor"><div class="card"><span class="kind">${t("trust anchor")}</span>
<strong class="name">${known.subject}</strong><span>${t("from {0}", known.source)}</span></div></li>`;
  }
  return html`${link("broken", t("the chain breaks here"))}
<li class="certificate missing"><div class="card"><span class="kind">${t("missing trust anchor")}</span>
<strong class="name">${place.missing.issuer}</strong>
<span>${t("The server did not send it, and pip does not trust it.")}</span>
${completion(place)}</div></li>`;
}

function completion(place: ReportPlace): Html {
  if (place.completedBy.length === 0) {
    return html`<span>${t("No store on this machine that was looked at holds it.")}</span>`;
  }
  return html`<span class="completes">${t("It would be completed by:")}</span>
<ul>${place.completedBy.map((source) => html`<li>${source}</li>`)}</ul>`;
}

function noChain(place: ReportPlace): Html {
  if (place.outcome !== "failed") return NOTHING;
  return html`<p class="quiet">${t("No certificate was seen: the attempt ended before.")}</p>`;
}

function link(kind: "whole" | "broken", words: string): Html {
  const drawing =
    kind === "whole"
      ? html`<path d="M12 0 V24"/><path d="M7 17 L12 24 L17 17"/>`
      : html`<path d="M12 0 V7 M12 17 V24"/><path d="M6 7 L18 17 M18 7 L6 17"/>`;
  return html`<li class="link ${kind}"><svg viewBox="0 0 24 24" aria-hidden="true">${drawing}</svg><span>${words}</span></li>`;
}

function step(kind: string, name: string, note: string, look: "plain" | "proxy"): Html {
  return html`<li class="step ${look}"><span class="kind">${kind}</span><strong class="name">${name}</strong>
${note === "" ? NOTHING : html`<span class="quiet">${note}</span>`}</li>`;
}

function setBy(who: string | null): string {
  return who === null || who === "" ? "" : t("set by {0}", who);
}

function shortened(sha256: string): string {
  return sha256.length <= 24 ? sha256 : `${sha256.slice(0, 16)}…${sha256.slice(-8)}`;
}

