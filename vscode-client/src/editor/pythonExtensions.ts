import * as vscode from "vscode";

const ENVIRONMENTS = "ms-python.vscode-python-envs";
const PYTHON = "ms-python.python";
const PATIENCE_MS = 8000;
const LATE = Symbol("late");

/** The part of the Python Environments extension's interface that is used here. */
interface EnvironmentsApi {
  getEnvironment(scope: vscode.Uri | undefined): Promise<Environment | undefined>;
  getEnvironments(scope: "all"): Promise<Environment[]>;
  readonly onDidChangeEnvironment: vscode.Event<unknown>;
}

export interface Environment {
  readonly envId: { readonly id: string; readonly managerId: string };
  readonly execInfo: { readonly run: { readonly executable: string } };
  readonly sysPrefix: string;
}

/** The part of the Python extension's interface that is used here. */
interface PythonApi {
  readonly environments: {
    getActiveEnvironmentPath(resource?: vscode.Uri): { readonly path: string };
    resolveEnvironment(environment: { readonly path: string } | string): Promise<ResolvedEnvironment | undefined>;
    readonly known?: readonly ResolvedEnvironment[];
    readonly onDidChangeActiveEnvironmentPath: vscode.Event<unknown>;
  };
}

interface ResolvedEnvironment {
  readonly executable: { readonly uri: vscode.Uri | undefined };
}

/**
 * What other extensions know of interpreters. Neither needs to be there, and one that fails counts as not there.
 */
export class PythonExtensions implements vscode.Disposable {
  private readonly emitter = new vscode.EventEmitter<void>();
  /** Another interpreter may have been chosen. */
  readonly onDidChange = this.emitter.event;
  private readonly listening = new Map<string, vscode.Disposable>();
  private readonly installed: vscode.Disposable;

  constructor(private readonly log: vscode.LogOutputChannel) {
    this.installed = vscode.extensions.onDidChange(() => { this.emitter.fire(); });
  }

  /** The Python Environments extension's choice for a folder. */
  async environment(folder: vscode.Uri | undefined): Promise<Environment | undefined> {
    const api = await this.environmentsApi();
    return this.guarded(ENVIRONMENTS, async () => api?.getEnvironment(folder));
  }

  /** The Python extension's choice for a folder: an interpreter's absolute path. */
  async python(folder: vscode.Uri | undefined): Promise<string | undefined> {
    const api = await this.pythonApi();
    return this.guarded(PYTHON, async () => {
      const path = api?.environments.getActiveEnvironmentPath(folder);
      if (api === undefined || path === undefined) return undefined;
      const resolved = await api.environments.resolveEnvironment(path);
      // Where it cannot be resolved, the path may be a folder or a bare name; the server makes of it what it can.
      return resolved?.executable.uri?.fsPath ?? path.path;
    });
  }

  /** The interpreters that are chosen for the folders of this window. */
  async active(): Promise<string[]> {
    const scopes = vscode.workspace.workspaceFolders?.map((folder) => folder.uri) ?? [undefined];
    const found: (string | undefined)[] = [];
    for (const scope of scopes) {
      found.push((await this.environment(scope))?.execInfo.run.executable, await this.python(scope));
    }
    return found.filter((path) => path !== undefined).filter((path) => /[\\/]/.test(path));
  }

  /** The interpreters of all environments that are known. */
  async known(): Promise<string[]> {
    const environments = await this.environmentsApi();
    const listed = await this.guarded(ENVIRONMENTS, async () => environments?.getEnvironments("all"));
    const python = await this.pythonApi();
    const others = python?.environments.known ?? [];
    return [
      ...(listed ?? []).map((environment) => environment.execInfo.run.executable),
      ...others.map((environment) => environment.executable.uri?.fsPath),
    ].filter((path) => path !== undefined);
  }

  dispose(): void {
    this.installed.dispose();
    for (const listener of this.listening.values()) listener.dispose();
    this.emitter.dispose();
  }

  private async environmentsApi(): Promise<EnvironmentsApi | undefined> {
    return this.api<EnvironmentsApi>(ENVIRONMENTS, (api) => api.onDidChangeEnvironment);
  }

  private async pythonApi(): Promise<PythonApi | undefined> {
    return this.api<PythonApi>(PYTHON, (api) => api.environments.onDidChangeActiveEnvironmentPath);
  }

  private async api<Api>(id: string, changes: (api: Api) => vscode.Event<unknown>): Promise<Api | undefined> {
    return this.guarded(id, async () => {
      const extension = vscode.extensions.getExtension<Api | undefined>(id);
      const api = extension?.isActive === true ? extension.exports : await extension?.activate();
      if (api !== undefined && !this.listening.has(id)) {
        this.listening.set(id, changes(api)(() => { this.emitter.fire(); }));
      }
      return api;
    });
  }

  /** The answer, unless it fails or takes so long that nobody should wait; a late one counts as a change. */
  private async guarded<Value>(id: string, ask: () => Promise<Value | undefined>): Promise<Value | undefined> {
    const failed = (error: unknown): undefined => {
      this.log.warn(`${id} did not answer: ${String(error)}`);
      return undefined;
    };
    const asked = ask().catch(failed);
    let timer: NodeJS.Timeout | undefined;
    const tooLate = new Promise<typeof LATE>((resolve) => {
      timer = setTimeout(resolve, PATIENCE_MS, LATE);
    });
    const first = await Promise.race([asked, tooLate]);
    clearTimeout(timer);
    if (first !== LATE) return first;
    this.log.warn(`${id} takes its time; going on without it`);
    void asked.then((answer) => {
      if (answer !== undefined) this.emitter.fire();
    });
    return undefined;
  }
}
