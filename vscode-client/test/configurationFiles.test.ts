import { describe, expect, it } from "vitest";
import { fileOfScope, standing } from "../src/decide/configurationFiles";
import type { ConfigurationFile } from "../src/messages";
import { recorded } from "./recorded";

const { configurationFiles } = recorded("verified");

function file(path: string, changed: Partial<ConfigurationFile> = {}): ConfigurationFile {
  return { uri: `file://${path}`, path, scope: "user", exists: false, inEffect: true, ...changed };
}

describe("pip's configuration files", () => {
  it("of a scope: the last that is there", () => {
    const files = [file("/legacy", { exists: true }), file("/new")];
    expect(fileOfScope(files, "user")?.path).toBe("/legacy");
  });

  it("of a scope where none is there: the last, where pip itself would write", () => {
    expect(fileOfScope([file("/legacy"), file("/new")], "user")?.path).toBe("/new");
    expect(fileOfScope([file("/legacy")], "site")).toBeUndefined();
  });

  it("are found among what a real server lists", () => {
    expect(fileOfScope(configurationFiles, "user")?.path).toBe("/home/ada/home/.config/pip/pip.conf");
    expect(fileOfScope(configurationFiles, "global")?.exists).toBe(true);
  });

  it("say whether pip reads them", () => {
    expect(standing(file("/x", { exists: true }))).toBe("pip reads it");
    expect(standing(file("/x", { exists: true, inEffect: false }))).toContain("does not read it");
    expect(standing(file("/x"))).toContain("will be created");
  });
});
