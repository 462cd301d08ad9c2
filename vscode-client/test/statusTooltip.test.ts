import { describe, expect, it } from "vitest";
import { escaped } from "../src/decide/markdown";
import { statusBar } from "../src/decide/statusBar";
import { ago, expiry } from "../src/decide/times";
import { HOSTILE, poisoned, recorded, situation, soonAfter } from "./recorded";

const { status } = recorded("unknown-root");

describe("the tooltip", () => {
  const shown = statusBar({ ...situation(status), chosenBy: new Map([[status.folder, "python"]]) }, soonAfter(status));

  it("has a row for each index: verdict, issuer, expiry, CA source and who set it", () => {
    const text = shown.tooltip.replaceAll("\u200b", "");
    const row = text.split("\n").find((line) => line.startsWith("| index.test"));
    expect(row).toMatch(/^\| index\.test:8443 \| \$\(error\) the root is on this machine, .* \| Lab Intermediate \|/);
    expect(row).toMatch(/\| 20\d\d‑\d\d‑\d\d \| – \|$/);
    expect(text).toContain("CA sources:\n\n\\- /etc".replace("\\-", "-"));
    expect(text).toContain("/etc/ssl/certs/ca\\-certificates.crt – set by /etc/pip.conf:2");
  });

  it("lists CA sources once for all places that share them", () => {
    const [place] = status.places;
    if (place === undefined) throw new Error("no place");
    const elsewhere = { ...place, host: "other.test", trustSources: [{ kind: "bundle", path: "/b.pem", setBy: "PIP_CERT" }] };
    const one = statusBar(situation({ ...status, places: [place, { ...place, host: "same.test" }] }), soonAfter(status));
    expect(one.tooltip.match(/CA sources/g)).toHaveLength(1);
    const two = statusBar(situation({ ...status, places: [place, elsewhere] }), soonAfter(status));
    expect(two.tooltip).toContain("CA sources for other.test:");
  });

  it("says whose pip it is, who chose it, and when it was checked", () => {
    expect(shown.tooltip).toContain("chosen in the Python extension");
    expect(shown.tooltip).toContain("Checked 1 min ago");
  });

  it.each(HOSTILE)("shows foreign text as it is: %s", (poison) => {
    const { tooltip } = statusBar(situation(poisoned(status, poison)), soonAfter(status));
    const markup = tooltip;
    expect(markup).not.toMatch(/<[a-z/!]/i);
    expect(markup).not.toMatch(/(?<!\\)\]\(/);
    expect(markup.replace(/\$\((error|pass|unlock|symbol-misc|info)\)/g, "")).not.toMatch(/\$\(/);
    expect(markup).not.toMatch(/https?:\/\/|www\./);
    const rows = tooltip.split("\n").filter((line) => line.startsWith("|"));
    expect(rows).toHaveLength(2 + status.places.length);
    for (const row of rows) expect(row.replace(/\\\|/g, "").split("|")).toHaveLength(7);
  });
});

describe("times", () => {
  const now = new Date("2026-06-15T12:00:00Z");

  it.each([
    ["2026-06-15T11:59:30Z", "just now"],
    ["2026-06-15T11:14:00Z", "46 min ago"],
    ["2026-06-15T02:00:00Z", "10 h ago"],
    ["2026-06-01T02:00:00Z", "2026-06-01"],
  ])("%s is %s", (iso, words) => {
    expect(ago(iso, now)).toBe(words);
  });

  it.each([
    ["2027-06-15T12:00:00Z", "2027-06-15"],
    ["2026-06-20T12:00:00Z", "2026-06-20 (in 5 days)"],
    ["2026-06-10T12:00:00Z", "2026-06-10 (expired)"],
    ["nonsense", "nonsense"],
  ])("an expiry of %s is %s", (iso, words) => {
    expect(expiry(iso, now)).toBe(words);
  });
});

it("Markdown escapes what acts in it, and nothing else", () => {
  expect(escaped("CN=Lab Root, O=Lab (é ü)")).toBe("CN=Lab Root, O=Lab \\(é ü\\)");
  expect(escaped("a\nb")).toBe("a b");
});
