/** A page of the server's, by where it stands: the last folder's name, and the file's. */
export interface Page {
  readonly folder: string;
  readonly name: string;
}

/** Markdown whose links the editor's preview follows, and the folders that they lead to. */
export interface Linked {
  readonly markdown: string;
  /** From a folder's name to its URI. */
  readonly folders: ReadonlyMap<string, string>;
}

const LINK = /\]\((file:\/\/[^()\s]*\/([\w-]+)\/([\w.-]+\.md))\)/g;

/**
 * Links to the server's pages on disk become links beside the document that shows them: the preview shows links
 * with `file:` as bare text. The pages' own links to each other then lead on, too.
 */
export function withPageLinks(markdown: string): Linked {
  const folders = new Map<string, string>();
  const linked = markdown.replace(LINK, (_whole, uri: string, folder: string, name: string) => {
    folders.set(folder, uri.slice(0, -name.length - 1));
    return `](${folder}/${name})`;
  });
  return { markdown: linked, folders };
}

/** The page that a document of ours shows, by its path; undefined where it is no page. */
export function pageAt(path: string): Page | undefined {
  const match = /^\/([\w-]+)\/([\w.-]+\.md)$/.exec(path);
  const [, folder, name] = match ?? [];
  return folder === undefined || name === undefined ? undefined : { folder, name };
}
