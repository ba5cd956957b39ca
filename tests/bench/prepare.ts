/**
 * Writes what all sides of the workloads start from, and prints as JSON what can be measured:
 * `deno run -A tests/bench/prepare.ts FOLDER [NAME…]`.
 *
 * @module
 */
import { join } from "node:path";
import { TFJS_BACKENDS } from "../../lib/graph/tfjs/backends.ts";
import { writeProblem } from "./problem.ts";
import { chosenWorkloads } from "./workloads.ts";

const [folder, ...names] = Deno.args;
try {
  const workloads = chosenWorkloads(names);
  for (const workload of workloads) await writeProblem(join(folder, workload.name), workload);
  console.log(JSON.stringify({
    workloads: workloads.map(({ name, title, extra, precision }) => ({ name, title, extra, precision })),
    tfjsBackends: TFJS_BACKENDS,
  }));
} catch (error) {
  if (!(error instanceof RangeError)) throw error;
  console.error(error.message);
  Deno.exit(2);
}
