import { accessSync, constants, realpathSync, statSync } from "node:fs";
import type { Machine } from "../decide/programPath";

/** This machine, as programs are looked up on it. */
export function machine(): Machine {
  return { platform: process.platform, environment: process.env, isProgram };
}

/** Whether a file is there that may be executed. */
export function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/** The path without links; the path itself where there is nothing. */
export function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}
