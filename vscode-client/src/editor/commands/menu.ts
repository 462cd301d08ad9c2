import * as vscode from "vscode";
import { type Choice, type Entry, menu } from "../../decide/menu";
import { t } from "../../localise";
import { type Fix, SERVER_COMMANDS } from "../../messages";
import { asked, type Tools } from "../tools";

interface Item extends vscode.QuickPickItem {
  readonly choice?: Choice;
}

/** The menu behind the status bar entry; its lines are decided in decide/menu.ts. */
export async function showMenu(tools: Tools): Promise<void> {
  const chosen = await vscode.window.showQuickPick<Item>(menu(tools.store.situation).map(item), {
    title: t("pip's trust"),
    placeHolder: t("What shall be done?"),
    matchOnDescription: true,
    matchOnDetail: true,
  });
  if (chosen?.choice?.kind === "command") await vscode.commands.executeCommand(chosen.choice.command);
  if (chosen?.choice?.kind === "fix") await applyFix(tools, chosen.choice.fix);
}

/** Has the server apply a fix, which asks first where security is lowered; says why where it cannot be applied. */
export async function applyFix(tools: Tools, fix: Fix): Promise<void> {
  if (fix.data == null) {
    void vscode.window.showInformationMessage(fix.reason ?? t("This repair cannot be applied from here."));
    return;
  }
  await asked<boolean>(tools, SERVER_COMMANDS.applyFix, fix.data);
}

function item(entry: Entry): Item {
  const { label, description, detail, choice } = entry;
  if (choice === undefined) return { label, kind: vscode.QuickPickItemKind.Separator };
  return {
    label,
    choice,
    ...(description === undefined ? {} : { description }),
    ...(detail === undefined ? {} : { detail }),
  };
}
