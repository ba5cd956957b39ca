/** One digest of the code that measures a paper's claims. */
import { pathToFileURL } from "node:url";
import { textDigest } from "../canonical_json.ts";
import { closureOf } from "./closure.ts";
import { readSource } from "./source_tokens.ts";

/** Modules that make rows. */
const MEASURING = /^claims?(_.*)?\.ts$/;
/**
 * Modules of a paper that are neither experiments nor measures: the description of the paper, and the live cell, which
 * would train when loaded.
 */
export const OTHER_MODULES = ["live.ts", "paper.ts"];

/**
 * Digest of the modules `claims*.ts` in the folder of a notebook and of what they import from it; of all its modules if
 * there are none. A change of a claim's measure changes the digest; comments and formatting do not count.
 *
 * @param folder folder of the notebook's modules, `notebooks/NN_name`
 */
export async function measuresDigest(folder: string): Promise<string> {
  const names = (await Array.fromAsync(Deno.readDir(folder))).filter(({ isFile, name }) =>
    isFile && name.endsWith(".ts") && !OTHER_MODULES.includes(name)
  ).map(({ name }) => name).sort();
  const measuring = names.filter((name) => MEASURING.test(name));
  const roots = (measuring.length > 0 ? measuring : names).map((name) =>
    pathToFileURL(`${folder}/${name}`).href
  );
  const { files } = await closureOf(roots);
  const own = files.filter((file) => file.startsWith("notebooks/"));
  const root = new URL("../../../", import.meta.url);
  const digests = await Promise.all(
    own.map(async (file) => `${file} ${readSource(await Deno.readTextFile(new URL(file, root))).digest}`),
  );
  return textDigest(digests.join("\n"));
}
