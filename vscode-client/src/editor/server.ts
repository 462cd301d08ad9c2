import { homedir } from "node:os";
import * as vscode from "vscode";
import {
  CloseAction,
  DidChangeConfigurationNotification,
  ErrorAction,
  type ErrorHandler,
  ExecuteCommandRequest,
  LanguageClient,
  type LanguageClientOptions,
  RevealOutputChannelOn,
  State,
  TransportKind,
} from "vscode-languageclient/node";
import { MOST_CRASHES, startsAgain, withCrash } from "../decide/crashes";
import { bundledServer, ownServer, type ServerCommand } from "../decide/launch";
import { type ServerState, withStatus } from "../decide/situation";
import { t } from "../localise";
import { type FolderStatus, STATUS, WORKSPACE_TRUST } from "../messages";
import { DOCUMENTS } from "./documents";
import type { PythonExtensions } from "./pythonExtensions";
import { REPAIRS } from "./repairs";
import { findServerPython } from "./serverPythonSearch";
import type { SituationStore } from "./situationStore";
import { settingsFor } from "./targets";

/** The language server's process: found, started, started again when it dies, and ended with the window. */
export class Server implements vscode.Disposable {
  private client: LanguageClient | undefined;
  private crashes: number[] = [];
  /** One start or stop after the other. */
  private turn: Promise<void> = Promise.resolve();

  constructor(
    private readonly main: string,
    private readonly storage: string,
    private readonly extensions: PythonExtensions,
    private readonly store: SituationStore,
    private readonly log: vscode.LogOutputChannel,
  ) {}

  start(): Promise<void> {
    return this.inTurn(() => this.launch());
  }

  restart(): Promise<void> {
    return this.inTurn(async () => {
      await this.end();
      this.crashes = [];
      await this.launch();
    });
  }

  stop(): Promise<void> {
    return this.inTurn(() => this.end());
  }

  get running(): boolean {
    return this.client?.isRunning() === true;
  }

  /** What the server answers to one of its commands; undefined where it does not run. */
  async ask<Answer>(command: string, ...args: unknown[]): Promise<Answer | undefined> {
    await this.turn;
    if (this.client?.isRunning() !== true) return undefined;
    return (await this.client.sendRequest(ExecuteCommandRequest.type, { command, arguments: args })) as Answer;
  }

  /** Another interpreter may be meant, or other settings: the server asks for them anew. */
  async settingsChanged(): Promise<void> {
    if (this.client?.isRunning() !== true) return;
    await this.client.sendNotification(DidChangeConfigurationNotification.type, { settings: null });
  }

  /** Another interpreter was chosen or found: perhaps the first that runs the server. */
  async interpretersChanged(): Promise<void> {
    if (this.client === undefined && this.store.situation.server.kind === "failed") await this.start();
    else await this.settingsChanged();
  }

  /** The user trusts the workspace now. */
  async trusted(): Promise<void> {
    await this.turn;
    if (this.client?.isRunning() !== true) {
      await this.restart();
      return;
    }
    await this.client.sendNotification(WORKSPACE_TRUST, { trusted: true });
    await this.settingsChanged();
  }

  dispose(): void {
    void this.stop();
  }

  private inTurn(act: () => Promise<void>): Promise<void> {
    this.turn = this.turn.then(act).catch((error: unknown) => {
      this.log.error(String(error));
      this.say({ kind: "failed", why: String(error) });
    });
    return this.turn;
  }

  private async launch(): Promise<void> {
    this.say({ kind: "starting" });
    const command = await this.command();
    if (command === undefined) return;
    const executable = {
      command: command.command,
      args: [...command.args],
      transport: TransportKind.stdio,
      // Not in the folder: nothing there may decide what is run.
      options: { cwd: homedir() },
    };
    const client = new LanguageClient("piptrust", "piptrust", executable, this.options());
    client.onNotification(STATUS, (status: FolderStatus) => {
      this.store.change((before) => withStatus(before, status));
    });
    // Also after a crash, when the client starts it again by itself.
    client.onDidChangeState(({ newState }) => {
      if (newState === State.Running && client === this.client) this.say({ kind: "running" });
    });
    this.client = client;
    await client.start();
  }

  private async command(): Promise<ServerCommand | undefined> {
    const own = ownServer(vscode.workspace.getConfiguration("piptrust").get("serverCommand", []));
    if (own !== undefined) return own;
    const found = await findServerPython(this.extensions, this.log);
    if (found.python !== undefined) return bundledServer(found.python, this.main, this.storage);
    this.log.error(found.why);
    this.say({ kind: "failed", why: found.why });
    return undefined;
  }

  private options(): LanguageClientOptions {
    return {
      documentSelector: DOCUMENTS,
      // Asked for at every start: trust may have been granted before a crash.
      initializationOptions: () => ({ workspaceTrusted: vscode.workspace.isTrusted }),
      outputChannel: this.log,
      revealOutputChannelOn: RevealOutputChannelOn.Never,
      errorHandler: this.errorHandler(),
      initializationFailedHandler: (error) => {
        this.say({ kind: "failed", why: String(error) });
        return false;
      },
      markdown: { isTrusted: false, supportHtml: false },
      middleware: {
        ...REPAIRS,
        workspace: {
          ...REPAIRS.workspace,
          // Settings are asked for, with the interpreter that is meant; what is sent unasked would know nothing of it.
          didChangeConfiguration: () => this.settingsChanged(),
          configuration: ({ items }) =>
            Promise.all(items.map(({ section, scopeUri }) => this.settings(section, scopeUri))),
        },
      },
    };
  }

  /** What the server asks for; it knows no section but ours. */
  private async settings(section: string | undefined, scope: string | undefined): Promise<unknown> {
    if (section !== "piptrust") return null;
    return settingsFor(scope === undefined ? undefined : vscode.Uri.parse(scope), this.extensions, this.store);
  }

  private errorHandler(): ErrorHandler {
    return {
      error: () => ({ action: ErrorAction.Continue, handled: true }),
      closed: () => {
        this.crashes = withCrash(this.crashes, Date.now());
        if (startsAgain(this.crashes)) {
          this.log.warn(`The server ended unexpectedly (${this.crashes.length} of ${MOST_CRASHES}); it is started again.`);
          this.say({ kind: "starting" });
          return { action: CloseAction.Restart, handled: true };
        }
        const why = t("The server ended {0} times within three minutes and is not started again. The log says why; after a remedy, restart it.", MOST_CRASHES);
        this.say({ kind: "failed", why });
        void this.advise(why);
        return { action: CloseAction.DoNotRestart, handled: true };
      },
    };
  }

  private async advise(why: string): Promise<void> {
    const log = t("Show log");
    const restart = t("Restart server");
    const chosen = await vscode.window.showErrorMessage(why, log, restart);
    if (chosen === log) this.log.show();
    if (chosen === restart) await this.restart();
  }

  private async end(): Promise<void> {
    const client = this.client;
    this.client = undefined;
    this.store.change((before) => ({ ...before, statuses: [] }));
    this.say({ kind: "stopped" });
    try {
      await client?.dispose();
    } catch (error) {
      // It may never have started.
      this.log.debug(String(error));
    }
  }

  private say(server: ServerState): void {
    this.store.change((before) => ({ ...before, server }));
  }
}
