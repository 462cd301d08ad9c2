/** What the server sends and takes; docs/protocol.md is the truth. */

export const STATUS = "piptrust/status";
export const WORKSPACE_TRUST = "piptrust/workspaceTrust";

/** Commands that the server answers to; they are asked for by `workspace/executeCommand`. */
export const SERVER_COMMANDS = {
  applyFix: "piptrust.server.applyFix",
  refresh: "piptrust.server.refresh",
  showEffective: "piptrust.server.showEffective",
  probe: "piptrust.server.probe",
  status: "piptrust.server.status",
  report: "piptrust.server.report",
  configurationFiles: "piptrust.server.configurationFiles",
  explain: "piptrust.server.explain",
} as const;

export type State = "checking" | "verified" | "unverified" | "failing" | "unknown" | "off" | "untrusted";

export interface Interpreter {
  readonly path: string;
  readonly python: string;
  readonly pip: string | null;
  readonly openssl: string | null;
}

export interface Fix {
  readonly title: string;
  readonly standing: "proven" | "untested" | "refuted";
  readonly lowersSecurity: boolean;
  /** Why it is untested or refuted. */
  readonly reason?: string | null;
  /** What only the user can run, by shell. */
  readonly commands?: Readonly<Record<string, string>> | null;
  /** The argument of `applyFix`; null where it cannot be applied. */
  readonly data?: unknown;
}

export interface TrustSource {
  readonly kind: string;
  readonly path: string | null;
  readonly setBy: string | null;
}

/** One scheme, host and port that pip would talk to. */
export interface Place {
  readonly url: string;
  readonly host: string;
  readonly port: number;
  readonly roles: readonly string[];
  readonly outcome: "verified" | "unverified" | "failed";
  readonly pipError: string | null;
  readonly cause: string | null;
  readonly title: string | null;
  readonly tls: string | null;
  readonly issuer: string | null;
  /** ISO 8601, as all times are. */
  readonly expires: string | null;
  readonly sources: readonly string[];
  readonly fixes: readonly Fix[];
  readonly trustSources?: readonly TrustSource[];
  readonly setBy?: string | null;
}

/** The parameters of `piptrust/status`. */
export interface FolderStatus {
  readonly schema: number;
  /** The folder's URI as this client spells it; empty for files without a folder. */
  readonly folder: string;
  readonly state: State;
  readonly text: string;
  readonly reason: string;
  readonly checkedAt: string | null;
  readonly interpreter: Interpreter | null;
  readonly places: readonly Place[];
}

export interface ChainCertificate {
  readonly subject: string;
  readonly issuer: string;
  readonly notBefore: string;
  readonly notAfter: string;
  readonly sha256: string;
  readonly fault: string | null;
}

/** A place with all that its report tells. */
export interface ReportPlace extends Place {
  /** Leaf first, as presented. */
  readonly chain: readonly ChainCertificate[];
  readonly brokenAt: number | null;
  readonly missing: { readonly issuer: string } | null;
  readonly anchor: { readonly subject: string; readonly source: string } | null;
  readonly proxy: { readonly url: string; readonly setBy: string | null } | null;
  readonly words: string | null;
  readonly explanation: string;
  readonly evidence: readonly { readonly text: string; readonly source: string }[];
  readonly whatToDo: readonly string[];
  readonly page: string | null;
  readonly completedBy: readonly string[];
}

/** The answer of `report` with `format: "json"`. */
export interface Report {
  readonly schema: number;
  readonly folder: string;
  readonly checkedAt: string;
  readonly interpreter: Interpreter;
  readonly places: readonly ReportPlace[];
}

export interface ConfigurationFile {
  readonly uri: string;
  readonly path: string;
  readonly scope: "global" | "user" | "site" | "environment";
  readonly exists: boolean;
  readonly inEffect: boolean;
}
