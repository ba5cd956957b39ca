/** What the claims and the tables read from the runs. */
import { largest, smallest } from "../../lib/stats/mod.ts";
import type { EmbeddingRun } from "./embedding.ts";
import type { ImageRun, ImageStart } from "./image_settings.ts";
import type { RidgeRun } from "./ridges.ts";
import type { RolloutName, StartRun, SurrogateRun, TauCuts } from "./surrogate_settings.ts";

/** Share of the size up to which a cut counts as one to the paper's 41.7 %. */
export const PAPER_SIZE = 0.45;

/** Largest change of a kind of layer over its activations; 1 where a width is not restored. */
export function largestChange(runs: readonly EmbeddingRun[], kind: string, of: "change" | "turned"): number {
  const own = runs.filter((run) => run.kind.startsWith(kind));
  return largest(own.map((run) => (of === "change" && !run.restored ? 1 : run[of])));
}

/** The run of a start. */
export function ofGamma<Run extends { gamma: number }>(runs: readonly Run[], gamma: number): Run {
  const found = runs.find((run) => run.gamma === gamma);
  if (found === undefined) {
    throw new RangeError(`ofGamma: no run has γ = ${gamma}, got ${runs.map((run) => run.gamma)}`);
  }
  return found;
}

/** The cuts at a threshold. */
export function atTau({ cuts }: StartRun, tau: number): TauCuts {
  const found = cuts.find((cut) => cut.tau === tau);
  if (found === undefined) {
    throw new RangeError(`atTau: no cut at τ = ${tau}, got ${cuts.map((cut) => cut.tau)}`);
  }
  return found;
}

/** The cut that keeps most of those down to the paper's size; the smallest where none is as small. */
export function paperCut({ cuts }: StartRun): TauCuts {
  const small = cuts.filter(({ merged }) => merged.size <= PAPER_SIZE);
  return (small.length > 0 ? small : cuts).reduce((best, cut) =>
    (small.length > 0) === (cut.merged.size > best.merged.size) ? cut : best
  );
}

/** Loss after cut and fine-tuning over the original's; a cut that is too large does not count. */
export function keptLoss(
  run: StartRun,
  way: "merged" | "refitted",
  against: "base" | "baseTuned" = "base",
): number {
  const cut = paperCut(run)[way];
  return cut.size <= PAPER_SIZE ? cut.tuned / run[against] : 99;
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

/** Largest |ΔT| from the solver, K. */
export function rolloutError(run: StartRun, name: RolloutName): number {
  return largest(run.rollouts[name].temperature);
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

/** Least bound over measured change, of all layers and thresholds. */
export function leastBound(runs: SurrogateRun): number {
  return smallest(runs.flatMap(({ cuts }) => cuts.flatMap(({ boundOverChange }) => boundOverChange)));
}

/** The run of a start on images. */
export function ofStart(runs: ImageRun, start: ImageStart["start"]): ImageStart {
  const found = runs.find((run) => run.start === start);
  if (found === undefined) {
    throw new RangeError(`ofStart: no run has the start ${start}, got ${runs.map((run) => run.start)}`);
  }
  return found;
}

/** Accuracy that is lost against the original, after a round that cuts to a size or less. */
export function accuracyLost(run: ImageStart, size: number): number {
  const round = run.rounds.find((one) => one.size <= size) ?? run.rounds.at(-1)!;
  return run.accuracy - round.retrained;
}
