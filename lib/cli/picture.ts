/**
 * `task picture NN FIGURE`: writes a figure of an executed notebook to `data/results/NN/picture.png` for the README.
 *
 * @module
 */
import { Buffer } from "node:buffer";
import { join } from "node:path";
import { atomicWrite } from "../io/atomic_write.ts";
import { readNotebook } from "../jupyter/mod.ts";
import { runParsedTask, type TaskArguments, type TaskUsage } from "./arguments.ts";
import { findNotebook } from "./find_notebook.ts";
import { NOTEBOOKS_FOLDER } from "./paths.ts";
import { REPOSITORY_ROOT } from "./repository.ts";
import { UsageError } from "./usage_error.ts";

const USAGE: TaskUsage = {
  task: "picture",
  description: "Writes a figure of an executed notebook to data/results/NN/picture.png, for the README.",
  positionals: "NN FIGURE",
  options: {},
};

async function main({ positionals: [paper, number] }: TaskArguments): Promise<number> {
  if (paper === undefined) throw new UsageError("task picture: name a paper and the number of a figure");
  const notebook = await readNotebook(await findNotebook(paper, NOTEBOOKS_FOLDER));
  const pictures = notebook.cells
    .flatMap((cell) => (cell.cell_type === "code" ? cell.outputs : []))
    .flatMap((output) => ("data" in output ? [output.data["image/png"]] : []))
    .filter((png) => png !== undefined)
    .map((png) => [png].flat().join(""));
  const picture = pictures[Number(number) - 1];
  if (picture === undefined) throw new UsageError(`figure "${number}" is not one of 1 … ${pictures.length}`);
  const path = join(REPOSITORY_ROOT, "data", "results", paper.padStart(2, "0"), "picture.png");
  await atomicWrite(path, Buffer.from(picture, "base64"));
  console.log(path);
  return 0;
}

if (import.meta.main) await runParsedTask(USAGE, main);
