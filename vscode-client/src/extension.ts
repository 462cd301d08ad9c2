import * as vscode from "vscode";
import { withoutFolders } from "./decide/situation";
import { registerCommands } from "./editor/commands/register";
import { showLanguageStatus } from "./editor/languageStatusItem";
import { PythonExtensions } from "./editor/pythonExtensions";
import { showCreatedFiles } from "./editor/repairs";
import { Server } from "./editor/server";
import { SituationStore } from "./editor/situationStore";
import { showStatusBar } from "./editor/statusBarItem";
import { useTranslator } from "./localise";

let server: Server | undefined;

/** Wires the parts together; nothing is decided here. */
export function activate(context: vscode.ExtensionContext): void {
  useTranslator((message, ...values) => vscode.l10n.t(message, ...values));
  const log = vscode.window.createOutputChannel("piptrust", { log: true });
  const store = new SituationStore({
    server: { kind: "starting" },
    statuses: [],
    activeFolder: activeFolder(),
    chosenBy: new Map(),
    installers: new Map(),
  });
  const extensions = new PythonExtensions(log);
  const bundled = vscode.Uri.joinPath(context.extensionUri, "bundled", "main.py").fsPath;
  const images = vscode.Uri.joinPath(context.extensionUri, "images");
  const running = (server = new Server(bundled, context.globalStorageUri.fsPath, extensions, store, log));
  context.subscriptions.push(
    log,
    store,
    extensions,
    showStatusBar(store),
    showLanguageStatus(store),
    showCreatedFiles(),
    ...registerCommands({ server: running, store, extensions, log, images }),
    extensions.onDidChange(() => void running.interpretersChanged()),
    vscode.workspace.onDidGrantWorkspaceTrust(() => void running.trusted()),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (START_SETTINGS.some((setting) => change.affectsConfiguration(setting))) void running.restart();
      else if (TARGET_SETTINGS.some((setting) => change.affectsConfiguration(setting))) void running.settingsChanged();
    }),
    vscode.workspace.onDidChangeWorkspaceFolders(({ removed }) => {
      store.change((before) => withoutFolders(before, removed.map((folder) => folder.uri.toString())));
    }),
    vscode.window.onDidChangeActiveTextEditor((editor) => {
      // A terminal or the report in front leaves the folder as it was.
      if (editor !== undefined) store.change((before) => ({ ...before, activeFolder: activeFolder() }));
    }),
  );
  // The window need not wait for the server.
  void running.start();
}

/** The window closes: the server, and with it its agents, must be gone. */
export async function deactivate(): Promise<void> {
  await server?.stop();
}

/** With these the server is another process; all others it asks for itself. */
const START_SETTINGS = ["piptrust.serverPython", "piptrust.serverCommand"];
/** Settings of others that decide what packages are installed with. */
const TARGET_SETTINGS = ["python-envs"];

function activeFolder(): string | undefined {
  const uri = vscode.window.activeTextEditor?.document.uri;
  return uri === undefined ? undefined : vscode.workspace.getWorkspaceFolder(uri)?.uri.toString();
}
