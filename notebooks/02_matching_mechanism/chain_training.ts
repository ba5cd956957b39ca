/** Common parts of all trainings of this notebook: the chains, the networks, the watched sets. */
import { rounded } from "../../lib/experiments/rounded.ts";
import type { DecoderSettings } from "../../lib/sequences/training/decoder_settings.ts";
import type { ChainBatch, ChainPart, ChainTask, OutsidePlace } from "../../lib/sequences/chains/mod.ts";
import { chainTask, sampleStream } from "../../lib/sequences/chains/mod.ts";
import type {
  ChainNetwork,
  ChainTraining,
  ChainTrainingRecord,
} from "../../lib/sequences/chains/training/mod.ts";
import { trainOnChains, type TrainOnChainsOptions } from "../../lib/sequences/chains/training/mod.ts";
import { generator } from "../../lib/random/mod.ts";
import { everySteps, type RunContext } from "../../lib/train/mod.ts";

/** Numbers of a training; the notebook says where they come from. */
export interface ChainSettings extends DecoderSettings {
  /** Links of a chain. */
  links: number;
  /** k, how many links from the query to the answer. */
  steps: number;
  /** First and last trained item. */
  items: [number, number];
  trainingSteps: number;
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

/** 3,000 steps at twice the rate: the shorter training of all experiments after the comparison of norms and starts. */
export const SHORT: ChainSettings = {
  ...SMALL,
  trainingSteps: 3000,
  rate: { start: 2e-5, peak: 2e-3, final: 8e-5, warmup: 200 },
};

/** What the quick profile changes: fewer steps at twice the rate, with which γ = 0.7 is quickest. */
export const QUICK_TRAINING: Partial<ChainSettings> = {
  trainingSteps: 1500,
  rate: SHORT.rate,
  watched: 200,
};

/** Initialisation rate γ and place of the layer norms. */
export interface Condition {
  gamma: number;
  normalization: "post" | "pre";
}

/** A start between the two that reason in the comparison: at twice the rate it learns in about 1,000 steps. */
export const SHORT_CONDITION: Condition = { gamma: 0.7, normalization: "post" };

/** Settings of one condition. */
export interface OneCondition extends ChainSettings {
  condition: Condition;
}

/** Curves of a training; accuracies are fractions of the watched sequences. */
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

/** Options of {@linkcode trainOn} besides its settings. */
interface TrainOnOptions extends Omit<TrainOnChainsOptions, "training" | "observeAt"> {
  condition: Condition;
  network?: Partial<ChainNetwork>;
  /** Steps at which the sets are read; 0 and every `readEvery`-th by default. */
  observeAt?: readonly number[];
}

/** Trains one network on given sequences. */
export function trainOn(
  settings: ChainSettings,
  { condition, network, ...options }: TrainOnOptions,
): Promise<ChainTrainingRecord> {
  return trainOnChains({
    training: chainTraining(settings, condition, network),
    observeAt: [0, ...everySteps(settings.readEvery, settings.trainingSteps)],
    ...options,
  });
}

/** Options of {@linkcode trainChain} besides its settings. */
export interface TrainChainOptions {
  condition: Condition;
  seed: number;
  context: RunContext;
  part: string;
  /** By default that of the settings. */
  task?: ChainTask;
  network?: Partial<ChainNetwork>;
  snapshotAt?: readonly number[];
  /** Further sets to watch. */
  sets?: TrainOnChainsOptions["sets"];
  /** Sets for training and watching, instead of the task's own. */
  changed?: (batch: ChainBatch, of: "sequences" | "train" | "test" | "outside") => ChainBatch;
}

/**
 * Trains one network, with held-out links and an untrained query watched.
 *
 * @throws {RangeError} for settings that task, network or optimiser reject, among them a γ that is not positive
 */
export async function trainChain(
  settings: ChainSettings,
  options: TrainChainOptions,
): Promise<{ task: ChainTask; record: ChainTrainingRecord; curves: ChainCurves }> {
  const { task = taskOf(settings), sets, changed = (batch) => batch, ...rest } = options;
  const { seed } = options, { rows, watched } = settings;
  const watch = (name: "train" | "test" | "outside") =>
    changed(watchedBatch(task, name, seed, watched), name);
  const record = await trainOn(settings, {
    ...rest,
    vocabulary: task.vocabulary,
    sequences: changed(trainingBatch(task, seed, rows), "sequences"),
    sets: { train: watch("train"), test: watch("test"), outside: watch("outside"), ...sets },
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

/** First step at which a curve was read at 0.9 or more; Infinity if it never was. */
export function stepsToNinety({ steps, test }: Pick<ChainCurves, "steps" | "test">): number {
  const at = test.findIndex((value) => value >= 0.9);
  return at < 0 ? Infinity : steps[at];
}
