import { jsonForScript } from "./escape_html.ts";

/** Something that the search finds. */
export interface SearchDocument {
  /** What it is. */
  readonly kind: "claim" | "text" | "figure";
  /** What the list of results shows first. */
  readonly title: string;
  /** Its words. */
  readonly text: string;
  /** File name of its page. */
  readonly page: string;
  /** Anchor on the page, without `#`; empty for the page itself. */
  readonly anchor: string;
}

/**
 * The documents as a script: a page that was opened from a disk may load scripts, but not read other files.
 *
 * @param documents what shall be found
 * @param titles title of each page by its file name
 */
export function searchScript(
  documents: readonly SearchDocument[],
  titles: Readonly<Record<string, string>>,
): string {
  const numbered = documents.map((document, id) => ({ id, ...document }));
  return `globalThis.searchDocuments = ${jsonForScript(numbered)};\nglobalThis.searchPages = ${
    jsonForScript(titles)
  };\n`;
}
