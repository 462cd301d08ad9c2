import { describe, expect, it } from "vitest";
import { menu, provenFixes } from "../src/decide/menu";
import { recorded, situation } from "./recorded";

const { status } = recorded("unknown-root");

function commands(entries: ReturnType<typeof menu>): string[] {
  return entries.flatMap(({ choice }) => (choice?.kind === "command" ? [choice.command] : []));
}

describe("the menu", () => {
  it("offers everything that there is to do", () => {
    expect(commands(menu(situation(status)))).toEqual([
      "piptrust.check",
      "piptrust.showReport",
      "piptrust.showEffective",
      "piptrust.explainOutput",
      "piptrust.chooseInterpreter",
      "piptrust.openConfiguration",
      "piptrust.setTerminalEnvironment",
      "piptrust.openSettings",
      "piptrust.showLog",
    ]);
  });

  it("begins with the repairs that are proven, what lowers security last", () => {
    const fixes = menu(situation(status)).flatMap(({ choice }) => (choice?.kind === "fix" ? [choice.fix] : []));
    expect(fixes.length).toBeGreaterThan(1);
    expect(fixes.every((fix) => fix.standing === "proven")).toBe(true);
    expect(fixes.map((fix) => fix.lowersSecurity)).toEqual([...fixes.map(() => false).slice(1), true]);
  });

  it("shows titles in full, below where they do not fit", () => {
    for (const entry of menu(situation(status))) {
      if (entry.choice?.kind !== "fix") continue;
      expect(`${entry.label} ${entry.detail ?? ""}`).toContain(entry.choice.fix.title);
      expect(entry.label.length).toBeLessThan(80);
    }
  });

  it("offers each repair once, although several places need it", () => {
    const twice = { ...status, places: [...status.places, ...status.places] };
    expect(provenFixes(twice)).toEqual(provenFixes(status));
  });

  it("offers nothing that needs a server where there is none", () => {
    const entries = menu({ ...situation(status), server: { kind: "failed", why: "no Python" } });
    expect(commands(entries)).toEqual(["piptrust.restart", "piptrust.showLog", "piptrust.openSettings"]);
  });

  it("lets no title become an icon", () => {
    const fix = { title: "$(error) x", standing: "proven" as const, lowersSecurity: false, reason: null, data: {} };
    const places = status.places.map((place) => ({ ...place, fixes: [fix] }));
    expect(menu(situation({ ...status, places }))[1]?.label).toBe("$(wrench) $\u200b(error) x");
  });
});
