import type { MimeBundle } from "../notebook/display.ts";

export type { MimeBundle };

/** Text that a cell printed. */
export interface StreamOutput {
  /** Kind of output. */
  output_type: "stream";
  /** "stdout" or "stderr". */
  name: string;
  /** The text. */
  text: string;
}

/** A display of a cell. */
export interface DisplayOutput {
  /** Kind of output. */
  output_type: "display_data";
  /** The same thing in several media types. */
  data: MimeBundle;
  /** Metadata by media type. */
  metadata: Record<string, unknown>;
}

/** The value of a cell's last expression. */
export interface ResultOutput {
  /** Kind of output. */
  output_type: "execute_result";
  /** The same thing in several media types. */
  data: MimeBundle;
  /** Metadata by media type. */
  metadata: Record<string, unknown>;
  /** The number in the brackets beside the cell. */
  execution_count: number | null;
}

/** What a cell threw. */
export interface ErrorOutput {
  /** Kind of output. */
  output_type: "error";
  /** Name of the error's class. */
  ename: string;
  /** Message of the error. */
  evalue: string;
  /** Lines of the stack. */
  traceback: string[];
}

/** Any output of a cell. */
export type Output = StreamOutput | DisplayOutput | ResultOutput | ErrorOutput;

/** A code cell. */
export interface CodeCell {
  /** Kind of cell. */
  cell_type: "code";
  /** Unique name within the notebook. */
  id: string;
  /** Free metadata. */
  metadata: Record<string, unknown>;
  /** Program text. */
  source: string;
  /** The number in the brackets beside the cell, null before it was executed. */
  execution_count: number | null;
  /** Outputs in order: what the cell printed, displayed, returned or threw. */
  outputs: Output[];
}

/** A cell of Markdown or of raw text. */
export interface TextCell {
  /** Kind of cell. */
  cell_type: "markdown" | "raw";
  /** Unique name within the notebook. */
  id: string;
  /** Free metadata. */
  metadata: Record<string, unknown>;
  /** The text. */
  source: string;
  /** Files that the text embeds, by name. */
  attachments?: Record<string, MimeBundle>;
}

/** Any cell. */
export type Cell = CodeCell | TextCell;

/**
 * A notebook of format 4.5, with each multi-line text as one string (in the file it may be a list of lines).
 * Source: https://nbformat.readthedocs.io/en/latest/format_description.html
 */
export interface Notebook {
  /** Major version of the format. */
  nbformat: 4;
  /** Minor version of the format: 5 or later, since cells have an `id`. */
  nbformat_minor: number;
  /** Kernel, language and free metadata. */
  metadata: Record<string, unknown>;
  /** The cells from top to bottom. */
  cells: Cell[];
}

/**
 * Whether the outputs of a media type are JSON values rather than text.
 *
 * @param mediaType `application/json` for example
 */
export function isJsonMediaType(mediaType: string): boolean {
  return mediaType === "application/json" ||
    (mediaType.startsWith("application/") && mediaType.endsWith("+json"));
}
