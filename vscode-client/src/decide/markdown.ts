/**
 * Text as Markdown that shows it as it is, also inside a table's cell.
 *
 * It comes from servers, certificates and files: nothing in it may become a link, an image, markup or an icon.
 */
export function escaped(text: string): string {
  return text
    .replace(/[\r\n\t]+/g, " ")
    .replace(/[\\`*_{}[\]()#+!|~<>&$-]/g, (sign) => (sign === "<" ? "&lt;" : sign === "&" ? "&amp;" : `\\${sign}`))
    .replace(/(:)(?=\/\/)/g, "$1\u200b")
    .replace(/(www)\./gi, "$1\u200b.");
}

/** A table; cells are Markdown already. */
export function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  return [line(header), line(header.map(() => "---")), ...rows.map(line)].join("\n");
}
