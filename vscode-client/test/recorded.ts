import { readFileSync } from "node:fs";
import type { ConfigurationFile, FolderStatus, Report } from "../src/messages";
import type { Situation } from "../src/decide/situation";

/** What a real server said of real handshakes; record.py writes it. */
export interface Recorded {
  readonly status: FolderStatus;
  readonly report: Report;
  readonly configurationFiles: readonly ConfigurationFile[];
}

export type Scenario = "unknown-root" | "verified" | "unverified" | "expired" | "proxy";

export function recorded(scenario: Scenario): Recorded {
  return JSON.parse(readFileSync(new URL(`fixtures/${scenario}.json`, import.meta.url), "utf8")) as Recorded;
}

/** A running server that has sent these. */
export function situation(...statuses: FolderStatus[]): Situation {
  return {
    server: { kind: "running" },
    statuses,
    activeFolder: undefined,
    chosenBy: new Map(),
    installers: new Map(),
  };
}

/** A minute after the handshakes. */
export function soonAfter(status: FolderStatus): Date {
  return new Date(Date.parse(status.checkedAt ?? "2026-01-01") + 61_000);
}

/** Strings as a hostile server, certificate, file or path might have them. */
export const HOSTILE = [
  `<script>alert(1)</script>`,
  `"><img src=x onerror=alert(1)>`,
  `'); alert(1); ('`,
  `</style></title><svg onload=alert(1)>`,
  `$(error) $(sync~spin)`,
  `[click](command:workbench.action.quit) ![x](https://tracker.example/x.png)`,
  `| a | b |\n| - | - |\n# heading`,
  "`code` **bold** <b>b</b> &amp; \\",
  "https://tracker.example/?q=1 www.tracker.example",
  "gnp.\u202eexe \u0000 end",
];

/** The same data with every text replaced; what must stay as it is, is what the programs compare. */
export function poisoned<Data>(data: Data, poison: string): Data {
  const kept = new Set(["state", "outcome", "standing", "folder", "checkedAt", "expires", "notBefore", "notAfter"]);
  const walk = (value: unknown, key: string): unknown => {
    if (typeof value === "string") return kept.has(key) ? value : poison;
    if (Array.isArray(value)) return value.map((one) => walk(one, ""));
    if (value === null || typeof value !== "object") return value;
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, walk(one, name)]));
  };
  return walk(data, "") as Data;
}
