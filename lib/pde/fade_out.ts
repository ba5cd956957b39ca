/** Training in which the data loss fades out next to the model loss. */
import { adam } from "../optim/mod.ts";
import { type RunContext, trainStages } from "../train/mod.ts";
import type { Kept, Line, LineRun } from "./line_training.ts";
import { blendedLoss } from "./losses/blended_loss.ts";
import { switchReadings } from "./switch_schedule.ts";

/** Settings of {@linkcode fadeOut}. */
export interface FadeOut {
  /** Steps in all, a multiple of the number of weights. */
  readonly steps: number;
  /** Weights of the data loss next to the model loss, for equally many steps each; 0 is the model loss alone. */
  readonly ramp: readonly number[];
  /** Adam's learning rate; its moments are kept from weight to weight. */
  readonly rate: number;
}

/**
 * Trains a network on the line while the weight of the data loss falls in stages, and joins the stages into one run.
 *
 * @param initial parameters at the start, flat
 * @throws {RangeError} for steps that are no multiple of the number of weights
 */
export async function fadeOut(
  line: Line,
  { steps, ramp, rate }: FadeOut,
  initial: Float64Array,
  context: RunContext,
  keep: Kept = {},
): Promise<LineRun> {
  const each = steps / ramp.length, at = switchReadings(steps);
  if (!Number.isInteger(each) || each === 0) {
    throw new RangeError(`fadeOut: ${steps} steps for ${ramp.length} weights; a multiple is needed`);
  }
  const { stages } = await trainStages({
    parameters: line.model.parameters,
    initial,
    stages: ramp.map((weight, k) => {
      const loss = weight === 0
        ? line.modelLoss
        : blendedLoss([[1, line.modelLoss], [weight, line.dataLoss]]);
      // A stage's last step is the next one's step 0.
      const readAt = at.map((step) => step - k * each)
        .filter((step) => step >= (k === 0 ? 0 : 1) && step <= each);
      return {
        name: `weight ${weight}`,
        loss: (parameters: Parameters<Line["solution"]>[0]) => loss(line.solution(parameters)),
        optimizer: adam({ learningRate: rate }),
        steps: each,
        ...line.readings(),
        observeAt: readAt,
        snapshotAt: readAt,
        ...(k > 0 && { moments: "kept" as const }),
      };
    }),
    signal: context.signal,
    progress: (stage, progress) => context.progress(`ramp-${stage}`, progress),
    checkpoint: context.checkpoint("ramp"),
  });
  const records = Object.values(stages), [first] = records;
  const curves = Object.keys(first.curves).map((name) =>
    [name, records.flatMap(({ curves }) => curves[name])] as const
  );
  const joined = {
    ...first,
    steps: records.flatMap(({ steps }, k) => steps.map((step) => step + k * each)),
    curves: Object.fromEntries(curves),
    snapshots: records.flatMap(({ snapshots }, k) =>
      snapshots.map(({ step, values }) => ({ step: step + k * each, values }))
    ),
  };
  return line.summary(joined, keep);
}
