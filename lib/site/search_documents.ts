import { jsonForScript } from "./escape_html.ts";

/** A document of the search. */
export interface SearchDocument {
  /** What it is. */
  readonly kind: "claim" | "text" | "figure";
  /** Title in the list of results. */
  readonly title: string;
  /** Its words. */
  readonly text: string;
  /** File name of its page. */
  readonly page: string;
  /** Anchor on the page, without `#`; empty for the page itself. */
  readonly anchor: string;
}

/**
 * The documents as a script: a page opened from a disk may load scripts, but not read other files.
 *
 * @param documents the searchable documents
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
