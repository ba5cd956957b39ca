/** What `task bench` measures, as it stands in its results file. */
import { median } from "../stats/summary.ts";

/** The programs that a workload is measured in. */
export type BenchSideName = "ours" | "pytorch" | "jax" | "tfjs";

/** Measurements of one workload: CPU time of a step, `null` where a side was not measured. */
export interface BenchRow {
  /** Name, as on the command line. */
  readonly name: string;
  /** What it computes. */
  readonly title: string;
  /** This engine. */
  readonly ours: number | null;
  /** PyTorch eager. */
  readonly pytorch: number | null;
  /** JAX jit. */
  readonly jax: number | null;
  /** TF.js eager, its `cpu` backend. */
  readonly tfjs: number | null;
  /** `ours / pytorch`; below 1 this engine is faster. */
  readonly ratioPyTorch: number | null;
  /** `ours / jax`. */
  readonly ratioJax: number | null;
  /** Unit of the times. */
  readonly unit: "ms CPU/step";
  /** Why a side that was asked for has no time. */
  readonly failures?: Readonly<Partial<Record<BenchSideName, string>>>;
}

/** A run of the bench. */
export interface BenchResults {
  /** What it ran on. */
  readonly machine: { readonly cpu: string; readonly cores: number };
  /** Versions of all programs that took part. */
  readonly versions: Readonly<Record<string, string>>;
  /** Threads that each side was allowed. */
  readonly threads: number;
  /** Measurements of which each time is the median. */
  readonly repeats: number;
  /** The workloads. */
  readonly workloads: readonly BenchRow[];
}

/** Times of each side of a workload, ms CPU/step, one entry a repeat; a side that was not measured is absent. */
export type BenchTimes = Readonly<Partial<Record<BenchSideName, readonly number[]>>>;

/**
 * The row of a workload.
 *
 * @param workload name and title
 * @param times repeats of each side, of which the row holds the medians
 * @param failures why a side has no times
 */
export function benchRow(
  workload: { readonly name: string; readonly title: string },
  times: BenchTimes,
  failures: Readonly<Partial<Record<BenchSideName, string>>> = {},
): BenchRow {
  const middle = (side: BenchSideName) => {
    const measured = times[side];
    return measured === undefined || measured.length === 0 ? null : median(measured);
  };
  const ours = middle("ours"), pytorch = middle("pytorch"), jax = middle("jax");
  const ratio = (other: number | null) => (ours === null || other === null ? null : ours / other);
  return {
    name: workload.name,
    title: workload.title,
    ours,
    pytorch,
    jax,
    tfjs: middle("tfjs"),
    ratioPyTorch: ratio(pytorch),
    ratioJax: ratio(jax),
    unit: "ms CPU/step",
    ...(Object.keys(failures).length > 0 ? { failures } : {}),
  };
}

/**
 * Says where two sides of a workload do not compute the same thing.
 *
 * @param ours losses of the first steps
 * @param theirs losses of the same steps on another side
 * @param tolerance largest relative difference that rounding may explain
 * @returns a sentence, `null` where they agree
 */
export function lossDisagreement(
  ours: readonly number[],
  theirs: readonly number[],
  tolerance: number,
): string | null {
  if (ours.length !== theirs.length) return `${theirs.length} losses instead of ${ours.length}`;
  for (let step = 0; step < ours.length; step++) {
    const difference = Math.abs(ours[step] - theirs[step]) / Math.abs(ours[step]);
    // A NaN on either side must count as a disagreement.
    if (!(difference <= tolerance)) {
      return `its loss at step ${step} is ${theirs[step]}, this engine's ${ours[step]} ` +
        `(relative difference ${difference.toExponential(1)}, allowed ${tolerance})`;
    }
  }
  return null;
}
