import * as vscode from "vscode";
import type { ApplyWorkspaceEditParams, Middleware } from "vscode-languageclient/node";
import { t } from "../localise";
import { show } from "./show";

const SHOW_CREATED = "piptrust.showCreatedFiles";

/** What is due beside a repair's edits themselves. */
export const REPAIRS: Middleware = {
  /** A file that a quick fix creates is shown: nothing comes into being behind the user's back. */
  resolveCodeAction: async (action, token, next) => {
    const resolved = await next(action, token);
    if (resolved?.edit === undefined || resolved.command !== undefined) return resolved;
    // A CA bundle is thousands of lines that nobody reads.
    const texts = resolved.edit.entries().map(([uri]) => uri).filter(({ path }) => !path.endsWith(".pem"));
    const created = await missing(texts);
    if (created.length > 0) {
      resolved.command = { command: SHOW_CREATED, title: t("Show the new file"), arguments: [created] };
    }
    return resolved;
  },
  workspace: {
    /**
     * Edits that the server makes come from the menu or the report, where nobody looks at an editor. What was saved
     * before is saved after, so that pip reads it.
     */
    handleApplyEdit: async (params, next) => {
      const before = new Set(unsaved().map((document) => document.uri.toString()));
      const answer = await next(params, new vscode.CancellationTokenSource().token);
      const edited = editedIn(params);
      for (const document of unsaved()) {
        const uri = document.uri.toString();
        if (edited.has(uri) && !before.has(uri)) await document.save();
      }
      return answer;
    },
  },
  window: {
    showDocument: async (params, token, next) => {
      if (params.external === true || params.selection !== undefined) return next(params, token);
      await show(vscode.Uri.parse(params.uri), { preserveFocus: params.takeFocus !== true });
      return { success: true };
    },
  },
};

/** The command that comes after the edit; where the user refused the edit, there is nothing to show. */
export function showCreatedFiles(): vscode.Disposable {
  return vscode.commands.registerCommand(SHOW_CREATED, async (created: readonly vscode.Uri[]) => {
    const refused = new Set((await missing(created)).map(String));
    for (const uri of created) {
      if (!refused.has(uri.toString())) await show(uri);
    }
  });
}

function unsaved(): vscode.TextDocument[] {
  return vscode.workspace.textDocuments.filter((document) => document.isDirty);
}

function editedIn({ edit }: ApplyWorkspaceEditParams): Set<string> {
  const changed = (edit.documentChanges ?? []).flatMap((change) => ("textDocument" in change ? [change.textDocument.uri] : []));
  return new Set([...changed, ...Object.keys(edit.changes ?? {})].map((uri) => vscode.Uri.parse(uri).toString()));
}

async function missing(uris: readonly vscode.Uri[]): Promise<vscode.Uri[]> {
  const found: vscode.Uri[] = [];
  for (const uri of uris) {
    try {
      await vscode.workspace.fs.stat(uri);
    } catch {
      found.push(uri);
    }
  }
  return found;
}
