import * as vscode from "vscode";

const SCHEME = "piptrust";

/** Markdown from the server, shown by the editor's own preview. Nothing of it is stored. */
export class MarkdownPages implements vscode.TextDocumentContentProvider, vscode.Disposable {
  private readonly pages = new Map<string, string>();
  private readonly emitter = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.emitter.event;
  private readonly registered = vscode.workspace.registerTextDocumentContentProvider(SCHEME, this);

  /** Shows a page; another of the same title takes its place. */
  async show(title: string, markdown: string): Promise<void> {
    const uri = vscode.Uri.from({ scheme: SCHEME, path: `/${title.replaceAll("/", "∕")}.md` });
    this.pages.set(uri.path, markdown);
    this.emitter.fire(uri);
    await vscode.commands.executeCommand("markdown.showPreview", uri);
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.pages.get(uri.path) ?? "";
  }

  dispose(): void {
    this.registered.dispose();
    this.emitter.dispose();
  }
}
