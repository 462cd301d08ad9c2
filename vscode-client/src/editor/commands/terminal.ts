import { readFile } from "node:fs/promises";
import * as vscode from "vscode";
import { caFiles, environmentSetting, holdsCertificates, VARIABLES, withCaFile } from "../../decide/terminalEnvironment";
import { trustTroubles } from "../../decide/terminalLinks";
import { t } from "../../localise";
import type { Tools } from "../tools";

interface DiagnosisLink extends vscode.TerminalLink {
  readonly host: string | undefined;
  readonly line: string;
}

/** Makes the words of a failed pip in any terminal a link to the diagnosis. */
export function linkTerminals(
  diagnose: (host: string | undefined, line: string) => Promise<void>,
): vscode.Disposable {
  const provider: vscode.TerminalLinkProvider<DiagnosisLink> = {
    provideTerminalLinks: ({ line }) =>
      trustTroubles(line).map(({ start, length, host }) => ({
        startIndex: start,
        length,
        tooltip: t("Show why pip does not trust this"),
        host,
        line,
      })),
    handleTerminalLink: ({ host, line }) => diagnose(host, line),
  };
  return vscode.window.registerTerminalLinkProvider(provider);
}

/** Writes PIP_CERT and REQUESTS_CA_BUNDLE into the environment that the editor gives its terminals. */
export async function setTerminalEnvironment(tools: Tools): Promise<void> {
  const file = await chooseFile(tools);
  if (file === undefined) return;
  const target = await chooseTarget();
  if (target === undefined) return;
  const setting = environmentSetting(process.platform);
  const write = t("Write the setting");
  const names = VARIABLES.join(", ");
  const answer = await vscode.window.showWarningMessage(
    t("Set {0} for new terminals?", names),
    {
      modal: true,
      detail: t("{0} will set {1} to {2}. Programs that read these variables then trust the certificates in this file, and no others.", setting, names, file),
    },
    write,
  );
  if (answer !== write) return;
  const configuration = vscode.workspace.getConfiguration();
  const inspected = configuration.inspect<Record<string, string | null>>(setting);
  const before = target === vscode.ConfigurationTarget.Global ? inspected?.globalValue : inspected?.workspaceValue;
  try {
    await configuration.update(setting, withCaFile(before ?? {}, file), target);
    void vscode.window.showInformationMessage(t("New terminals will have {0}; open ones keep what they have.", names));
  } catch (error) {
    void vscode.window.showErrorMessage(t("The setting could not be written: {0}", String(error)));
  }
}

async function chooseFile(tools: Tools): Promise<string | undefined> {
  const known = caFiles(tools.store.situation.statuses).map(({ path, verified }) => ({
    label: path,
    description: verified ? t("pip verifies with it") : t("in effect, but a handshake failed"),
    path,
  }));
  const browse = { label: `$(folder-opened) ${t("Choose a file…")}`, description: "", path: undefined };
  const chosen = await vscode.window.showQuickPick([...known, browse], {
    title: t("The CA file for terminals"),
    placeHolder: t("A file of certificates in PEM"),
  });
  if (chosen === undefined) return undefined;
  const path = chosen.path ?? (await vscode.window.showOpenDialog({ canSelectMany: false }))?.[0]?.fsPath;
  return path === undefined || (await isCaFile(path)) ? path : undefined;
}

async function isCaFile(path: string): Promise<boolean> {
  let reason = t("It holds no certificate in PEM.");
  try {
    if (holdsCertificates(await readFile(path, "latin1"))) return true;
  } catch (error) {
    reason = String(error);
  }
  void vscode.window.showErrorMessage(t("{0} cannot be the CA file: {1}", path, reason));
  return false;
}

async function chooseTarget(): Promise<vscode.ConfigurationTarget | undefined> {
  const user = { label: t("For all your windows"), target: vscode.ConfigurationTarget.Global };
  if (vscode.workspace.workspaceFolders === undefined) return user.target;
  const workspace = { label: t("For this workspace only"), target: vscode.ConfigurationTarget.Workspace };
  const chosen = await vscode.window.showQuickPick([workspace, user], { title: t("Where shall it hold?") });
  return chosen?.target;
}
