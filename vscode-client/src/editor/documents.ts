const PATTERNS = ["pip.{conf,ini}", "*requirements*.{txt,in}", "requirements/*.{txt,in}", "constraints*.{txt,in}"];
const LANGUAGES = ["pip-conf", "pip-requirements"];

/**
 * The files that the server reads: by paths, because editors call them by many names, and by the languages that a
 * user may give to files of other names. The old side of a comparison (`git:`) is not judged.
 */
export const DOCUMENTS: { scheme: string; pattern?: string; language?: string }[] = [
  ...PATTERNS.map((pattern) => ({ scheme: "file", pattern: `**/${pattern}` })),
  ...LANGUAGES.flatMap((language) => [
    { scheme: "file", language },
    { scheme: "untitled", language },
  ]),
];
