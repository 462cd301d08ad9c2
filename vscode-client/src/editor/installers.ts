import { readFile } from "node:fs/promises";
import { join } from "node:path";
import * as vscode from "vscode";
import { installer, packageManagerOf } from "../decide/installer";
import { programOnPath } from "../decide/programPath";
import type { Installer } from "../decide/situation";
import { machine } from "./machine";
import type { PythonExtensions } from "./pythonExtensions";

/** What packages are installed with in a folder: pip, unless the Python Environments extension does otherwise. */
export async function installerOf(folder: vscode.Uri | undefined, extensions: PythonExtensions): Promise<Installer> {
  const environment = await extensions.environment(folder);
  if (environment === undefined) return "pip";
  const settings = vscode.workspace.getConfiguration("python-envs", folder ?? null);
  return installer({
    environmentManager: environment.envId.managerId,
    packageManager: packageManagerOf(
      settings.get("pythonProjects"),
      folder?.fsPath ?? "",
      settings.get("defaultPackageManager", ""),
    ),
    alwaysUseUv: settings.get("alwaysUseUv", true),
    pyvenvCfg: await text(join(environment.sysPrefix, "pyvenv.cfg")),
    uvPresent: programOnPath("uv", machine(), () => true) !== undefined,
  });
}

async function text(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, "utf8");
  } catch {
    return undefined;
  }
}
