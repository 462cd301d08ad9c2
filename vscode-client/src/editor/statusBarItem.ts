import * as vscode from "vscode";
import { statusBar } from "../decide/statusBar";
import { t } from "../localise";
import type { SituationStore } from "./situationStore";

const COLOURS = {
  warning: ["statusBarItem.warningBackground", "statusBarItem.warningForeground"],
  error: ["statusBarItem.errorBackground", "statusBarItem.errorForeground"],
} as const;

/** The one entry in the status bar; what it shows is decided in decide/statusBar.ts. */
export function showStatusBar(store: SituationStore): vscode.Disposable {
  const item = vscode.window.createStatusBarItem("piptrust.status", vscode.StatusBarAlignment.Left, 40);
  item.name = t("pip's trust");
  item.command = "piptrust.showMenu";
  const show = (): void => {
    const shown = statusBar(store.situation, new Date());
    const colours = shown.background === undefined ? undefined : COLOURS[shown.background];
    item.text = shown.text;
    item.backgroundColor = colours && new vscode.ThemeColor(colours[0]);
    item.color = colours && new vscode.ThemeColor(colours[1]);
    item.tooltip = new vscode.MarkdownString(shown.tooltip, true);
    item.accessibilityInformation = { label: shown.label, role: "button" };
  };
  show();
  item.show();
  // "5 min ago" goes on being true.
  const clock = setInterval(show, 60_000);
  return vscode.Disposable.from(item, store.onDidChange(show), { dispose: () => { clearInterval(clock); } });
}
