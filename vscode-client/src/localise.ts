/** Puts `{0}`, `{1}`… into a message, in the user's language where there is one. */
export type Translator = (message: string, ...values: (string | number)[]) => string;

const inEnglish: Translator = (message, ...values) =>
  message.replace(/\{(\d+)\}/g, (whole, index: string) => String(values[Number(index)] ?? whole));

let translator: Translator = inEnglish;

/**
 * A message for the user.
 *
 * Messages are literals and whole sentences: a test reads them from the source and compares them with the
 * translations in l10n/.
 */
export const t: Translator = (message, ...values) => translator(message, ...values);

/** Called once, by whoever knows the editor's language. */
export function useTranslator(chosen: Translator): void {
  translator = chosen;
}
