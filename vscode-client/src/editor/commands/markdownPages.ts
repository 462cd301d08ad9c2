import * as vscode from "vscode";
import { pageAt, withPageLinks } from "../../decide/pageLinks";

const SCHEME = "piptrust";

/** Markdown from the server, shown by the editor's own preview, and the server's pages to which it leads. */
export class MarkdownPages implements vscode.TextDocumentContentProvider, vscode.Disposable {
  private readonly texts = new Map<string, string>();
  private readonly folders = new Map<string, vscode.Uri>();
  private readonly emitter = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.emitter.event;
  private readonly registered = vscode.workspace.registerTextDocumentContentProvider(SCHEME, this);

  /** Shows a text; another of the same title takes its place. */
  async show(title: string, text: string): Promise<void> {
    const { markdown, folders } = withPageLinks(text);
    for (const [name, folder] of folders) this.folders.set(name, vscode.Uri.parse(folder));
    const uri = vscode.Uri.from({ scheme: SCHEME, path: `/${title.replaceAll("/", "∕")}.md` });
    this.texts.set(uri.path, markdown);
    this.emitter.fire(uri);
    await vscode.commands.executeCommand("markdown.showPreview", uri);
  }

  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    const page = pageAt(uri.path);
    const folder = page === undefined ? undefined : this.folders.get(page.folder);
    if (page === undefined || folder === undefined) return this.texts.get(uri.path) ?? "";
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(vscode.Uri.joinPath(folder, page.name)));
  }

  dispose(): void {
    this.registered.dispose();
    this.emitter.dispose();
  }
}
