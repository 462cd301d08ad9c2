import { execFile } from "node:child_process";
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
  type Sources,
} from "../decide/serverPython";
import { machine, realPath } from "./machine";
import { t } from "../localise";
import type { PythonExtensions } from "./pythonExtensions";

export type Found = { readonly python: string; readonly version: string } | { readonly python: undefined; readonly why: string };

/** Executes one candidate after the other until one fits. */
export async function findServerPython(extensions: PythonExtensions, log: vscode.LogOutputChannel): Promise<Found> {
  const tried: { candidate: Candidate; why: string }[] = [];
  const isNew = (one: Candidate): boolean =>
    !tried.some(({ candidate }) => candidate.command === one.command && candidate.args.join() === one.args.join());
  // Extensions take seconds to list all environments: they are asked for that only where nothing better fits.
  for (const stage of [chosen, everything]) {
    for (const candidate of (await stage(extensions)).filter(isNew)) {
      const verdict = judge(candidate, await attempt(candidate));
      const command = [candidate.command, ...candidate.args].join(" ");
      if (verdict.fits) {
        log.info(`The server runs on Python ${verdict.version}: ${verdict.executable} (${candidate.origin}: ${command})`);
        return { python: verdict.executable, version: verdict.version };
      }
      log.info(`Not for the server: ${command} (${candidate.origin}): ${verdict.why}`);
      tried.push({ candidate, why: verdict.why });
    }
  }
  return { python: undefined, why: noPython(tried) };
}

async function chosen(extensions: PythonExtensions): Promise<Candidate[]> {
  const active = vscode.workspace.isTrusted ? await extensions.active() : [];
  return candidates(sources(active, [])).filter(({ origin }) => origin === "setting" || origin === "active");
}

async function everything(extensions: PythonExtensions): Promise<Candidate[]> {
  return candidates(sources([], vscode.workspace.isTrusted ? await extensions.known() : []));
}

function sources(active: readonly string[], known: readonly string[]): Sources {
  const trusted = vscode.workspace.isTrusted;
  const folders = (vscode.workspace.workspaceFolders ?? [])
    .filter((folder) => folder.uri.scheme === "file")
    .flatMap((folder) => [folder.uri.fsPath, realPath(folder.uri.fsPath)]);
  const mayRun = (path: string): boolean =>
    trusted || ![path, realPath(path)].some((spelling) => liesIn(spelling, folders, process.platform));
  return {
    setting: vscode.workspace.getConfiguration("piptrust").get("serverPython", "").trim(),
    active,
    known,
    platform: process.platform,
    lookUp: (program) => programOnPath(program, machine(), mayRun),
    mayRun,
    trusted,
  };
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
  if (error.killed === true) return t("no answer within {0} seconds", PATIENCE_MS / 1000);
  if (typeof error.code === "string") return error.code === "ENOENT" ? t("there is no such program") : error.code;
  return t("ended with status {0}", String(error.code ?? error.signal));
}
