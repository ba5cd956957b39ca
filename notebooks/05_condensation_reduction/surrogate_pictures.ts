/** What is kept whole of one seed: cosine maps, one-step increments, and a rollout. */
import { cosineMap, type TrainedNetwork } from "../../lib/condensation/mod.ts";
import type { Rollout } from "../../lib/combustion/mod.ts";
import type { ShownStart } from "./surrogate_settings.ts";
import type { Rollouts } from "./surrogate_rollouts.ts";
import type { SurrogateTask } from "./surrogate_task.ts";

/** Pairs of a scatter, steps of a trajectory, at most. */
const PAIRS = 120, STEPS = 100;

/** Cosines of each layer. */
export function cosineMaps(network: TrainedNetwork): number[][] {
  return network.widths.map((_, l) => cosineMap(network, l).map((cosine) => Number(cosine.toFixed(2))));
}

/** Increments of validation pairs, by column. */
export async function scatterOf(
  task: SurrogateTask,
  original: TrainedNetwork,
  reduced: TrainedNetwork,
): Promise<ShownStart["scatter"]> {
  const { rows, width, labels } = task.validation, every = Math.max(1, Math.ceil(rows / PAIRS));
  const columns = task.encoding.columns.map((name, j) => ({ name, j })).filter(({ name }) => name !== "p")
    .slice(0, 8);
  const chosen = Array.from({ length: Math.ceil(rows / every) }, (_, i) => i * every);
  const of = (values: ArrayLike<number>) =>
    columns.map(({ j }) => chosen.map((row) => Number(values[row * width + j].toFixed(3))));
  return {
    columns: columns.map(({ name }) => name),
    true: of(labels),
    original: of(await task.outputs(original)),
    reduced: of(await task.outputs(reduced)),
  };
}

/** Temperature and OH of the second start, by the solver and by networks. */
export function trajectoryOf(
  { times, initial, solved, task }: Rollouts,
  paths: Record<string, Rollout>,
): ShownStart["trajectory"] {
  const n = times.length, every = Math.max(1, Math.ceil(n / STEPS)), start = Math.min(1, initial.length - 1);
  const { species } = task.mechanism, radical = species.indexOf("OH");
  const steps = Array.from({ length: Math.ceil(n / every) }, (_, i) => i * every);
  /** Of a run alone, or of the start's part of a rollout. */
  const read = ({ temperatures, massFractions }: Omit<Rollout, "left">, first = start * n) => ({
    temperature: steps.map((step) => Number(temperatures[first + step].toFixed(1))),
    radical: steps.map((step) =>
      Number(Math.max(massFractions[(first + step) * species.length + radical], 1e-12).toPrecision(3))
    ),
  });
  const all = Object.entries({ solver: read(solved[start], 0) }).concat(
    Object.entries(paths).map(([name, path]) => [name, read(path)]),
  );
  const pick = (what: "temperature" | "radical") =>
    Object.fromEntries(all.map(([name, curves]) => [name, curves[what]]));
  return { steps, temperature: pick("temperature"), radical: pick("radical") };
}
