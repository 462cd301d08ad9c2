import * as vscode from "vscode";
import { t } from "../../localise";
import { SERVER_COMMANDS } from "../../messages";
import { asked, type Tools } from "../tools";
import type { MarkdownPages } from "./markdownPages";

/** Explains the output of a failed pip: the selected text, or what the clipboard holds. */
export async function explainOutput(tools: Tools, pages: MarkdownPages): Promise<void> {
  const text = selectedText() ?? (await vscode.env.clipboard.readText());
  if (text.trim() === "") {
    void vscode.window.showInformationMessage(
      t("Select the output of pip in an editor, or copy it, and run this command again."),
    );
    return;
  }
  await explain(text, tools, pages);
}

/** Explains what is selected in the terminal, which only the clipboard gives away; the clipboard is restored. */
export async function explainTerminalSelection(tools: Tools, pages: MarkdownPages): Promise<void> {
  const before = await vscode.env.clipboard.readText();
  await vscode.commands.executeCommand("workbench.action.terminal.copySelection");
  const text = await vscode.env.clipboard.readText();
  await vscode.env.clipboard.writeText(before);
  if (text.trim() === "") {
    void vscode.window.showInformationMessage(t("Select the output of pip in the terminal first."));
    return;
  }
  await explain(text, tools, pages);
}

/** Explains a text. */
export async function explain(text: string, tools: Tools, pages: MarkdownPages): Promise<void> {
  const markdown = await asked<string>(tools, SERVER_COMMANDS.explain, { text, format: "markdown" });
  if (markdown !== undefined) await pages.show(t("What pip's output means"), markdown);
}

function selectedText(): string | undefined {
  const editor = vscode.window.activeTextEditor;
  return editor === undefined || editor.selection.isEmpty ? undefined : editor.document.getText(editor.selection);
}
