import { Buffer } from "node:buffer";
import { createHash } from "node:crypto";
import { basename, join } from "node:path";
import * as v from "valibot";
import type { StepResult } from "./checking/step.ts";
import { checkedJson } from "../io/checked_json.ts";
import type { Notebook } from "../jupyter/notebook.ts";
import { readNotebook } from "../jupyter/read_notebook.ts";

/** Content of `data/results/NN/gallery.json`: the picture of a paper in README and on the site. */
export interface GalleryRecord {
  /** The figure of `picture.png` in words. */
  readonly alt: string;
  /** Hash of that figure's PNG in the notebook. */
  readonly sha256: string;
}

const RecordForm = v.strictObject({ alt: v.string(), sha256: v.string() });

/** A figure of an executed notebook. */
export interface NotebookPicture {
  /** Bytes of its PNG. */
  readonly png: Uint8Array;
  /** The figure in words. */
  readonly alt: string;
}

/** The figures in a notebook's outputs, from top to bottom. */
export function notebookPictures({ cells }: Notebook): NotebookPicture[] {
  return cells.flatMap((cell) => cell.cell_type === "code" ? cell.outputs : []).flatMap((output) => {
    const png = "data" in output ? output.data["image/png"] : undefined;
    if (!("data" in output) || typeof png !== "string") return [];
    return [{ png: Buffer.from(png, "base64"), alt: String(output.data["text/plain"] ?? "").trim() }];
  });
}

/** Path of a paper's picture. */
export function picturePath(root: string, paper: string): string {
  return join(root, "data", "results", paper, "picture.png");
}

/** Path of a paper's gallery record. */
export function galleryPath(root: string, paper: string): string {
  return join(root, "data", "results", paper, "gallery.json");
}

/** SHA-256 of bytes, in hexadecimal digits. */
export function sha256(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/**
 * The record of a paper.
 *
 * @returns `undefined` if it has none
 * @throws {TypeError} if a field is missing or unknown
 */
export async function readGalleryRecord(root: string, paper: string): Promise<GalleryRecord | undefined> {
  const path = galleryPath(root, paper);
  let text: string;
  try {
    text = await Deno.readTextFile(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
  return checkedJson(RecordForm, text, (reason) => new TypeError(`Cannot read ${path}: the file ${reason}`));
}

/**
 * Checks that every executed notebook has its record and picture, and that the picture is still a figure of it.
 *
 * @param root folder of the repository
 * @param notebooks paths of the notebooks
 */
export async function checkPictures(root: string, notebooks: readonly string[]): Promise<StepResult> {
  const problems: string[] = [];
  for (const path of notebooks) {
    const pictures = notebookPictures(await readNotebook(path)), paper = basename(path).slice(0, 2);
    // A notebook that was not executed yet has nothing to show.
    if (pictures.length === 0) continue;
    const problem = await pictureProblem(root, paper, pictures);
    if (problem !== undefined) problems.push(`${basename(path)}: ${problem}`);
  }
  return { ok: problems.length === 0, output: problems.join("\n") };
}

async function pictureProblem(
  root: string,
  paper: string,
  pictures: readonly NotebookPicture[],
): Promise<string | undefined> {
  const record = await readGalleryRecord(root, paper);
  if (record === undefined) {
    return `it has no entry in the gallery; \`deno task picture ${paper} FIGURE\` makes one`;
  }
  const again = `\`deno task picture ${paper} FIGURE\` writes it again`;
  if (!pictures.some(({ png }) => sha256(png) === record.sha256)) {
    return `its picture in the gallery is no longer one of its figures; ${again}`;
  }
  const file = picturePath(root, paper);
  const picture = await Deno.readFile(file).catch((error) => {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  });
  if (picture === undefined || sha256(picture) !== record.sha256) {
    return `${file} is not the picture that gallery.json records; ${again}`;
  }
}
