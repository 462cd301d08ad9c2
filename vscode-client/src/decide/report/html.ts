/** Markup that is safe to show: made here, with everything foreign in it escaped. */
export class Html {
  constructor(readonly text: string) {}
}

type Value = string | number | Html | readonly Html[];

/** A template whose values are escaped, unless they are markup themselves. */
export function html(strings: TemplateStringsArray, ...values: readonly Value[]): Html {
  const text = strings.reduce((all, part, index) => {
    const value = index < values.length ? values[index] : undefined;
    return all + part + (value === undefined ? "" : shown(value));
  }, "");
  return new Html(text);
}

/** Nothing, where there is nothing to show. */
export const NOTHING = new Html("");

function shown(value: Value): string {
  if (value instanceof Html) return value.text;
  if (typeof value === "object") return value.map((one) => one.text).join("");
  return escape(String(value));
}

const SIGNS: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
  "`": "&#96;",
};

function escape(text: string): string {
  // Control characters mean nothing in HTML, and those that turn the direction of text could disguise a name.
  return text
    .replace(/[&<>"'`]/g, (sign) => SIGNS[sign] ?? sign)
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f\u202a-\u202e\u2066-\u2069]/g, "\ufffd");
}
