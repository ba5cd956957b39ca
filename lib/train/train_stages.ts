/** Trainings that change their loss during the run. */
import { requireKnownSettings } from "../checks.ts";
import type { Optimizer } from "../optim/mod.ts";
import type { Progress, TrainingRecord } from "./record.ts";
import { checkOptions, type TrainingOptions } from "./training_options.ts";
import { FROM_NOTHING, type StartState } from "./start_state.ts";
import { TrainingRun } from "./training_run.ts";

/** Options of a training that apply to all of its stages. */
type Shared = "parameters" | "initial" | "precision" | "engine" | "signal" | "checkpoint" | "saveSeconds";

/** One stage: a loss, how it is minimised, and what is read. */
export interface TrainingStage extends Omit<TrainingOptions, Shared | "progress"> {
  /** Name in progress and results; different for each stage. */
  readonly name: string;
  /**
   * Whether the optimizer keeps its state from the previous stage, including its age, or starts again. Required for
   * every stage except the first, since a default would go unnoticed.
   */
  readonly moments?: "reset" | "kept";
}

/** Options of a training in stages. */
export interface StagedTrainingOptions extends Pick<TrainingOptions, Shared> {
  readonly stages: readonly TrainingStage[];
  /** Called after each call of the engine, with the stage's name; steps count within the stage. */
  progress?: ((stage: string, progress: Progress) => void) | undefined;
}

/** Records of the stages by name, in their order. */
export interface StagedTrainingRecord {
  readonly stages: Readonly<Record<string, TrainingRecord>>;
  /** Final parameters of the last stage. */
  readonly parameters: Float64Array;
}

const STAGED_SETTINGS: Readonly<Record<keyof StagedTrainingOptions, true>> = {
  stages: true,
  progress: true,
  parameters: true,
  initial: true,
  precision: true,
  engine: true,
  signal: true,
  checkpoint: true,
  saveSeconds: true,
};

/**
 * Trains in stages, each from the final parameters of the previous one.
 *
 * Steps, schedules, batches and drawn tensors count from the start of each stage. Every stage has its own checkpoint,
 * `<checkpoint>.<number>`, so a stopped training resumes within its stage, bit for bit.
 *
 * @throws {RangeError} if there are no stages, two have the same name, `moments` is missing, or moments cannot be
 *   kept because optimizers, decays or frozen parameters differ
 * @throws {DivergenceError | TrainingStopped | CheckpointError | GradientError} as `train` does
 */
export async function trainStages(options: StagedTrainingOptions): Promise<StagedTrainingRecord> {
  requireKnownSettings("trainStages", options, STAGED_SETTINGS);
  const { stages, progress, ...shared } = options;
  checkStages(stages);
  const records: Record<string, TrainingRecord> = {};
  let initial = options.initial, start: StartState = FROM_NOTHING;
  for (const [i, { name, moments, ...stage }] of stages.entries()) {
    const own: TrainingOptions = {
      ...shared,
      ...stage,
      initial,
      checkpoint: shared.checkpoint && `${shared.checkpoint}.${i + 1}`,
      progress: progress && ((at) => progress(name, at)),
    };
    checkOptions(own);
    const run = await TrainingRun.open(own, moments === "kept" ? start : FROM_NOTHING);
    try {
      const { record, end } = await run.finish();
      records[name] = record;
      [initial, start] = [record.parameters, end];
    } finally {
      await run.close();
    }
  }
  return { stages: records, parameters: initial };
}

function checkStages(stages: readonly TrainingStage[]): void {
  if (stages.length === 0) throw new RangeError("trainStages: needs one stage or more, got none");
  stages.forEach((stage, i) => {
    const { name, moments } = stage, earlier = stages[i - 1];
    if (stages.findIndex((other) => other.name === name) !== i) {
      throw new RangeError(`trainStages: two stages are named "${name}"`);
    }
    if (!earlier) {
      if (moments === "kept") {
        throw new RangeError(`trainStages: the first stage "${name}" has no earlier moments to keep`);
      }
      return;
    }
    if (moments !== "reset" && moments !== "kept") {
      throw new RangeError(
        `trainStages: stage "${name}" must say whether moments are "reset" or "kept", got ${moments}`,
      );
    }
    if (moments === "kept") requireSameMoments(earlier, stage);
  });
}

/** Settings that determine the meaning of the slots. */
const MEANING: readonly string[] = ["beta1", "beta2", "alpha"];

function requireSameMoments(from: TrainingStage, to: TrainingStage): void {
  const described = ({ optimizer, frozen = [] }: TrainingStage) =>
    `slots [${optimizer.slots}]${meaning(optimizer)}, frozen [${[...frozen].sort()}]`;
  if (described(from) !== described(to)) {
    throw new RangeError(
      `trainStages: stage "${to.name}" cannot keep the moments of "${from.name}": ` +
        `${described(from)} there, ${described(to)} here`,
    );
  }
}

function meaning({ settings }: Optimizer): string {
  return MEANING.filter((key) => key in settings).map((key) => `, ${key} ${settings[key]}`).join("");
}
