/** What is kept whole of one seed: cosine maps, one-step increments, and a rollout. */
import {
  layersOf,
  mergeRule,
  neuronsOf,
  similarities,
  type TrainedNetwork,
} from "../../lib/condensation/mod.ts";
import type { Rollout } from "../../lib/combustion/mod.ts";
import { symmetricEigen } from "../../lib/linalg/mod.ts";
import type { ShownStart } from "./surrogate_settings.ts";
import type { Rollouts } from "./surrogate_rollouts.ts";
import type { SurrogateTask } from "./surrogate_task.ts";

/** Neurons of a map, pairs of a scatter, steps of a trajectory, at most. */
const MAP = 32, PAIRS = 120, STEPS = 100;

/** Signed cosines of evenly chosen neurons of each layer, in the order of the leading eigenvector. */
export function cosineMaps(network: TrainedNetwork): number[][] {
  return layersOf(network).map((layer) => {
    const neurons = neuronsOf(network, layer), n = Math.min(MAP, neurons.count);
    const chosen = Array.from({ length: n }, (_, i) => Math.floor(i * neurons.count / n));
    const { values, incomingSigns } = similarities(neurons, mergeRule(network.activation), chosen);
    const cosines = values.map((value, k) => value * incomingSigns[k]);
    const { vectors } = symmetricEigen(cosines, n), leading = vectors.subarray((n - 1) * n);
    const order = Array.from(leading.keys()).sort((a, b) => leading[a] - leading[b]);
    return order.flatMap((i) => order.map((j) => Number(cosines[i * n + j].toFixed(2))));
  });
}

/** Increments of validation pairs, by column. */
export async function scatterOf(
  task: SurrogateTask,
  original: TrainedNetwork,
  reduced: TrainedNetwork,
): Promise<ShownStart["scatter"]> {
  const { rows, width, inputs, labels } = task.validation, every = Math.max(1, Math.ceil(rows / PAIRS));
  const columns = task.encoding.columns.map((name, j) => ({ name, j })).filter(({ name }) => name !== "p")
    .slice(0, 8);
  const [first, second] = [await task.outputs(original, inputs), await task.outputs(reduced, inputs)];
  const chosen = Array.from({ length: Math.ceil(rows / every) }, (_, i) => i * every);
  const of = (values: ArrayLike<number>) =>
    columns.map(({ j }) => chosen.map((row) => Number(values[row * width + j].toFixed(3))));
  return {
    columns: columns.map(({ name }) => name),
    true: of(labels),
    original: of(first),
    reduced: of(second),
  };
}

/** Temperature and OH of the second start, by the solver and by networks. */
export function trajectoryOf(rollouts: Rollouts, paths: Record<string, Rollout>): ShownStart["trajectory"] {
  const n = rollouts.times.length,
    every = Math.max(1, Math.ceil(n / STEPS)),
    start = Math.min(1, rollouts.initial.length - 1);
  const { species } = rollouts.task.mechanism, radical = species.indexOf("OH"), size = species.length;
  const steps = Array.from({ length: Math.ceil(n / every) }, (_, i) => i * every);
  const temperatureOf = (values: Float64Array, g: number) =>
    steps.map((step) => Number(values[g * n + step].toFixed(1)));
  const radicalOf = (values: Float64Array, g: number) =>
    steps.map((step) => Number(Math.max(values[(g * n + step) * size + radical], 1e-12).toPrecision(3)));
  const solved = rollouts.solved[start];
  return {
    steps,
    temperature: {
      solver: temperatureOf(solved.temperatures, 0),
      ...Object.fromEntries(
        Object.entries(paths).map(([name, path]) => [name, temperatureOf(path.temperatures, start)]),
      ),
    },
    radical: {
      solver: radicalOf(solved.massFractions, 0),
      ...Object.fromEntries(
        Object.entries(paths).map(([name, path]) => [name, radicalOf(path.massFractions, start)]),
      ),
    },
  };
}
