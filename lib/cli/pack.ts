/**
 * `task pack --out FILE`: Deno and the packages of the experiments in one archive, for machines without the internet.
 *
 * @module
 */
import { relative, resolve } from "node:path";
import { packArchive } from "./pack/archive.ts";
import { packedModules } from "./pack/modules.ts";
import { packedPackages } from "./pack/packages.ts";
import { runParsedTask, type TaskArguments, type TaskUsage } from "./arguments.ts";
import { UsageError } from "./usage_error.ts";

const USAGE: TaskUsage = {
  task: "pack",
  description:
    "Packs Deno and the packages that experiments need, for this kind of machine without the internet.",
  positionals: "",
  options: { out: { type: "string", value: "FILE", description: "the archive to write, a .tgz" } },
};

async function main(args: TaskArguments): Promise<number> {
  const out = args.text("out");
  if (out === undefined) throw new UsageError("task pack: --out is missing, e.g. --out papers.tgz");
  if (!/\.(tgz|tar\.gz)$/.test(out)) throw new UsageError(`task pack: --out must end in .tgz, got "${out}"`);
  const packages = await packedPackages(await packedModules());
  const bytes = await packArchive(resolve(out), packages);
  console.log(
    `${relative(Deno.cwd(), resolve(out))}: Deno ${Deno.version.deno} and ${packages.length} packages, ${
      Math.round(bytes / 1e6)
    } MB`,
  );
  console.log(`On each node: tar -xzf FILE -C FOLDER; export PATH=FOLDER/bin:$PATH DENO_DIR=FOLDER/cache`);
  return 0;
}

if (import.meta.main) await runParsedTask(USAGE, main);
