import { t } from "../localise";
import type { ConfigurationFile } from "../messages";

/** What a new file begins with: the section that every command of pip reads. */
export const BEGINNING = "[global]\n";

/** Whom a file concerns, in words. */
export function scopeName(scope: ConfigurationFile["scope"]): string {
  switch (scope) {
    case "global":
      return t("for everyone on this machine");
    case "user":
      return t("for you");
    case "site":
      return t("for this environment");
    case "environment":
      return t("named by PIP_CONFIG_FILE");
  }
}

/** What is to be known of a file before it is opened. */
export function standing(file: ConfigurationFile): string {
  if (!file.exists) return t("not there yet; it will be created");
  return file.inEffect ? t("pip reads it") : t("pip does not read it: PIP_CONFIG_FILE names another");
}

/** The file that `pip config --user` and its like would write: the last that is there, else the last. */
export function fileOfScope(
  files: readonly ConfigurationFile[],
  scope: ConfigurationFile["scope"],
): ConfigurationFile | undefined {
  const of = files.filter((file) => file.scope === scope);
  return of.filter((file) => file.exists).at(-1) ?? of.at(-1);
}
