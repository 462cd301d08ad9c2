import { dirname } from "node:path";
import * as vscode from "vscode";
import { BEGINNING, fileOfScope, scopeName, standing } from "../../decide/configurationFiles";
import { t } from "../../localise";
import { type ConfigurationFile, SERVER_COMMANDS } from "../../messages";
import { show } from "../show";
import { asked, folderArgument, type Tools } from "../tools";

/** Lets the user choose among the places in which pip looks, and opens or creates what is chosen. */
export async function openConfiguration(tools: Tools): Promise<void> {
  const files = await configurationFiles(tools);
  if (files === undefined) return;
  const items = files.map((file) => ({
    label: `$(${file.exists ? "file" : "new-file"}) ${file.path}`,
    description: scopeName(file.scope),
    detail: standing(file),
    file,
  }));
  const chosen = await vscode.window.showQuickPick(items, {
    title: t("pip's configuration files"),
    placeHolder: t("Later ones win over earlier ones"),
  });
  if (chosen !== undefined) await openOrCreate(chosen.file);
}

/** Opens the file of one scope, or creates it. */
export async function openConfigurationOf(tools: Tools, scope: ConfigurationFile["scope"]): Promise<void> {
  const files = await configurationFiles(tools);
  if (files === undefined) return;
  const file = fileOfScope(files, scope);
  if (file === undefined) {
    void vscode.window.showInformationMessage(t("pip has no such configuration file here."));
    return;
  }
  await openOrCreate(file);
}

async function configurationFiles(tools: Tools): Promise<ConfigurationFile[] | undefined> {
  return asked(tools, SERVER_COMMANDS.configurationFiles, folderArgument(tools));
}

async function openOrCreate(file: ConfigurationFile): Promise<void> {
  const uri = vscode.Uri.parse(file.uri);
  try {
    if (!file.exists) {
      const create = t("Create");
      const question = t("pip would read {0}, but it is not there. Create it?", file.path);
      if ((await vscode.window.showInformationMessage(question, create)) !== create) return;
      await vscode.workspace.fs.createDirectory(uri.with({ path: dirname(uri.path) }));
      const edit = new vscode.WorkspaceEdit();
      // Fails where somebody has made it in the meantime, rather than emptying it.
      edit.createFile(uri, { contents: new TextEncoder().encode(BEGINNING), overwrite: false });
      await vscode.workspace.applyEdit(edit);
    }
    await show(uri);
  } catch (error) {
    void vscode.window.showErrorMessage(t("{0} could not be opened: {1}", file.path, String(error)));
  }
}
