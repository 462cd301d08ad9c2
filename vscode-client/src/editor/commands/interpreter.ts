import * as vscode from "vscode";
import { shownStatus } from "../../decide/situation";
import { t } from "../../localise";
import type { Tools } from "../tools";

/** Lets the user choose whose pip is meant: where another extension chooses interpreters, in its own way. */
export async function chooseInterpreter(tools: Tools): Promise<void> {
  const available = new Set(await vscode.commands.getCommands(true));
  for (const command of ["python-envs.set", "python.setInterpreter"]) {
    if (available.has(command)) {
      await vscode.commands.executeCommand(command);
      return;
    }
  }
  await chooseBySetting(tools);
}

async function chooseBySetting(tools: Tools): Promise<void> {
  const uri = shownStatus(tools.store.situation)?.folder;
  const scope = uri === undefined || uri === "" ? null : vscode.Uri.parse(uri);
  const settings = vscode.workspace.getConfiguration("piptrust", scope);
  const current = settings.get("interpreter", "");
  const browse = { label: `$(folder-opened) ${t("Choose a file…")}`, description: current };
  const found = {
    label: `$(search) ${t("Find it")}`,
    description: t("the folder's .venv, the active environment, or PATH"),
  };
  const chosen = await vscode.window.showQuickPick([browse, found], { title: t("Whose pip is meant?") });
  if (chosen === undefined) return;
  let value: string | undefined;
  if (chosen === browse) {
    value = (await vscode.window.showOpenDialog({ canSelectMany: false, title: t("A Python interpreter") }))?.[0]?.fsPath;
    if (value === undefined) return;
  }
  const target = scope === null ? vscode.ConfigurationTarget.Global : vscode.ConfigurationTarget.WorkspaceFolder;
  await settings.update("interpreter", value, target);
}
