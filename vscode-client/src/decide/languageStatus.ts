import { t } from "../localise";
import { shownStatus, type Situation } from "./situation";
import { background, stateName } from "./stateName";

/** What the entry for the document in front shows. */
export interface LanguagePresentation {
  readonly text: string;
  readonly detail: string;
  readonly severity: "information" | "warning" | "error";
  readonly busy: boolean;
}

/** Whose pip judges the document, and what its handshakes came to. */
export function languageStatus(situation: Situation): LanguagePresentation {
  const { server } = situation;
  if (server.kind === "failed") {
    return { text: t("pip: server not running"), detail: server.why, severity: "error", busy: false };
  }
  const status = shownStatus(situation);
  if (status === undefined) {
    return { text: t("pip: starting"), detail: "", severity: "information", busy: server.kind === "starting" };
  }
  const { interpreter } = status;
  const versions =
    interpreter === null ? t("no interpreter found") : `pip ${interpreter.pip ?? "–"}, Python ${interpreter.python}`;
  return {
    text: t("pip: {0}", stateName(status.state)),
    detail: [versions, status.reason].filter((part) => part !== "").join(" – "),
    severity: background(status.state) ?? "information",
    busy: status.state === "checking",
  };
}
