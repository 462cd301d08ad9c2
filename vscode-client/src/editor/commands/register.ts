import * as vscode from "vscode";
import { t } from "../../localise";
import { SERVER_COMMANDS } from "../../messages";
import { ReportPanel } from "../reportPanel";
import { asked, folderArgument, type Tools } from "../tools";
import { openConfiguration, openConfigurationOf } from "./configuration";
import { explain, explainOutput, explainTerminalSelection } from "./explain";
import { chooseInterpreter } from "./interpreter";
import { MarkdownPages } from "./markdownPages";
import { showMenu } from "./menu";
import { linkTerminals, setTerminalEnvironment } from "./terminal";

/** Every command of the extension; package.json gives them names and icons, and a test compares the two. */
export function registerCommands(tools: Tools): vscode.Disposable[] {
  const pages = new MarkdownPages();
  const report = new ReportPanel(tools);
  const commands: Record<string, () => unknown> = {
    "piptrust.showMenu": () => showMenu(tools),
    "piptrust.check": () => check(tools),
    "piptrust.showReport": () => report.show(),
    "piptrust.copyReport": () => report.copy(),
    "piptrust.showEffective": () => showEffective(tools, pages),
    "piptrust.explainOutput": () => explainOutput(tools, pages),
    "piptrust.explainTerminalSelection": () => explainTerminalSelection(tools, pages),
    "piptrust.setTerminalEnvironment": () => setTerminalEnvironment(tools),
    "piptrust.openConfiguration": () => openConfiguration(tools),
    "piptrust.openUserConfiguration": () => openConfigurationOf(tools, "user"),
    "piptrust.openGlobalConfiguration": () => openConfigurationOf(tools, "global"),
    "piptrust.openSiteConfiguration": () => openConfigurationOf(tools, "site"),
    "piptrust.chooseInterpreter": () => chooseInterpreter(tools),
    "piptrust.openSettings": () => vscode.commands.executeCommand("workbench.action.openSettings", "@ext:piptrust.piptrust"),
    "piptrust.showLog": () => { tools.log.show(); },
    "piptrust.restart": () => tools.server.restart(),
  };
  const diagnose = async (host: string | undefined, line: string): Promise<void> => {
    if (!vscode.workspace.isTrusted) {
      await explain(line, tools, pages);
      return;
    }
    await report.show(host);
    // What the terminal tells is newer than what was last seen.
    void check(tools);
  };
  return [
    pages,
    report,
    linkTerminals(diagnose),
    ...Object.entries(commands).map(([id, run]) => vscode.commands.registerCommand(id, run)),
  ];
}

async function check(tools: Tools): Promise<void> {
  await asked(tools, SERVER_COMMANDS.probe, folderArgument(tools));
}

async function showEffective(tools: Tools, pages: MarkdownPages): Promise<void> {
  const argument = { ...folderArgument(tools), format: "markdown" };
  const markdown = await asked<string>(tools, SERVER_COMMANDS.showEffective, argument);
  if (markdown !== undefined) await pages.show(t("What is in effect for pip"), markdown);
}
