/** Words of a failed pip in a line of a terminal, and what they are about. */
export interface TrustTrouble {
  readonly start: number;
  readonly length: number;
  /** The host that pip could not trust, where the line names it. */
  readonly host: string | undefined;
}

/**
 * What OpenSSL, urllib3 and pip say when trust fails, and when Python has no ssl module. These are not translated:
 * pip speaks English only.
 */
const WORDS = [
  /\[?SSL:\s*CERTIFICATE_VERIFY_FAILED\]?/,
  /CERTIFICATE_VERIFY_FAILED/,
  /certificate verify failed/,
  /SSLCertVerificationError/,
  /TLSV1_ALERT_UNKNOWN_CA/,
  /(?:the |The )?(?:ssl|SSL) module (?:in Python )?is not available/,
  /No module named '_?ssl'/,
  /Could not find a suitable TLS CA certificate bundle/,
];
const HOST = /host='([^']{1,255})'/;

/** Where in the line a link belongs; a place is marked once, by the first words that fit. */
export function trustTroubles(line: string): TrustTrouble[] {
  const host = HOST.exec(line)?.[1];
  const found: TrustTrouble[] = [];
  for (const words of WORDS) {
    for (const match of line.matchAll(new RegExp(words, "g"))) {
      const [start, length] = [match.index, match[0].length];
      const taken = found.some((other) => start < other.start + other.length && other.start < start + length);
      if (!taken) found.push({ start, length, host });
    }
  }
  return found.sort((one, other) => one.start - other.start);
}
