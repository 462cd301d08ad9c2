import * as vscode from "vscode";
import { languageStatus } from "../decide/languageStatus";
import { t } from "../localise";
import { DOCUMENTS } from "./documents";
import type { SituationStore } from "./situationStore";

const SEVERITIES = {
  information: vscode.LanguageStatusSeverity.Information,
  warning: vscode.LanguageStatusSeverity.Warning,
  error: vscode.LanguageStatusSeverity.Error,
} as const;

/** The entry beside the language of pip's files; what it shows is decided in decide/languageStatus.ts. */
export function showLanguageStatus(store: SituationStore): vscode.Disposable {
  const item = vscode.languages.createLanguageStatusItem("piptrust.language", DOCUMENTS);
  item.name = t("pip's trust");
  item.command = { title: t("Show handshake report"), command: "piptrust.showReport" };
  const show = (): void => {
    const shown = languageStatus(store.situation);
    item.text = shown.text;
    item.detail = shown.detail;
    item.severity = SEVERITIES[shown.severity];
    item.busy = shown.busy;
    item.accessibilityInformation = { label: `${shown.text}. ${shown.detail}` };
  };
  show();
  return vscode.Disposable.from(item, store.onDidChange(show));
}
