import { atomicWrite } from "../io/atomic_write.ts";
import type { Cell, MimeBundle, Notebook, Output } from "./notebook.ts";

/**
 * Writes a notebook file; readers see the old file or the complete new one, never a part.
 *
 * @param path the `.ipynb` file
 * @param notebook what to write
 */
export async function writeNotebook(path: string, notebook: Notebook): Promise<void> {
  await atomicWrite(path, serializeNotebook(notebook));
}

/**
 * Text of a notebook file as Jupyter writes it (sorted keys, one space of indentation, texts as lists of lines), so
 * opening and saving it changes no line. JSON outputs are an exception: each figure and table takes one line, which
 * needs half the space.
 *
 * Half of a surrogate pair, which JSON can represent but UTF-8 cannot, becomes U+FFFD: Python could read such a file
 * but not write it.
 *
 * @param notebook the notebook
 * @returns JSON with a newline at the end
 */
export function serializeNotebook(notebook: Notebook): string {
  const file = inFileOrder({ ...notebook, cells: notebook.cells.map(cellForFile) }), compact: string[] = [];
  const text = JSON.stringify(
    file,
    (key, value) =>
      isJsonType(key) && typeof value === "object" && value !== null
        ? `${PLACE}${compact.push(JSON.stringify(value)) - 1}`
        : value,
    1,
  );
  return text.replace(new RegExp(`"${PLACE}(\\d+)"`, "g"), (_, place) => compact[Number(place)]) + "\n";
}

/** Marks the position of a JSON output; a character of the private use area, which texts do not contain by accident. */
const PLACE = "\uF8FFjson output ";

function isJsonType(mediaType: string): boolean {
  return /^application\/(.+\+)?json$/.test(mediaType);
}

function cellForFile(cell: Cell): unknown {
  const source = splitLines(cell.source);
  return cell.cell_type === "code"
    ? { ...cell, source, outputs: cell.outputs.map(outputForFile) }
    : { ...cell, source };
}

function outputForFile(output: Output): unknown {
  switch (output.output_type) {
    case "stream":
      return { ...output, text: splitLines(output.text) };
    case "display_data":
    case "execute_result":
      return { ...output, data: bundleForFile(output.data) };
    case "error":
      return output;
  }
}

function bundleForFile(bundle: MimeBundle): MimeBundle {
  return Object.fromEntries(
    Object.entries(bundle).map(([mediaType, value]) => [
      mediaType,
      typeof value === "string" && isSplit(mediaType) ? splitLines(value) : value,
    ]),
  );
}

/** Jupyter writes texts as lists of lines, base64 pictures as one string. */
function isSplit(mediaType: string): boolean {
  return mediaType.startsWith("text/") || mediaType === "application/javascript" ||
    mediaType === "image/svg+xml";
}

function splitLines(text: string): string[] {
  return text === "" ? [] : text.split(/(?<=\n)/);
}

/** The value with the keys of all its objects sorted and all its texts well-formed. */
function inFileOrder(value: unknown): unknown {
  if (typeof value === "string") return value.toWellFormed();
  if (Array.isArray(value)) return value.map(inFileOrder);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, inner]): [string, unknown] => [key.toWellFormed(), inFileOrder(inner)])
      .sort(([a], [b]) => compareCodePoints(a, b)),
  );
}

/** Python orders texts by code points, `<` by UTF-16 code units, which differs for emoji. */
function compareCodePoints(a: string, b: string): number {
  for (let index = 0; index < a.length && index < b.length; index++) {
    const difference = a.codePointAt(index)! - b.codePointAt(index)!;
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}
