import type { Installer } from "./situation";

export interface Arrangement {
  /** Who manages the folder's environment in the Python Environments extension, as in `ms-python.python:venv`. */
  readonly environmentManager: string;
  /** `python-envs.defaultPackageManager`, as in `ms-python.python:pip`. */
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
