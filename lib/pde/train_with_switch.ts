/** Training with one loss, then with another. */
import type { Model } from "../nn/mod.ts";
import type { Optimizer } from "../optim/mod.ts";
import {
  type StagedTrainingOptions,
  type StagedTrainingRecord,
  type TrainingStage,
  trainStages,
} from "../train/mod.ts";
import type { TracedFunction } from "./field.ts";
import type { TracedLoss } from "./losses/loss.ts";

/** One side of a switch. */
export interface SwitchSide {
  readonly loss: TracedLoss;
  readonly optimizer: Optimizer;
  /** Readings, at steps counted from the start of this side; see `train`. */
  readonly observe?: TrainingStage["observe"];
  readonly observeAt?: TrainingStage["observeAt"];
  readonly snapshot?: TrainingStage["snapshot"];
  readonly snapshotAt?: TrainingStage["snapshotAt"];
}

/** Options of a training with a switch. */
export interface SwitchOptions extends Omit<StagedTrainingOptions, "stages" | "parameters"> {
  readonly model: Model;
  readonly before: SwitchSide;
  readonly after: SwitchSide;
  /** Steps in all. */
  readonly steps: number;
  /** T_s: steps with the first loss. */
  readonly switchStep: number;
  /** Whether the optimizer's moments are zeroed at the switch or kept; the two choices are different experiments. */
  readonly moments: "reset" | "kept";
}

/**
 * Trains with one loss until `switchStep`, then with another.
 *
 * @returns records of the stages "before" and "after"; steps count from the start of each
 * @throws {RangeError} for a `switchStep` outside the run, moments that are neither, and as `trainStages` does
 * @throws {DivergenceError} if a loss is not finite, naming the step
 */
export function trainWithSwitch(options: SwitchOptions): Promise<StagedTrainingRecord> {
  const { model, before, after, steps, switchStep, moments, ...rest } = options;
  if (!Number.isInteger(switchStep) || switchStep < 1 || switchStep >= steps) {
    throw new RangeError(
      `trainWithSwitch: switchStep must be an integer in 1 … ${
        steps - 1
      }, inside the run of ${steps} steps, ` +
        `got ${switchStep}`,
    );
  }
  if (moments !== "reset" && moments !== "kept") {
    throw new RangeError(`trainWithSwitch: moments must be "reset" or "kept", got "${moments}"`);
  }
  const stage = (name: string, { loss, ...side }: SwitchSide, count: number): TrainingStage => ({
    ...side,
    name,
    loss: (parameters) => loss(boundFunction(model, parameters)),
    steps: count,
  });
  return trainStages({
    ...rest,
    parameters: model.parameters,
    stages: [
      stage("before", before, switchStep),
      { ...stage("after", after, steps - switchStep), moments },
    ],
  });
}

/** A model whose parameters are bound: a traced function of points. */
export function boundFunction(model: Model, parameters: Parameters<Model["apply"]>[0]): TracedFunction {
  return (x) => model.apply(parameters, x);
}
