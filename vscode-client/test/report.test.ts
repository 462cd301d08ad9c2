import { describe, expect, it } from "vitest";
import { html } from "../src/decide/report/html";
import { type Content, reportPage } from "../src/decide/report/page";
import { scaleOf } from "../src/decide/report/timeline";
import { HOSTILE, poisoned, recorded, type Scenario, soonAfter } from "./recorded";

const NONCE = "bm9uY2U=";

function content(scenario: Scenario, changed: Partial<Content> = {}): Content {
  const { report, status } = recorded(scenario);
  return { report, status, focus: undefined, shell: "bash", now: soonAfter(status), language: "en", ...changed };
}

function page(scenario: Scenario, changed: Partial<Content> = {}): string {
  return reportPage(content(scenario, changed), NONCE);
}

/** The page's text as it is read, one blank between parts. */
function words(markup: string): string {
  const body = markup.slice(markup.indexOf("<body>"), markup.indexOf("<script"));
  const text = body.replace(/<title>.*?<\/title>/g, "").replace(/<[^>]*>/g, " ").replace(/\s+/g, " ");
  return text.replaceAll("&#39;", "'").replaceAll("&amp;", "&");
}

describe("the report", () => {
  it("loads nothing and runs nothing but its own script", () => {
    const markup = page("unknown-root");
    expect(markup).toContain(
      `content="default-src &#39;none&#39;; style-src &#39;nonce-${NONCE}&#39;; script-src &#39;nonce-${NONCE}&#39;"`,
    );
    expect(markup).not.toMatch(/ (src|href|style|on[a-z]+)=/);
    expect(markup.match(/<(script|style)[ >]/g)).toHaveLength(2);
  });

  it("draws the chain from leaf to the missing anchor, and marks where it breaks", () => {
    const text = words(page("unknown-root"));
    const leaf = text.indexOf("server's certificate CN=index.test");
    const intermediate = text.indexOf("intermediate certificate CN=Lab Intermediate");
    const broken = text.indexOf("the chain breaks here");
    const missing = text.indexOf("missing trust anchor CN=Lab Root");
    expect(leaf).toBeGreaterThan(0);
    expect([leaf, intermediate, broken, missing]).toEqual([leaf, intermediate, broken, missing].sort((a, b) => a - b));
    expect(text).toContain("It would be completed by:");
    expect(text).toMatch(/completed by: \S.*root\.pem/);
  });

  it("names the anchor that vouches for a verified chain", () => {
    const text = words(page("verified"));
    expect(text).toMatch(/vouched for by trust anchor CN=Lab Root,O=Lab from .*root\.pem/);
    expect(text).not.toContain("breaks");
  });

  it("does not say that pip relies on a presented root which only other stores hold", () => {
    const { report } = recorded("verified");
    const places = report.places.map((place) => {
      const root = { ...place.chain[0], subject: "CN=Lab Root,O=Lab", issuer: "CN=Lab Root,O=Lab", fault: null };
      const chain = [...place.chain, root] as typeof place.chain;
      return { ...place, outcome: "failed" as const, chain, missing: null, completedBy: ["root.pem"] };
    });
    const text = words(page("verified", { report: { ...report, places } }));
    expect(text).toContain("root certificate CN=Lab Root,O=Lab");
    expect(text).toContain("pip does not look there trust anchor CN=Lab Root,O=Lab");
    expect(text).not.toContain("vouched for by");
  });

  it("says that anyone will do where pip does not check", () => {
    expect(words(page("unverified"))).toContain("pip does not check trust anchor anyone");
  });

  it("marks an expired certificate, in words and on its time line", () => {
    const markup = page("expired");
    expect(words(markup)).toMatch(/✗ It expired on \d{4}-\d\d-\d\d/);
    expect(markup).toContain('class="timeline invalid"');
    expect(page("verified")).not.toContain('class="timeline invalid"');
  });

  it("shows the proxy in between, without credentials, and who set it", () => {
    const text = words(page("proxy"));
    expect(text).toMatch(/proxy http:\/\/\*\*\*\*@proxy\.corp\.test:8443 set by HTTPS_PROXY/);
    expect(text).not.toContain("secret");
  });

  it("offers the repairs as buttons; what does not help is disabled and says why", () => {
    const markup = page("unknown-root");
    const { fixes } = recorded("unknown-root").report.places[0] ?? { fixes: [] };
    const buttons = [...markup.matchAll(/<button data-action="fix" data-place="0" data-fix="(\d+)"( disabled)?/g)];
    expect(buttons.map(([, number]) => Number(number))).toEqual(fixes.map((_, number) => number));
    expect(buttons.map(([, , disabled]) => disabled !== undefined)).toEqual(fixes.map((fix) => fix.data === null));
    expect(words(markup)).toContain("pip would still refuse: To use the truststore feature");
    expect(words(markup)).toContain("✓ proven, but lowers security");
    expect(words(markup)).toContain("-m pip install --upgrade pip");
    expect(words(page("unknown-root", { shell: "powershell" }))).toContain("& '/usr/bin/python3'");
  });

  it("shows code in advice as code", () => {
    const { report } = recorded("verified");
    const places = report.places.map((place) => ({ ...place, whatToDo: ["Set `cert`, or `<x>`."] }));
    expect(page("verified", { report: { ...report, places } })).toContain("<li>Set <code>cert</code>, or <code>&lt;x&gt;</code>.</li>");
  });

  it("says so where nothing was probed", () => {
    const markup = page("verified", { report: null });
    expect(words(markup)).toContain("No handshake was made yet.");
    expect(markup).toContain('data-action="copy" disabled');
  });

  it("begins with the place that is asked for", () => {
    expect(page("verified", { focus: "index.test" })).toContain("data-focus");
    expect(page("verified", { focus: "elsewhere.test" })).not.toContain(" data-focus aria");
  });

  it.each(HOSTILE)("shows foreign text as it is: %s", (poison) => {
    const { report, status } = recorded("unknown-root");
    const markup = page("unknown-root", {
      report: poisoned(report, poison),
      status: poisoned(status, poison),
      focus: poison,
    });
    const safe = page("unknown-root", { report: poisoned(report, "x"), status: poisoned(status, "x"), focus: "x" });
    // Backticks in advice make code, which does nothing.
    const tags = (text: string): string[] =>
      [...text.matchAll(/<\/?[a-z][^\s>]*/gi)].map(([tag]) => tag).filter((tag) => !/^<\/?code$/.test(tag));
    expect(tags(markup)).toEqual(tags(safe));
    const attributes = (text: string): string[] => [...text.matchAll(/ ([a-z-]+)="/gi)].map(([, name]) => name ?? "");
    expect(attributes(markup)).toEqual(attributes(safe));
    expect(markup).not.toMatch(/[\u202e\u0000]/);
  });
});

describe("the template", () => {
  it("escapes values, but not markup of its own", () => {
    expect(html`<b title="${'"'}">${"<&'`"}${html`<i/>`}${[html`1`, html`2`]}${3}</b>`.text).toBe(
      '<b title="&quot;">&lt;&amp;&#39;&#96;<i/>123</b>',
    );
  });
});

describe("the time line's scale", () => {
  const now = new Date("2026-06-01");
  const lasting = (notBefore: string, notAfter: string) => ({ subject: "", issuer: "", sha256: "", fault: null, notBefore, notAfter });

  it("shows the leaf and today, however long authorities live", () => {
    const scale = scaleOf([lasting("2026-05-01", "2026-08-01"), lasting("2000-01-01", "2050-01-01")], now);
    expect(scale?.from).toBeGreaterThan(Date.parse("2025-01-01"));
    expect(scale?.from).toBeLessThan(Date.parse("2026-05-01"));
    expect(scale?.to).toBeGreaterThan(Date.parse("2026-08-01"));
    expect(scale?.to).toBeLessThan(Date.parse("2029-01-01"));
  });

  it("reaches to a leaf that ended long ago", () => {
    const scale = scaleOf([lasting("2010-01-01", "2011-01-01")], now);
    expect(scale?.from).toBeLessThan(Date.parse("2010-01-01"));
    expect(scale?.to).toBeGreaterThan(now.getTime());
  });

  it("is none where a date is none", () => {
    expect(scaleOf([lasting("?", "2011-01-01")], now)).toBeUndefined();
    expect(scaleOf([], now)).toBeUndefined();
  });
});
