/** What all trainings of this notebook have in common: the chains, the networks, the sets that are watched. */
import {
  type ChainBatch,
  type ChainPart,
  type ChainTask,
  chainTask,
  type OutsidePlace,
  sampleStream,
} from "../../lib/sequences/chains/mod.ts";
import {
  type ChainNetwork,
  type ChainTraining,
  type ChainTrainingRecord,
  trainOnChains,
} from "../../lib/sequences/chains/training/mod.ts";
import { generator } from "../../lib/random/mod.ts";
import { everySteps, type RunContext } from "../../lib/train/mod.ts";
import { rounded } from "./rounded.ts";

/** Numbers of a training; where they come from stands in the notebook. */
export interface ChainSettings {
  /** Links of a chain. */
  links: number;
  /** k, how many links from the query to the answer. */
  steps: number;
  /** First and last trained item. */
  items: [number, number];
  /** Training sequences. */
  rows: number;
  layers: number;
  width: number;
  hidden: number;
  batch: number;
  trainingSteps: number;
  rate: { start: number; peak: number; final: number; warmup: number };
  weightDecay: number;
  clip: number;
  /** Sequences of each set that is watched. */
  watched: number;
  /** Steps between readings. */
  readEvery: number;
}

/** The small task of this notebook: 4 links, 41 items, width 64. */
export const SMALL: ChainSettings = {
  links: 4,
  steps: 2,
  items: [20, 60],
  rows: 20_000,
  layers: 3,
  width: 64,
  hidden: 128,
  batch: 128,
  trainingSteps: 5000,
  rate: { start: 1e-5, peak: 1e-3, final: 4e-5, warmup: 200 },
  weightDecay: 0.01,
  clip: 1,
  watched: 400,
  readEvery: 100,
};

/** What the quick profile changes: fewer steps at twice the rate, with which γ = 0.7 is quickest. */
export const QUICK_TRAINING: Partial<ChainSettings> = {
  trainingSteps: 1500,
  rate: { start: 2e-5, peak: 2e-3, final: 8e-5, warmup: 200 },
  watched: 200,
};

/** Initialisation rate γ and place of the layer norms. */
export interface Condition {
  gamma: number;
  normalization: "post" | "pre";
}

/** Curves of a training; accuracies are shares of the watched sequences. */
export interface ChainCurves {
  steps: number[];
  trainLoss: number[];
  train: number[];
  /** Links whose difference is never trained. */
  test: number[];
  /** As `test`, the query never seen in training. */
  outside: number[];
}

/** The task of settings. */
export function taskOf({ links, steps, items: [from, to] }: ChainSettings): ChainTask {
  return chainTask("single", { links, steps: [steps], items: { from, to } });
}

/** Sequences of a part that no training of this seed has seen. */
export function watchedBatch(
  task: ChainTask,
  part: ChainPart,
  seed: number,
  rows: number,
  place: OutsidePlace = "query",
): ChainBatch {
  return sampleStream(task, part, generator(seed, "watched"), { place }).rows(0, rows);
}

/** Training sequences of a seed. */
export function trainingBatch(task: ChainTask, seed: number, rows: number): ChainBatch {
  return sampleStream(task, "train", generator(seed, "sequences")).rows(0, rows);
}

/** The training of settings as `lib/sequences/chains` takes it. */
export function chainTraining(
  settings: ChainSettings,
  { gamma, normalization }: Condition,
  changes: Partial<ChainNetwork> = {},
): ChainTraining {
  const { layers, width, hidden, batch, trainingSteps, rate, weightDecay, clip } = settings;
  return {
    network: { layers, width, hidden, normalization, ...changes },
    gamma,
    batch,
    steps: trainingSteps,
    rate,
    weightDecay,
    clip,
  };
}

/** What {@linkcode trainChain} is told besides its settings. */
export interface TrainChainOptions {
  condition: Condition;
  seed: number;
  context: RunContext;
  part: string;
  /** By default that of the settings. */
  task?: ChainTask;
  network?: Partial<ChainNetwork>;
  snapshotAt?: readonly number[];
  /** In place of the task's own, what is trained on and what is watched. */
  changed?: (batch: ChainBatch, of: "sequences" | "train" | "test" | "outside") => ChainBatch;
}

/**
 * Trains one network, with held-out links and an untrained query watched.
 *
 * @throws {RangeError} for settings that task, network or optimiser refuse, among them a γ that is not positive
 */
export async function trainChain(
  settings: ChainSettings,
  options: TrainChainOptions,
): Promise<{ task: ChainTask; record: ChainTrainingRecord; curves: ChainCurves }> {
  const { condition, seed, context, part, snapshotAt, network, changed = (batch) => batch } = options;
  const task = options.task ?? taskOf(settings), { rows, watched, readEvery, trainingSteps } = settings;
  const watch = (name: "train" | "test" | "outside") =>
    changed(watchedBatch(task, name, seed, watched), name);
  const record = await trainOnChains({
    training: chainTraining(settings, condition, network),
    vocabulary: task.vocabulary,
    sequences: changed(trainingBatch(task, seed, rows), "sequences"),
    seed,
    sets: { train: watch("train"), test: watch("test"), outside: watch("outside") },
    observeAt: [0, ...everySteps(readEvery, trainingSteps)],
    ...(snapshotAt && { snapshotAt }),
    context,
    part,
  });
  const of = (name: string) => rounded(record.curves[`${name}/accuracy`]);
  return {
    task,
    record,
    curves: {
      steps: [...record.steps],
      trainLoss: rounded(record.curves["train/loss"]),
      train: of("train"),
      test: of("test"),
      outside: of("outside"),
    },
  };
}

/** Last reading of a curve. */
export function atEnd(values: readonly number[]): number {
  return values[values.length - 1];
}

/** First step from which on a curve was read at 0.9 or more; Infinity where it never was. */
export function stepsToNinety({ steps, test }: Pick<ChainCurves, "steps" | "test">): number {
  const at = test.findIndex((value) => value >= 0.9);
  return at < 0 ? Infinity : steps[at];
}
