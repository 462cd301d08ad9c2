import { t } from "../localise";
import type { State } from "../messages";

/** The state in a word or two. */
export function stateName(state: State): string {
  switch (state) {
    case "checking":
      return t("checking");
    case "verified":
      return t("trusted");
    case "unverified":
      return t("not verified");
    case "failing":
      return t("failing");
    case "unknown":
      return t("unknown");
    case "off":
      return t("not checked");
    case "untrusted":
      return t("workspace not trusted");
  }
}

/** How serious a state is, for whoever cannot see its colour. */
export function background(state: State): "warning" | "error" | undefined {
  if (state === "failing") return "error";
  return state === "unverified" ? "warning" : undefined;
}
