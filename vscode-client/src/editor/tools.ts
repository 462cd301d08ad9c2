import * as vscode from "vscode";
import { shownStatus } from "../decide/situation";
import { t } from "../localise";
import type { PythonExtensions } from "./pythonExtensions";
import type { Server } from "./server";
import type { SituationStore } from "./situationStore";

/** What commands work with. */
export interface Tools {
  readonly server: Server;
  readonly store: SituationStore;
  readonly extensions: PythonExtensions;
  readonly log: vscode.LogOutputChannel;
  /** The folder of the extension's pictures. */
  readonly images: vscode.Uri;
}

/** The folder that is meant where a command names none: the one whose status is shown. */
export function folderArgument(tools: Tools): { uri: string } | Record<string, never> {
  const folder = shownStatus(tools.store.situation)?.folder ?? tools.store.situation.activeFolder;
  return folder === undefined || folder === "" ? {} : { uri: folder };
}

/** The server's answer; undefined, with a word to the user, where it does not run or cannot. */
export async function asked<Answer>(tools: Tools, command: string, ...args: unknown[]): Promise<Answer | undefined> {
  try {
    const answer = await tools.server.ask<Answer>(command, ...args);
    if (answer === undefined) await sayNotRunning(tools);
    return answer;
  } catch (error) {
    tools.log.error(`${command}: ${String(error)}`);
    void vscode.window.showErrorMessage(t("piptrust's server could not answer: {0}", String(error)));
    return undefined;
  }
}

async function sayNotRunning(tools: Tools): Promise<void> {
  const log = t("Show log");
  const restart = t("Restart server");
  const chosen = await vscode.window.showWarningMessage(t("piptrust's server is not running."), log, restart);
  if (chosen === log) tools.log.show();
  if (chosen === restart) await tools.server.restart();
}
