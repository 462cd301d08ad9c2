import * as vscode from "vscode";
import { SERVER_SETTINGS, serverSettings, type Target, targetPython } from "../decide/targetPython";
import { installerOf } from "./installers";
import type { PythonExtensions } from "./pythonExtensions";
import type { SituationStore } from "./situationStore";

/** The settings of a folder as the server takes them, with the interpreter whose pip is meant there. */
export async function settingsFor(
  scope: vscode.Uri | undefined,
  extensions: PythonExtensions,
  store: SituationStore,
): Promise<Record<string, unknown>> {
  const settings = vscode.workspace.getConfiguration("piptrust", scope ?? null);
  const target = await targetOf(scope, settings, extensions);
  const installs = vscode.workspace.isTrusted ? await installerOf(scope, extensions) : "pip";
  const folder = scope === undefined ? "" : scope.toString();
  store.change((before) => ({
    ...before,
    chosenBy: new Map(before.chosenBy).set(folder, target.chosenBy),
    installers: new Map(before.installers).set(folder, installs),
  }));
  return serverSettings(Object.fromEntries(SERVER_SETTINGS.map((name) => [name, settings.get(name)])), target);
}

async function targetOf(
  scope: vscode.Uri | undefined,
  settings: vscode.WorkspaceConfiguration,
  extensions: PythonExtensions,
): Promise<Target> {
  const trusted = vscode.workspace.isTrusted;
  return targetPython({
    environments: trusted ? (await extensions.environment(scope))?.execInfo.run.executable : undefined,
    python: trusted ? await extensions.python(scope) : undefined,
    setting: settings.get("interpreter", ""),
    trusted,
  });
}
