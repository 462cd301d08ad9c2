import * as vscode from "vscode";

/**
 * Shows a file as a click in the explorer does.
 *
 * Not by `showTextDocument`: what an extension opens so stays open for minutes after its tab is closed, and what is
 * open counts more than the file. pip reads the file.
 */
export async function show(uri: vscode.Uri, options: vscode.TextDocumentShowOptions = {}): Promise<void> {
  await vscode.commands.executeCommand("vscode.open", uri, options);
}
