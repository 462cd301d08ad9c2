import * as vscode from "vscode";
import { PythonExtensions } from "./editor/pythonExtensions";
import { Server } from "./editor/server";
import { SituationStore } from "./editor/situationStore";
import { showStatusBar } from "./editor/statusBarItem";
import { useTranslator } from "./localise";

let server: Server | undefined;

/** Wires the parts together; nothing is decided here. */
export async function activate(context: vscode.ExtensionContext): Promise<void> {
  useTranslator((message, ...values) => vscode.l10n.t(message, ...values));
  const log = vscode.window.createOutputChannel("piptrust", { log: true });
  const store = new SituationStore({
    server: { kind: "starting" },
    statuses: [],
    activeFolder: undefined,
    chosenBy: new Map(),
    installers: new Map(),
  });
  const extensions = new PythonExtensions(log);
  const main = vscode.Uri.joinPath(context.extensionUri, "bundled", "main.py").fsPath;
  const running = (server = new Server(main, extensions, store, log));
  context.subscriptions.push(
    log,
    store,
    extensions,
    running,
    showStatusBar(store),
    extensions.onDidChange(() => void running.settingsChanged()),
    vscode.workspace.onDidGrantWorkspaceTrust(() => void running.trusted()),
    vscode.commands.registerCommand("piptrust.restart", () => running.restart()),
  );
  await running.start();
}

/** The window closes: the server, and with it its agents, must be gone. */
export async function deactivate(): Promise<void> {
  await server?.stop();
}
