/**
 * Counts in how many seeds the quick profile of notebook 04 shows what it claims, by network:
 * `deno run -A tests/notebooks/survey_quick_network.ts [SEEDS]`.
 *
 * The notebook's sentence on how its quick network was chosen comes from here.
 *
 * @module
 */
import lossSwitch from "../../notebooks/04_loss_jump/loss_switch.ts";
import { jump } from "../../notebooks/04_loss_jump/measures.ts";
import type { SwitchRun, SwitchSettings } from "../../notebooks/04_loss_jump/switch_training.ts";
import { runSeeds } from "../../lib/train/mod.ts";

const NETWORKS = [[64, 64], [64, 64, 64]];
const count = Number(Deno.args[0] ?? 20);
if (!Number.isInteger(count) || count < 1) {
  throw new RangeError(`seeds must be a positive integer, got ${Deno.args[0]}`);
}
const seeds = Array.from({ length: count }, (_, seed) => seed);

for (const hidden of NETWORKS) {
  const settings = { ...lossSwitch.settings.quick, hidden };
  const module = import.meta.resolve("../../notebooks/04_loss_jump/loss_switch.ts");
  const runs = await runSeeds<SwitchSettings, SwitchRun>({ module, settings, seeds });
  const holdsIn = (holds: (after: SwitchRun["after"]) => boolean) =>
    runs.filter(({ result }) => holds(result.after)).length;
  const counts = {
    "fitted to 1e-3": holdsIn(({ model }) => model!.data[0] <= 1e-3),
    "C1, model loss >= 100": holdsIn(({ model }) => jump(model!) >= 100),
    "C2, data loss <= 2": holdsIn(({ data }) => jump(data!) <= 2),
    "C5, H1 <= 5": holdsIn(({ sobolev }) => jump(sobolev!) <= 5),
  };
  const told = Object.entries(counts).map(([what, number]) => `${what}: ${number}`).join("; ");
  console.log(`${hidden.join("-")}, seeds of ${count} in which it holds: ${told}`);
}
