import { randomBytes } from "node:crypto";
import * as vscode from "vscode";
import { reportPage } from "../decide/report/page";
import { shownStatus } from "../decide/situation";
import { t } from "../localise";
import { type Report, SERVER_COMMANDS } from "../messages";
import { applyFix } from "./commands/menu";
import { asked, folderArgument, type Tools } from "./tools";

const VIEW = "piptrust.report";

/** What the page sends; it may send anything, so that each field is looked at. */
interface Clicked {
  readonly action?: unknown;
  readonly place?: unknown;
  readonly fix?: unknown;
}

/** The handshake report: one panel, drawn anew whenever a folder's status changes. */
export class ReportPanel implements vscode.Disposable, vscode.WebviewPanelSerializer {
  private panel: vscode.WebviewPanel | undefined;
  private report: Report | null = null;
  private focus: string | undefined;
  private readonly registrations: vscode.Disposable;

  constructor(private readonly tools: Tools) {
    this.registrations = vscode.Disposable.from(
      vscode.window.registerWebviewPanelSerializer(VIEW, this),
      tools.store.onDidChange(() => void this.draw()),
    );
  }

  /** Shows the report of the folder in front, and in it the place of a host where one is named. */
  async show(focus?: string): Promise<void> {
    this.focus = focus;
    if (this.panel === undefined) {
      const column = vscode.window.activeTextEditor === undefined ? vscode.ViewColumn.Active : vscode.ViewColumn.Beside;
      const options = { enableScripts: true, localResourceRoots: [], enableFindWidget: true };
      this.adopt(vscode.window.createWebviewPanel(VIEW, t("Handshake report"), column, options));
    } else {
      this.panel.reveal();
    }
    await this.draw();
    this.focus = undefined;
  }

  /** The window was reloaded while the report was open. */
  async deserializeWebviewPanel(panel: vscode.WebviewPanel): Promise<void> {
    panel.webview.options = { enableScripts: true, localResourceRoots: [] };
    this.adopt(panel);
    await this.draw();
  }

  /** Puts the report into the clipboard, in the form that is fit for others. */
  async copy(): Promise<void> {
    const markdown = await asked<string>(this.tools, SERVER_COMMANDS.report, {
      ...folderArgument(this.tools),
      format: "markdown",
    });
    if (markdown === undefined) return;
    await vscode.env.clipboard.writeText(markdown);
    vscode.window.setStatusBarMessage(`$(check) ${t("The report is in the clipboard.")}`, 4000);
  }

  dispose(): void {
    this.registrations.dispose();
    this.panel?.dispose();
  }

  private adopt(panel: vscode.WebviewPanel): void {
    this.panel = panel;
    const icon = (theme: string): vscode.Uri => vscode.Uri.joinPath(this.tools.images, `pip-conf-${theme}.svg`);
    panel.iconPath = { light: icon("light"), dark: icon("dark") };
    panel.onDidDispose(() => {
      this.panel = undefined;
    });
    panel.onDidChangeViewState(() => void this.draw());
    panel.webview.onDidReceiveMessage((clicked: Clicked) => void this.clicked(clicked));
  }

  /** Draws what is known at once, and again when the server has answered. */
  private async draw(): Promise<void> {
    if (this.panel?.visible !== true) return;
    if (this.panel.webview.html === "") this.put();
    const { server } = this.tools;
    if (server.running) {
      const argument = { ...folderArgument(this.tools), format: "json" };
      try {
        this.report = (await server.ask<Report | null>(SERVER_COMMANDS.report, argument)) ?? null;
      } catch (error) {
        this.tools.log.error(`The report could not be had: ${String(error)}`);
      }
    }
    this.put();
  }

  private put(): void {
    const { panel, tools } = this;
    if (panel?.visible !== true) return;
    const content = {
      report: this.report,
      status: shownStatus(tools.store.situation),
      focus: this.focus,
      shell: process.platform === "win32" ? ("powershell" as const) : ("bash" as const),
      now: new Date(),
      language: vscode.env.language,
    };
    panel.webview.html = reportPage(content, randomBytes(16).toString("base64"));
  }

  private async clicked({ action, place, fix }: Clicked): Promise<void> {
    const meant = typeof place === "number" ? this.report?.places[place] : undefined;
    switch (action) {
      case "check":
        await vscode.commands.executeCommand("piptrust.check");
        break;
      case "copy":
        await this.copy();
        break;
      case "effective":
        await vscode.commands.executeCommand("piptrust.showEffective");
        break;
      case "page":
        if (meant?.page != null) await vscode.commands.executeCommand("markdown.showPreview", vscode.Uri.parse(meant.page));
        break;
      case "fix": {
        const chosen = typeof fix === "number" ? meant?.fixes[fix] : undefined;
        if (chosen !== undefined) await applyFix(this.tools, chosen);
        break;
      }
    }
  }
}
