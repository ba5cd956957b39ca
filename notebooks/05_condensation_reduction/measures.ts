/** What the claims and the tables read from the runs. */
import { largest, smallest } from "../../lib/stats/mod.ts";
import type { EmbeddingRun } from "./embedding.ts";
import type { ImageRun, ImageStart } from "./image_settings.ts";
import type { RidgeRun } from "./ridges.ts";
import type { Cutting, RolloutName, StartRun, SurrogateRun, TauCuts } from "./surrogate_settings.ts";

/** Share of the size up to which a cut counts as one to the paper's 41.7 %. */
const PAPER_SIZE = 0.45;
/** Loss over the original's, and accuracy lost against it, up to which they count as kept. */
const KEPT_LOSS = 1.1, KEPT_ACCURACY = 0.02;

/** Largest change of a kind of layer over its activations; 1 where a width is not restored. */
export function largestChange(runs: readonly EmbeddingRun[], kind: string, of: "change" | "turned"): number {
  const own = runs.filter((run) => run.kind.startsWith(kind));
  return largest(own.map((run) => (of === "change" && !run.restored ? 1 : run[of])));
}

function found<One>(all: readonly One[], is: (one: One) => boolean, wanted: string): One {
  const one = all.find(is);
  if (one !== undefined) return one;
  throw new RangeError(`measures: no run has ${wanted}, got ${all.length} others`);
}

/** The run of a start. */
export function ofGamma<Run extends { gamma: number }>(runs: readonly Run[], gamma: number): Run {
  return found(runs, (run) => run.gamma === gamma, `γ = ${gamma}`);
}

/** The cuts at a threshold. */
export function atTau<Cut extends { tau: number }>({ cuts }: { cuts: readonly Cut[] }, tau: number): Cut {
  return found(cuts, (cut) => cut.tau === tau, `a cut at τ = ${tau}`);
}

/** The run of a start on images. */
export function ofStart(runs: ImageRun, start: ImageStart["start"]): ImageStart {
  return found(runs, (run) => run.start === start, `the start ${start}`);
}

/** The cut to whose widths the controls were cut, too. */
export function controlledCut({ cuts, controls }: StartRun): TauCuts {
  const widths = `${controls.random.widths}`;
  return found(cuts, ({ merged }) => `${merged.widths}` === widths, `a cut to ${widths}`);
}

/** Loss over that of the original, after the first cut down to the paper's size; 99 where none is as small. */
export function keptLoss(original: number, cuts: readonly Cutting[]): number {
  const small = cuts.find(({ size }) => size <= PAPER_SIZE);
  return small ? small.tuned / original : 99;
}

/** The larger of a cut's size over the paper's, and its loss over what counts as kept: 1 or less if both are reached. */
export function excess({ base }: StartRun, { size, tuned }: Cutting): number {
  return Math.max(size / PAPER_SIZE, tuned / base / KEPT_LOSS);
}

/** Share of the parameters of the smallest network whose loss is kept; 1 where no cut keeps it. */
export function keptSize({ base }: { base: number }, cuts: readonly Cutting[]): number {
  return smallest([1, ...cuts.filter(({ tuned }) => tuned <= KEPT_LOSS * base).map(({ size }) => size)]);
}

/** Share of the parameters after the last round that keeps the accuracy; 1 where none does. */
export function keptImageSize({ accuracy, rounds }: ImageStart): number {
  const kept = rounds.filter(({ retrained }) => accuracy - retrained <= KEPT_ACCURACY);
  return smallest([1, ...kept.map(({ size }) => size)]);
}

/** Ridges: units that are left, all of them where the error has risen by more than a tenth. */
export function ridgesLeft({ merged, error, mergedError }: RidgeRun, width: number): number {
  return mergedError <= 1.1 * error ? merged : width;
}

/** Largest |ΔT| of a rollout from the solver over 50 K, or largest error of the delay over 5 %, whichever is more. */
export function rolloutExcess(run: StartRun, name: RolloutName): number {
  const { temperature, delay } = run.rollouts[name];
  return Math.max(largest(temperature) / 50, largest(delay) / 0.05);
}

/** Size of the automatic cut over that of a manual one of the same loss, by interpolation in the logarithm of the loss. */
export function automaticSize({ automatic, cuts, base }: StartRun): number {
  const manual = [{ size: 1, tuned: base }, ...cuts.map(({ merged }) => merged)]
    .sort((a, b) => a.tuned - b.tuned);
  const above = manual.findIndex(({ tuned }) => tuned >= automatic.tuned);
  if (above <= 0) return automatic.size / manual.at(above === 0 ? 0 : -1)!.size;
  const [low, high] = [manual[above - 1], manual[above]];
  const share = Math.log(automatic.tuned / low.tuned) / Math.log(high.tuned / low.tuned);
  return automatic.size / (low.size + share * (high.size - low.size));
}

/** Bounds over the measured changes, of the layers and thresholds where something was merged. */
export function boundsOverChanges(runs: SurrogateRun): number[] {
  return runs.flatMap(({ cuts }) => cuts.flatMap(({ boundOverChange }) => boundOverChange))
    .filter((ratio) => ratio !== 1);
}

/** Accuracy that is lost against the original after the round that cuts to a size or less; all of it where none does. */
export function accuracyLost(
  { accuracy, rounds }: ImageStart,
  size: number,
): number {
  const i = rounds.findIndex((one) => one.size <= size);
  return accuracy - (i < 0 ? 0 : rounds[i].retrained);
}
