import type { Installer } from "./situation";

export interface Arrangement {
  /** Who manages the folder's environment in the Python Environments extension, as in `ms-python.python:venv`. */
  readonly environmentManager: string;
  /** Of the project or, without one, `python-envs.defaultPackageManager`: as in `ms-python.python:pip`. */
  readonly packageManager: string;
  /** `python-envs.alwaysUseUv`, which is on where nobody switched it off. */
  readonly alwaysUseUv: boolean;
  /** The text of the environment's pyvenv.cfg; undefined where there is none. */
  readonly pyvenvCfg: string | undefined;
  /** Whether a program `uv` stands on PATH. */
  readonly uvPresent: boolean;
}

/**
 * What the Python Environments extension would install with.
 *
 * It calls its package manager "pip" in either case, and runs uv for it where uv is there and either made the
 * environment or is preferred always (its `managers/builtin/helpers.ts`, `shouldUseUv`).
 */
export function installer(arrangement: Arrangement): Installer {
  const { environmentManager, packageManager, alwaysUseUv, pyvenvCfg, uvPresent } = arrangement;
  if (environmentManager.endsWith(":conda") || packageManager.endsWith(":conda")) return "conda";
  const madeByUv = pyvenvCfg !== undefined && /^\s*uv\s*=/m.test(pyvenvCfg);
  return uvPresent && (alwaysUseUv || madeByUv) ? "uv" : "pip";
}

/**
 * The package manager that is set for a folder.
 *
 * @param projects `python-envs.pythonProjects`: whatever stands in the user's settings
 * @param folder the folder's path
 */
export function packageManagerOf(projects: unknown, folder: string, otherwise: string): string {
  const bare = folder.replace(/[\\/]+$/, "");
  for (const project of Array.isArray(projects) ? (projects as unknown[]) : []) {
    if (typeof project !== "object" || project === null) continue;
    const { path, packageManager } = project as Readonly<Record<string, unknown>>;
    if ((path === "." || path === bare) && typeof packageManager === "string") return packageManager;
  }
  return otherwise;
}
