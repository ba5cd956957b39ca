/** The inversions that this notebook compares, by name, and what is kept of one. */
import { rounded } from "../../lib/experiments/rounded.ts";
import { adam } from "../../lib/optim/mod.ts";
import { generator } from "../../lib/random/mod.ts";
import {
  type GridOptions,
  type Inversion,
  type InversionOptions,
  invertByLbfgs,
  invertByNetwork,
  invertBySteps,
  withinBounds,
} from "../../lib/wave/inversion/mod.ts";
import { relativeL2, ssim } from "../../lib/wave/measures/mod.ts";
import { gaussianSmooth } from "../../lib/wave/models/mod.ts";
import {
  type Layout,
  networkByLayout,
  type PreparedNetwork,
  preparedNetwork,
  type StartForm,
} from "../../lib/wave/networks/mod.ts";
import { totalVariation } from "../../lib/wave/regularisers/mod.ts";
import type { Survey } from "./survey.ts";

/** Numbers of the methods; where they come from stands in the notebook. */
export interface MethodSettings {
  /** Gradients of each inversion: a wave solve and its adjoint for each shot. */
  solves: number;
  /** Velocities that are allowed, m/s. */
  low: number;
  high: number;
  /** Adam's steps on the grid, km/s. */
  gridRate: number;
  /** Difference below which total variation counts squares, km/s. */
  tvEpsilon: number;
  /** Learning rate of networks, reached linearly in so many steps: fresh moments make first steps too large. */
  networkRate: number;
  warmUp: number;
  pretrainSteps: number;
  pretrainRates: [first: number, last: number];
  /** Scale of the additive form, m/s. */
  additiveScale: number;
}

/** Grid methods: an optimizer, with total variation of a weight or a smoothed gradient where named. */
export type GridMethod =
  | "Adam"
  | "L-BFGS"
  | `Adam, TV ${number}`
  | `L-BFGS, TV ${number}`
  | `Adam, smoothed ${number}`;
/** Network methods: a layout and its form. */
export type NetworkMethod = `${Layout}, ${StartForm}`;
export type MethodName = GridMethod | NetworkMethod;

/** What one inversion is made of. */
export interface Task {
  survey: Survey;
  start: Float64Array;
  misfit: InversionOptions["misfit"];
  /** Misfit that noise leaves. */
  level: number;
  seed: number;
}

/** What is kept of an inversion; errors are relative and in L2. */
export interface Outcome {
  /** At the end of the budget. */
  error: number;
  ssim: number;
  /** J/J₀ there. */
  misfit: number;
  /** At the first model whose misfit is below the discrepancy level; at the end where none is. */
  stopped: number;
  /** Gradients until then, or the budget. */
  stoppedAt: number;
  /** The least on the way: an oracle's choice. */
  best: number;
  /** Solves, errors and J/J₀ on the way. */
  curve: { solves: number[]; error: number[]; misfit: number[] };
}

/** An outcome and its model. */
export interface Inverted {
  outcome: Outcome;
  velocity: Float64Array;
}

/** Run one method on one task. */
export async function invert(method: MethodName, settings: MethodSettings, task: Task): Promise<Inverted> {
  const seen: { solves: number; misfit: number; error: number }[] = [], { survey } = task;
  const whole = (v: Float64Array) =>
    survey.complete(v.map((one) => Math.min(settings.high, Math.max(settings.low, one))));
  const common = {
    misfit: task.misfit,
    solves: settings.solves,
    watch: ({ solves, misfit, velocity }: { solves: number; misfit: number; velocity: Float64Array }) =>
      void seen.push({ solves, misfit, error: relativeL2(whole(velocity), survey.truth) }),
  };
  const found = /^(Adam|L-BFGS)/.test(method)
    ? await onGrid(method as GridMethod, settings, task, common)
    : await withNetwork(method as NetworkMethod, settings, task, common);
  const velocity = whole(found.velocity), first = seen[0].misfit;
  const stop = seen.find(({ misfit }) => misfit < task.level) ?? seen.at(-1)!;
  return {
    velocity,
    outcome: {
      error: rounded(seen.at(-1)!.error)!,
      ssim: rounded(ssim(velocity, survey.truth, survey.settings))!,
      misfit: rounded(found.misfit / first)!,
      stopped: rounded(stop.error)!,
      stoppedAt: stop.misfit < task.level ? stop.solves : settings.solves,
      best: rounded(seen.reduce((least, { error }) => Math.min(least, error), Infinity))!,
      curve: {
        solves: seen.map(({ solves }) => solves),
        error: seen.map(({ error }) => rounded(error)!),
        misfit: seen.map(({ misfit }) => rounded(misfit / first)!),
      },
    },
  };
}

type Common = Pick<InversionOptions, "misfit" | "solves" | "watch">;

function onGrid(
  method: GridMethod,
  settings: MethodSettings,
  { survey, start }: Task,
  common: Common,
): Promise<Inversion> {
  const [optimizer, extra = ""] = method.split(", "),
    [kind, number] = extra.split(" "),
    weight = Number(number);
  const options: GridOptions = {
    ...common,
    start,
    bounds: settings,
    ...(kind === "TV" && {
      penalty: (v: Float64Array) => {
        const { value, gradient } = totalVariation(v, survey.settings, settings.tvEpsilon);
        return { value: weight * value, gradient: gradient.map((g) => weight * g) };
      },
    }),
    ...(kind === "smoothed" && {
      precondition: (gradient: Float64Array) => gaussianSmooth(gradient, survey.settings, weight),
    }),
  };
  return optimizer === "Adam"
    ? invertBySteps({ ...options, optimizer: adam({ learningRate: settings.gridRate }) })
    : invertByLbfgs(options);
}

/** A network of a method, its form and its parameters before the inversion. */
export function networkFor(
  method: NetworkMethod,
  settings: MethodSettings,
  { survey, start, seed }: Pick<Task, "survey" | "start" | "seed">,
): Promise<PreparedNetwork> {
  const streams = generator(seed, "network"), [layout, form] = method.split(", ") as [Layout, StartForm];
  const network = networkByLayout(layout, survey.settings, streams.fork("input"));
  return preparedNetwork(network, form, network.initial(streams.fork("weights")), { ...settings, start });
}

async function withNetwork(
  method: NetworkMethod,
  settings: MethodSettings,
  task: Task,
  common: Common,
): Promise<Inversion> {
  const prepared = await networkFor(method, settings, task), { networkRate, warmUp } = settings;
  return await invertByNetwork({
    ...common,
    ...prepared,
    misfit: withinBounds(common.misfit, settings),
    optimizer: adam({ learningRate: (step) => networkRate * Math.min(1, step / warmUp) }),
  });
}
