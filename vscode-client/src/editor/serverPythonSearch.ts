import { execFile } from "node:child_process";
import { accessSync, constants, realpathSync, statSync } from "node:fs";
import { homedir } from "node:os";
import * as vscode from "vscode";
import { liesIn, programOnPath } from "../decide/programPath";
import {
  type Attempt,
  type Candidate,
  candidates,
  judge,
  noPython,
  PATIENCE_MS,
  questionFor,
} from "../decide/serverPython";
import type { PythonExtensions } from "./pythonExtensions";

export type Found = { readonly python: string; readonly version: string } | { readonly python: undefined; readonly why: string };

/** Executes one candidate after the other until one fits. */
export async function findServerPython(extensions: PythonExtensions, log: vscode.LogOutputChannel): Promise<Found> {
  const tried: { candidate: Candidate; why: string }[] = [];
  for (const candidate of await sources(extensions)) {
    const verdict = judge(candidate, await attempt(candidate));
    const command = [candidate.command, ...candidate.args].join(" ");
    if (verdict.fits) {
      log.info(`The server runs on Python ${verdict.version}: ${verdict.executable} (${candidate.origin}: ${command})`);
      return { python: verdict.executable, version: verdict.version };
    }
    log.info(`Not for the server: ${command} (${candidate.origin}): ${verdict.why}`);
    tried.push({ candidate, why: verdict.why });
  }
  return { python: undefined, why: noPython(tried) };
}

async function sources(extensions: PythonExtensions): Promise<Candidate[]> {
  const trusted = vscode.workspace.isTrusted;
  const folders = (vscode.workspace.workspaceFolders ?? [])
    .filter((folder) => folder.uri.scheme === "file")
    .flatMap((folder) => [folder.uri.fsPath, real(folder.uri.fsPath)]);
  const mayRun = (path: string): boolean =>
    trusted || ![path, real(path)].some((spelling) => liesIn(spelling, folders, process.platform));
  const machine = { platform: process.platform, environment: process.env, isProgram };
  return candidates({
    setting: vscode.workspace.getConfiguration("piptrust").get("serverPython", "").trim(),
    active: trusted ? await extensions.active() : [],
    known: trusted ? await extensions.known() : [],
    platform: process.platform,
    lookUp: (program) => programOnPath(program, machine, mayRun),
    mayRun,
    trusted,
  });
}

function attempt(candidate: Candidate): Promise<Attempt> {
  return new Promise((resolve) => {
    execFile(
      candidate.command,
      questionFor(candidate),
      // Elsewhere than in the folder: version managers would read there which Python is meant.
      { cwd: homedir(), timeout: PATIENCE_MS, killSignal: "SIGKILL", windowsHide: true, encoding: "utf8" },
      (error, stdout, stderr) => {
        resolve({ stdout, stderr, failure: error === null ? undefined : failureOf(error) });
      },
    );
  });
}

function failureOf(error: Error & { killed?: boolean; code?: unknown; signal?: unknown }): string {
  if (error.killed === true) return vscode.l10n.t("no answer within {0} seconds", PATIENCE_MS / 1000);
  if (typeof error.code === "string") return error.code === "ENOENT" ? vscode.l10n.t("there is no such program") : error.code;
  return vscode.l10n.t("ended with status {0}", String(error.code ?? error.signal));
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

function real(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}
