import type { FolderStatus } from "../messages";

/** pip reads the first, requests (and pip, which uses it) the second. */
export const VARIABLES = ["PIP_CERT", "REQUESTS_CA_BUNDLE"] as const;

/** The setting with the variables that VS Code gives to terminals on a platform. */
export function environmentSetting(platform: NodeJS.Platform): string {
  const name = platform === "win32" ? "windows" : platform === "darwin" ? "osx" : "linux";
  return `terminal.integrated.env.${name}`;
}

/** The setting's value with both variables set; everything else stays. */
export function withCaFile(
  before: Readonly<Record<string, string | null>>,
  caFile: string,
): Record<string, string | null> {
  return { ...before, ...Object.fromEntries(VARIABLES.map((name) => [name, caFile])) };
}

/** CA files that pip goes by here, those first with which a handshake succeeded. */
export function caFiles(statuses: readonly FolderStatus[]): { path: string; verified: boolean }[] {
  const found = new Map<string, boolean>();
  for (const place of statuses.flatMap((status) => status.places)) {
    for (const { path } of place.trustSources ?? []) {
      if (path !== null) found.set(path, (found.get(path) ?? false) || place.outcome === "verified");
    }
  }
  return [...found]
    .map(([path, verified]) => ({ path, verified }))
    .sort((one, other) => Number(other.verified) - Number(one.verified));
}

/** Whether a file's text holds certificates in PEM, the only form that both variables' readers take. */
export function holdsCertificates(text: string): boolean {
  return /^-----BEGIN (?:TRUSTED |X509 )?CERTIFICATE-----\s*$/m.test(text);
}
