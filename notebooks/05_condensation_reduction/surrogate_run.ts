/** One seed: a network for the reactor from each start, cut in all ways. */
import * as condensation from "../../lib/condensation/mod.ts";
import { parameterCount } from "../../lib/nn/mod.ts";
import { logarithmicSteps, type RunContext } from "../../lib/train/mod.ts";
import { four } from "./four.ts";
import { SurrogateCuts } from "./surrogate_cuts.ts";
import { cosineMaps, scatterOf, trajectoryOf } from "./surrogate_pictures.ts";
import { Rollouts } from "./surrogate_rollouts.ts";
import type { StartRun, SurrogateRun, SurrogateSettings } from "./surrogate_settings.ts";
import { SurrogateTask } from "./surrogate_task.ts";

/** Rise of the outputs' change that the automatic choice allows. */
const AUTOMATIC = 0.1;

/** Everything of one seed. */
export async function runSurrogate(
  settings: SurrogateSettings,
  seed: number,
  context: RunContext,
): Promise<SurrogateRun> {
  const task = new SurrogateTask(settings, seed, context),
    rollouts = new Rollouts(task),
    runs: StartRun[] = [];
  for (const gamma of settings.gammas) runs.push(await runStart(task, rollouts, gamma));
  return runs;
}

/** Training steps of one seed, for progress. */
export function surrogateSteps({ gammas, steps, fineTune, taus, cutEvery }: SurrogateSettings): number {
  return gammas.length * (2 * steps + fineTune.steps * (3 * taus.length + 7) + (cutEvery > 0 ? steps : 0));
}

async function runStart(task: SurrogateTask, rollouts: Rollouts, gamma: number): Promise<StartRun> {
  const { hidden, steps, rate, dropAfter, taus, controlTau, cutEvery, shown } = task.settings;
  const name = `gamma-${gamma}`, initial = task.initial(gamma, hidden, "initial");
  const readAt = logarithmicSteps(9, steps), rule = condensation.mergeRule("tanh");
  const record = await task.fit({
    name,
    steps,
    rate,
    dropAfter,
    initial,
    widths: hidden,
    snapshotAt: readAt,
  });
  const start = task.network(hidden, initial), original = task.network(hidden, record.parameters);
  const ratios = record.snapshots.map(({ values }) => {
    const network = task.network(hidden, Float64Array.from(values.flat));
    return condensation.layersOf(network).map((layer) =>
      four(condensation.effectiveRatio(condensation.neuronsOf(network, layer), rule, controlTau))
    );
  });
  const cuts = new SurrogateCuts(task, original, name), all: StartRun["cuts"] = [];
  let reduced = original;
  for (const tau of taus) {
    const found = await cuts.at(tau);
    all.push(found.cuts);
    if (tau === controlTau) reduced = found.network;
  }
  const before = new SurrogateCuts(task, start, `${name}-untrained`);
  const untrained = await before.reduced({ tau: controlTau, refit: false });
  const automatic = await cuts.reduced({ tolerance: AUTOMATIC, refit: false });
  const whole = await cuts.judged("whole", original);
  const paths = {
    original: rollouts.of(whole.network, "none"),
    reduced: rollouts.of(reduced, "none"),
    "reduced, elements": rollouts.of(reduced, "elements"),
    "reduced, elements and enthalpy": rollouts.of(reduced, "elements and enthalpy"),
  };
  return {
    gamma,
    base: four(await task.loss(original)),
    baseTuned: whole.cutting.tuned,
    untrainedSize: four(condensation.sizeRatio(untrained.network, start)),
    effective: { steps: [...readAt], ratios: (ratios[0] ?? []).map((_, l) => ratios.map((row) => row[l])) },
    cuts: all,
    controls: await cuts.controls(gamma, reduced.widths),
    automatic: {
      ...(await cuts.judged("automatic", automatic.network)).cutting,
      rise: four(automatic.reports.at(-1)!.rise),
    },
    onTheWay: cutEvery > 0 ? await cutOnTheWay(task, gamma, reduced.parameters.length) : null,
    rollouts: Object.fromEntries(
      Object.entries(paths).map(([name, path]) => [name, rollouts.errors(path)]),
    ) as StartRun["rollouts"],
    shown: task.seed !== shown ? null : {
      maps: cosineMaps(start).map((before, l) => ({ before: [before], after: [cosineMaps(original)[l]] })),
      scatter: await scatterOf(task, whole.network, reduced),
      trajectory: trajectoryOf(rollouts, { original: paths.original, reduced: paths.reduced }),
    },
  };
}

/** Cuts at the control's threshold every few steps of the training; moments start anew after a cut. */
async function cutOnTheWay(task: SurrogateTask, gamma: number, last: number): Promise<StartRun["onTheWay"]> {
  const { hidden, steps, rate, dropAfter, controlTau, cutEvery, fineTune } = task.settings;
  const first = parameterCount(task.build(hidden).parameters);
  let network = task.network(hidden, task.initial(gamma, hidden, "initial")), spent = 0;
  const original = network;
  // Not before groups have formed: the first quarter is trained whole.
  for (let done = 0, end = 0.25 * steps; done < steps; [done, end] = [end, Math.min(end + cutEvery, steps)]) {
    const { parameters } = await task.fit({
      name: `way-${gamma}-${end}`,
      steps: end - done,
      rate: done >= dropAfter * steps ? rate / 10 : rate,
      initial: network.parameters,
      widths: network.widths,
    });
    spent += (end - done) * parameters.length;
    network = task.network(network.widths, parameters);
    const options = { tau: controlTau, refit: false, normSpread: 1000 } as const;
    ({ network } = await condensation.reduce(network, task.calibration, options));
  }
  const { cutting } = await new SurrogateCuts(task, original, `way-${gamma}`).judged("last", network);
  spent += fineTune.steps * network.parameters.length;
  return { cutting, cost: four(spent / (steps * first + fineTune.steps * last)) };
}
