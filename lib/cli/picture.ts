/**
 * `task picture NN FIGURE`: chooses a figure of an executed notebook for the README's gallery and the site's first
 * page.
 *
 * @module
 */
import { basename } from "node:path";
import { atomicWrite } from "../io/atomic_write.ts";
import { readNotebook } from "../jupyter/mod.ts";
import { runParsedTask, type TaskArguments, type TaskUsage } from "./arguments.ts";
import { findNotebook } from "./find_notebook.ts";
import { galleryPath, type GalleryRecord, notebookPictures, picturePath, sha256 } from "./gallery.ts";
import { NOTEBOOKS_FOLDER } from "./paths.ts";
import { REPOSITORY_ROOT } from "./repository.ts";
import { UsageError } from "./usage_error.ts";

const USAGE: TaskUsage = {
  task: "picture",
  description: "Chooses a figure of an executed notebook for the README's gallery and the site's first page.",
  positionals: "NN FIGURE",
  options: {},
};

async function main(args: TaskArguments): Promise<number> {
  const [name, number] = args.positionals;
  if (name === undefined) throw new UsageError("task picture: name a paper and the number of a figure");
  const path = await findNotebook(name, NOTEBOOKS_FOLDER), paper = basename(path).slice(0, 2);
  const pictures = notebookPictures(await readNotebook(path));
  const picture = pictures[Number(number) - 1];
  if (picture === undefined) {
    throw new UsageError(`task picture: figure "${number}" is not one of 1 … ${pictures.length}`);
  }
  const record: GalleryRecord = { alt: picture.alt, sha256: sha256(picture.png) };
  await atomicWrite(picturePath(REPOSITORY_ROOT, paper), picture.png);
  await atomicWrite(galleryPath(REPOSITORY_ROOT, paper), JSON.stringify(record, null, 2) + "\n");
  console.log(`${picturePath(REPOSITORY_ROOT, paper)}: ${picture.alt}`);
  return 0;
}

if (import.meta.main) await runParsedTask(USAGE, main);
