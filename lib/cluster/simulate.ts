/**
 * Measures on this disk what many cases cost besides their trainings: list, results of jobs, merge, and the file
 * operations of one save; and computes from them what many cores at once ask of a shared disk.
 *
 * `deno run -A lib/cluster/simulate.ts [CASES] [CORES] [MINUTES OF A CASE] [kB OF A RESULT]`
 *
 * @module
 */
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { listCases } from "../cli/compute/list_cases.ts";
import { plannedCases } from "../experiments/case.ts";
import { loadExperiment } from "../experiments/experiment.ts";
import { mergeParts, writePart } from "../experiments/parts.ts";
import { environmentNow } from "../experiments/provenance/environment.ts";
import { experimentClosure } from "../experiments/provenance/results_state.ts";
import { experimentPaths, storeCases } from "../experiments/store.ts";

const SAVE_SECONDS = [4, 60];
/** Counted with strace: two checks of the folder, create, sync, rename; the note of the seconds likewise. */
const OPERATIONS_OF_A_SAVE = 10;
/** Looks at the two stop files between two saves, at most four times a second. */
const looksPerSecond = (saveSeconds: number) => 2 * 4 / Math.max(1, saveSeconds);
/** Counted with strace: what a job and its worker look up and read in the repository. */
const OPERATIONS_OF_A_START = 2750;

const [count = 10_000, cores = 500, minutes = 10, size = 20] = Deno.args.map(Number);

async function timed<T>(name: string, body: () => Promise<T>): Promise<T> {
  const began = performance.now(), value = await body();
  console.log(`${name}: ${((performance.now() - began) / 1000).toFixed(1)} s`);
  return value;
}

/** An experiment of many cases in a repository of its own. */
async function manyCases(root: string) {
  const folder = join(root, "notebooks/99_many");
  await Deno.mkdir(folder, { recursive: true });
  const path = join(folder, "many.ts"), library = import.meta.resolve("../experiments/mod.ts");
  await Deno.writeTextFile(
    path,
    `import { cases } from "${library}";
export default cases({ at: import.meta, revision: 1, engine: "host", steps: () => 1, seconds: () => 600, run: () =>
  Promise.resolve(null), blocks: [{ name: "", settings: Array.from({ length: ${count / 10} }, (_, width) =>
  ({ width })), seeds: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9] }] });
`,
  );
  return await loadExperiment(pathToFileURL(path));
}

const root = await Deno.makeTempDir({ prefix: "paper-notebooks-many-" });
try {
  const many = await manyCases(root), planned = plannedCases(many);
  const environment = await environmentNow(await experimentClosure(many));
  const result = {
    curve: Array.from({ length: size * 100 }, (_, i) => Math.sin(i)).map((x) => x.toFixed(6)),
  };
  const finished = ({ key, settings, seed }: typeof planned[number]) => ({
    stored: { key, settings, seed, seconds: 600, result },
    environment,
    host: "n1",
    trainings: [],
    probe: null,
  });
  const list = () => listCases([many], "99", { missing: true, saveSeconds: 60 });
  console.log(`${planned.length} cases, results of ${size} kB`);
  console.log(
    `bytes of the commands: ${(await timed("list", list)).map(({ command }) => command).join("\n").length}`,
  );
  await timed("results of all jobs, one after another", async () => {
    for (const one of planned) await writePart(many, finished(one));
  });
  await timed("list of what is missing, nothing", list);
  await timed("merge", () => mergeParts(many));
  console.log(`results file: ${((await Deno.stat(experimentPaths(many).results)).size / 1e6).toFixed(0)} MB`);
  await timed("one case stored alone, as without a merge", () => storeCases(many, [finished(planned[0])]));
} finally {
  await Deno.remove(root, { recursive: true });
}
console.log(`${cores} jobs at once, ${minutes} min a case:`);
for (const saveSeconds of SAVE_SECONDS) {
  const saves = cores * OPERATIONS_OF_A_SAVE / saveSeconds, looks = cores * looksPerSecond(saveSeconds);
  console.log(
    `  saves every ${saveSeconds} s: ${saves.toFixed(0)} writing and ${
      looks.toFixed(0)
    } looking operations a second`,
  );
}
const starts = cores / (minutes * 60);
console.log(
  `  starts, spread evenly: ${(starts * OPERATIONS_OF_A_START).toFixed(0)} reading operations a second`,
);
console.log(`  all starts at once: ${cores * OPERATIONS_OF_A_START} reading operations`);
console.log(`  hours until all are done: ${(count * minutes / cores / 60).toFixed(1)}`);
