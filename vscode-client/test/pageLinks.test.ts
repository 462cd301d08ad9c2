import { describe, expect, it } from "vitest";
import { pageAt, withPageLinks } from "../src/decide/pageLinks";

describe("links to the server's pages", () => {
  it("stand beside the document that shows them", () => {
    const { markdown, folders } = withPageLinks(
      "[a](file:///x/libs/piptrust/cause_pages/leaf-expired.md) and [b](file:///c%3A/y/pages/ca-expired.md).",
    );
    expect(markdown).toBe("[a](cause_pages/leaf-expired.md) and [b](pages/ca-expired.md).");
    expect([...folders]).toEqual([
      ["cause_pages", "file:///x/libs/piptrust/cause_pages"],
      ["pages", "file:///c%3A/y/pages"],
    ]);
  });

  it.each(["[a](https://x.example/y.md)", "[a](file:///etc/passwd)", "file:///x/y.md", "[a](y.md)"])(
    "others stay: %s",
    (markdown) => {
      expect(withPageLinks(markdown)).toEqual({ markdown, folders: new Map() });
    },
  );

  it("lead to pages, and nowhere else", () => {
    expect(pageAt("/cause_pages/leaf-expired.md")).toEqual({ folder: "cause_pages", name: "leaf-expired.md" });
    for (const path of ["/What pip means.md", "/a/../b.md", "/a/b/c.md", "/a/b.txt", "/a/..%2fb.md", ""]) {
      expect(pageAt(path)).toBeUndefined();
    }
  });
});
