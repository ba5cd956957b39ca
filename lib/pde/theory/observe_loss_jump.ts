/** The jump of the data loss in a training. */
import { requireVector } from "../../checks.ts";
import { type Model, parameterCount } from "../../nn/mod.ts";
import type { Optimizer } from "../../optim/mod.ts";
import { largest } from "../../stats/mod.ts";
import { type RunContext, train } from "../../train/mod.ts";
import type { Collocation } from "../collocation.ts";
import { dataLoss } from "../losses/data_loss.ts";
import type { TracedLoss } from "../losses/loss.ts";
import { switchReadings } from "../switch_schedule.ts";
import { boundFunction } from "../train_with_switch.ts";

/** Settings of {@linkcode observeLossJump}. */
export interface ObservedJumpSetup {
  readonly model: Model;
  /** Parameters at the switch, flat. */
  readonly parameters: Float64Array;
  readonly collocation: Collocation;
  /** What is minimised from there on, such as `squaredNorm` of a residual. */
  readonly loss: TracedLoss;
  readonly optimizer: Optimizer;
  readonly steps: number;
  /** Name of the training in progress and checkpoints. */
  readonly name: string;
  readonly context: RunContext;
}

/**
 * Trains from the switch on, and gives the final parameters and J, the largest data loss after the switch over that at
 * the switch; compare with what `predictLossJump` foresees.
 *
 * @throws {RangeError} for parameters that do not fit or are not finite, and as `train` does
 */
export async function observeLossJump(
  setup: ObservedJumpSetup,
): Promise<{ parameters: Float64Array; jump: number }> {
  const { model, parameters: initial, collocation, loss, optimizer, steps, name, context } = setup;
  requireVector("observeLossJump", "parameters", initial, parameterCount(model.parameters));
  const data = dataLoss(collocation);
  const { parameters, curves } = await train({
    parameters: model.parameters,
    initial,
    loss: (theta) => loss(boundFunction(model, theta)),
    optimizer,
    steps,
    observe: (theta) => ({ data: data(boundFunction(model, theta)) }),
    observeAt: switchReadings(steps),
    signal: context.signal,
    progress: (progress) => context.progress(name, progress),
    checkpoint: context.checkpoint(name),
  });
  return { parameters, jump: largest(curves.data.slice(1)) / curves.data[0] };
}
