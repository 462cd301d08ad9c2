import { describe, expect, it } from "vitest";
import { statusBar } from "../src/decide/statusBar";
import { languageStatus } from "../src/decide/languageStatus";
import { shownStatus, withoutFolders, withStatus } from "../src/decide/situation";
import type { FolderStatus, State } from "../src/messages";
import { recorded, situation, soonAfter } from "./recorded";

const { status: failing } = recorded("unknown-root");
const { status: verified } = recorded("verified");
const { status: unverified } = recorded("unverified");
const NOW = soonAfter(failing);

function inState(state: State): FolderStatus {
  return { ...verified, state, text: "", places: [] };
}

describe("the status bar entry", () => {
  it("is red and says why where pip fails", () => {
    const shown = statusBar(situation(failing), NOW);
    expect(shown.text).toBe("$(workspace-untrusted) pip: failing – the root is on this machine, but no…");
    expect(shown.background).toBe("error");
    expect(shown.label).toContain("the root is on this machine, but not where pip looks");
  });

  it("is yellow where pip asks for no proof", () => {
    const shown = statusBar(situation(unverified), NOW);
    expect(shown.text).toBe("$(unlock) pip: not verified");
    expect(shown.background).toBe("warning");
  });

  it("has no colour where all is well", () => {
    const shown = statusBar(situation(verified), NOW);
    expect(shown.text).toBe("$(workspace-trusted) pip: trusted");
    expect(shown.background).toBeUndefined();
  });

  it("turns while handshakes are made", () => {
    expect(statusBar(situation(inState("checking")), NOW).text).toBe("$(sync~spin) pip: checking");
  });

  it("says that a network is not there, without a verdict", () => {
    const offline = {
      ...failing,
      state: "unknown" as const,
      places: failing.places.map((place) => ({ ...place, title: "the host's name does not resolve" })),
    };
    const shown = statusBar(situation(offline), NOW);
    expect(shown.text).toBe("$(workspace-unknown) pip: unknown – the host's name does not resolve");
    expect(shown.background).toBeUndefined();
  });

  it("differs in words and icon in every state, not only in colour", () => {
    const states: State[] = ["checking", "verified", "unverified", "failing", "unknown", "off", "untrusted"];
    const texts = states.map((state) => statusBar(situation(inState(state)), NOW).text);
    expect(new Set(texts).size).toBe(states.length);
    expect(new Set(texts.map((text) => text.split(" ")[0])).size).toBe(states.length);
    expect(new Set(texts.map((text) => text.replace(/^\S+ /, ""))).size).toBe(states.length);
  });

  it("says why the server does not run", () => {
    const shown = statusBar({ ...situation(), server: { kind: "failed", why: "No Python.\npython3: too old" } }, NOW);
    expect(shown.text).toBe("$(error) pip: server not running");
    expect(shown.background).toBe("error");
    expect(shown.tooltip).toContain("python3: too old");
    expect(shown.label).toContain("No Python.");
  });

  it("keeps no verdict of a server that is gone", () => {
    expect(statusBar({ ...situation(verified), server: { kind: "stopped" } }, NOW).text).toBe("$(circle-slash) pip: stopped");
    expect(statusBar({ ...situation(verified), server: { kind: "starting" } }, NOW).text).toBe("$(sync~spin) pip: starting");
  });

  it("says where uv installs instead of pip", () => {
    const shown = statusBar({ ...situation(verified), installers: new Map([[verified.folder, "uv"]]) }, NOW);
    expect(shown.text).toBe("$(workspace-trusted) pip: trusted (installs with uv)");
    expect(shown.tooltip).toContain("installs with uv here");
  });
});

describe("of several folders", () => {
  const other = { ...verified, folder: "file:///other" };

  it("the one in front is shown", () => {
    expect(shownStatus({ ...situation(failing, other), activeFolder: other.folder })).toBe(other);
  });

  it("the worst is shown where none is in front", () => {
    expect(shownStatus(situation(other, failing))).toBe(failing);
    expect(shownStatus({ ...situation(other, failing), activeFolder: "file:///elsewhere" })).toBe(failing);
  });

  it("a new status takes the place of the folder's last", () => {
    const after = withStatus(situation(failing, other), { ...failing, state: "checking" });
    expect(after.statuses.map((status) => status.state).sort()).toEqual(["checking", "verified"]);
  });
});

it("a folder that is gone is not shown any more", () => {
  expect(shownStatus(withoutFolders(situation(failing), [failing.folder]))).toBeUndefined();
});

describe("the entry beside the language", () => {
  it("names the pip that judges", () => {
    const shown = languageStatus(situation(failing));
    expect(shown.text).toBe("pip: failing");
    expect(shown.severity).toBe("error");
    expect(shown.detail).toMatch(/^pip [\d.]+, Python [\d.]+$/);
  });

  it("is busy while the server starts or checks", () => {
    expect(languageStatus({ ...situation(), server: { kind: "starting" } }).busy).toBe(true);
    expect(languageStatus(situation(inState("checking"))).busy).toBe(true);
    expect(languageStatus(situation(verified)).busy).toBe(false);
  });

  it("says why there is no server", () => {
    const shown = languageStatus({ ...situation(), server: { kind: "failed", why: "No Python." } });
    expect([shown.severity, shown.detail]).toEqual(["error", "No Python."]);
  });
});
