import { distinctCellIds, isCellId } from "./cell_ids.ts";
import {
  type Cell,
  type CodeCell,
  isJsonMediaType,
  type MimeBundle,
  type Notebook,
  type Output,
  type TextCell,
} from "./notebook.ts";

/** A file that is not a notebook of format 4. */
export class NotebookFormatError extends Error {
  /** Name of the class. */
  override name = "NotebookFormatError";
}

type JsonObject = Record<string, unknown>;

/**
 * Reads a notebook file.
 *
 * @param path the `.ipynb` file
 * @returns the notebook; formats 4.0 to 4.4 are converted to 4.5; a cell without `id`, or with that of an earlier cell,
 *   is named by its position: `cell-1`, `cell-2`, …
 * @throws {Deno.errors.NotFound} if there is no such file
 * @throws {NotebookFormatError} if it is not a notebook of format 4, and says what is wrong where
 */
export async function readNotebook(path: string): Promise<Notebook> {
  return parseNotebook(await Deno.readTextFile(path), path);
}

/**
 * Reads the text of a notebook file.
 *
 * @param text content of an `.ipynb` file
 * @param name name of the file in error messages
 * @returns the notebook, see {@linkcode readNotebook}
 * @throws {NotebookFormatError} if it is not a notebook of format 4, and says what is wrong where
 */
export function parseNotebook(text: string, name: string): Notebook {
  const fail = (problem: string): never => {
    throw new NotebookFormatError(`Cannot read the notebook ${name}: ${problem}`);
  };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return fail(`it is not JSON (${(error as Error).message})`);
  }
  if (!isObject(value)) return fail(`it holds ${describe(value)}, not a JSON object`);
  if (value.nbformat !== 4) {
    return fail(
      `its "nbformat" is ${describe(value.nbformat)}, only 4 is read ` +
        `(\`jupyter nbconvert --to notebook\` converts older ones)`,
    );
  }
  const minor = value.nbformat_minor;
  if (typeof minor !== "number" || !Number.isInteger(minor) || minor < 0) {
    return fail(`its "nbformat_minor" is ${describe(minor)}, not a version number`);
  }
  if (!Array.isArray(value.cells)) return fail(`its "cells" is ${describe(value.cells)}, not a list`);
  if (value.metadata !== undefined && !isObject(value.metadata)) {
    return fail(`its "metadata" is ${describe(value.metadata)}, not an object`);
  }
  const ids = distinctCellIds(
    value.cells.map((cell, index) => readId(cell, `cell ${index + 1}`, minor, fail)),
  );
  const cells = value.cells.map((cell, index) => readCell(cell, `cell ${index + 1}`, ids[index], fail));
  return { nbformat: 4, nbformat_minor: Math.max(minor, 5), metadata: value.metadata ?? {}, cells };
}

/** The `id` of a cell, undefined if it has none; before 4.5 the format had no ids, so the field may hold anything. */
function readId(cell: unknown, where: string, minor: number, fail: Fail): string | undefined {
  if (!isObject(cell) || cell.id === undefined) return undefined;
  if (isCellId(cell.id)) return cell.id;
  if (minor < 5) return undefined;
  return fail(`${where} has "id" ${describe(cell.id)}; 1 to 64 letters, digits, "-" or "_" are expected`);
}

function readCell(cell: unknown, where: string, id: string, fail: Fail): Cell {
  if (!isObject(cell)) return fail(`${where} is ${describe(cell)}, not an object`);
  const kind = cell.cell_type;
  if (kind !== "code" && kind !== "markdown" && kind !== "raw") {
    return fail(`${where} has "cell_type" ${describe(kind)}; allowed are code, markdown, raw`);
  }
  const metadata = cell.metadata ?? {};
  if (!isObject(metadata)) return fail(`${where} has "metadata" ${describe(metadata)}, not an object`);
  const source = readText(cell.source, `"source" of ${where}`, fail);
  if (kind !== "code") {
    const text: TextCell = { cell_type: kind, id, metadata, source };
    if (isObject(cell.attachments)) text.attachments = cell.attachments as Record<string, MimeBundle>;
    return text;
  }
  const count = cell.execution_count ?? null;
  if (count !== null && typeof count !== "number") {
    return fail(`${where} has "execution_count" ${describe(count)}, not a number or null`);
  }
  if (!Array.isArray(cell.outputs)) {
    return fail(`${where} has "outputs" ${describe(cell.outputs)}, not a list`);
  }
  const outputs = cell.outputs.map((output, index) =>
    readOutput(output, `output ${index + 1} of ${where}`, fail)
  );
  const code: CodeCell = { cell_type: "code", id, metadata, source, execution_count: count, outputs };
  return code;
}

function readOutput(output: unknown, where: string, fail: Fail): Output {
  if (!isObject(output)) return fail(`${where} is ${describe(output)}, not an object`);
  const kind = output.output_type;
  switch (kind) {
    case "stream":
      return {
        output_type: kind,
        name: typeof output.name === "string" ? output.name : fail(`${where} has no "name"`),
        text: readText(output.text, `"text" of ${where}`, fail),
      };
    case "display_data":
    case "execute_result": {
      const data = readBundle(output.data, where, fail);
      const metadata = isObject(output.metadata) ? output.metadata : {};
      if (kind === "display_data") return { output_type: kind, data, metadata };
      const count = typeof output.execution_count === "number" ? output.execution_count : null;
      return { output_type: kind, data, metadata, execution_count: count };
    }
    case "error":
      return {
        output_type: kind,
        ename: String(output.ename ?? ""),
        evalue: String(output.evalue ?? ""),
        traceback: Array.isArray(output.traceback) ? output.traceback.map(String) : [],
      };
    default:
      return fail(
        `${where} has "output_type" ${
          describe(kind)
        }; allowed are stream, display_data, execute_result, error`,
      );
  }
}

function readBundle(data: unknown, where: string, fail: Fail): MimeBundle {
  if (!isObject(data)) return fail(`${where} has "data" ${describe(data)}, not an object`);
  return Object.fromEntries(
    Object.entries(data).map(([mediaType, value]) => [
      mediaType,
      isJsonMediaType(mediaType) ? value : readText(value, `"${mediaType}" of ${where}`, fail),
    ]),
  );
}

/** A text is one string or a list of pieces, each with its own line end. */
function readText(value: unknown, where: string, fail: Fail): string {
  if (typeof value === "string") return value;
  if (Array.isArray(value) && value.every((piece) => typeof piece === "string")) return value.join("");
  return fail(`${where} is ${describe(value)}, not a string or a list of strings`);
}

type Fail = (problem: string) => never;

function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function describe(value: unknown): string {
  if (value === undefined) return "missing";
  if (value === null) return "null";
  if (Array.isArray(value)) return "a list";
  return typeof value === "object" ? "an object" : JSON.stringify(value).slice(0, 60);
}
