/** C4–C6: noise against flatness and curvature. Thresholds are those of the claims' list, fixed before the runs. */
import { type Claim, claimRow, type Profile } from "../../lib/claims/mod.ts";
import { largest, mean, smallest } from "../../lib/stats/mod.ts";
import { every, type Runs } from "./claims_of_equations.ts";
import { readingOf } from "./noise_figures.ts";
import type { NoiseCheckpoint, NoiseData, NoiseReading } from "./noise_measures.ts";
import type { NoiseGridCell } from "./noise_settings.ts";
import type { NoiseRun } from "./noise_study.ts";

/** Experiments that decide these claims. */
export interface NoiseRuns {
  profile: Profile;
  gaussian: Runs<NoiseRun>;
  relu: Runs<NoiseRun>;
  digits: Runs<NoiseRun>;
  grid: Runs<NoiseGridCell[]>;
}

const MOST = { op: "<" as const, threshold: -1, atLeast: "4/5 seeds" };

/** The worst of slope/0.5 and ρ/0.4 over checkpoints and levels: below −1 where both thresholds are met everywhere. */
export function flatnessScore(run: NoiseRun, data: NoiseData): number {
  return largest(
    run.checkpoints.flatMap((at) =>
      readingOf(at, data).flatnessFits.flatMap(({ slope, spearman }) => [slope / 0.5, spearman / 0.4])
    ),
  );
}

const everyCheckpoint = (run: NoiseRun, of: (at: NoiseCheckpoint) => number) => run.checkpoints.map(of);
const isotropicRank = (run: NoiseRun) =>
  Math.abs(mean(everyCheckpoint(run, (at) => readingOf(at, "isotropic").flatnessFits[0].spearman)));

function flatnessClaims({ profile, gaussian, relu, digits, grid }: NoiseRuns): Claim[] {
  const full = profile === "full";
  const row = (
    id: string,
    claim: string,
    { seeds, source, results }: Runs<NoiseRun>,
    data: NoiseData,
  ) =>
    claimRow({
      seeds,
      source,
      id,
      claim,
      quantity: "worst of slope/0.5 and ρ/0.4 of λ(Σ) on F, over checkpoints and levels 1.5, 2, e",
      perSeed: results.map((run) => flatnessScore(run, data)),
      rule: MOST,
      control: {
        what: "isotropic noise: −|mean of ρ over the checkpoints|/0.4, level 2 (|ρ| < 0.2)",
        perSeed: results.map((run) => -isotropicRank(run) / 0.4),
        rule: { op: ">", threshold: -0.5, atLeast: "4/5 seeds" },
      },
      paperValue: "power law (plot); Feng and Tu: exponent about −4 for SGD",
      note: "slope below −0.5 and ρ below −0.4 everywhere give a value below −1",
      decided: full,
    });
  const gridScore = (cells: readonly NoiseGridCell[]) =>
    largest(cells.map((cell) => flatnessScore(cell, "gradient")));
  return [
    row("C4", "Noise is smaller in flatter directions: gradients", gaussian, "gradient"),
    row("C4b", "… consecutive parameters, trend taken off", gaussian, "detrended"),
    ...(full ? [row("C4c", "… consecutive parameters as they are", gaussian, "trajectory")] : [
      row("C4c", "… consecutive parameters as they are", gaussian, "detrended"),
    ]),
    row("C4d", "… ReLU, gradients", relu, "gradient"),
    row("C4e", "… ReLU, consecutive parameters, trend taken off", relu, "detrended"),
    row("C4f", "… digits, gradients", digits, "gradient"),
    row("C4g", "… digits, consecutive parameters, trend taken off", digits, "detrended"),
    claimRow({
      seeds: grid.seeds,
      source: grid.source,
      id: "C4h",
      claim: "… digits at other p and learning rates, gradients",
      quantity: "worst of slope/0.5 and ρ/0.4 over three settings, level 2",
      perSeed: grid.results.map(gridScore),
      rule: MOST,
      control: null,
      paperValue: "power law (plot)",
      note: "the control, isotropic noise, is that of C4f",
      decided: full,
    }),
  ];
}

function curvatureClaims({ profile, gaussian, relu, digits, grid }: NoiseRuns): Claim[] {
  const full = profile === "full";
  const rank = (data: NoiseData) => (at: NoiseCheckpoint) => readingOf(at, data).curvatureFit?.spearman ?? 0;
  const row = (
    id: string,
    claim: string,
    { seeds, source, results }: Runs<NoiseRun>,
    data: NoiseData,
    decided = full,
  ) =>
    claimRow({
      seeds,
      source,
      id,
      claim,
      quantity: "least Spearman ρ over checkpoints, eigenvalues above 10⁻³ of the largest",
      perSeed: results.map((run) => smallest(everyCheckpoint(run, rank(data)))),
      rule: { op: ">", threshold: 0.5, atLeast: "4/5 seeds" },
      control: {
        what: "isotropic noise: |mean of ρ over the checkpoints|",
        perSeed: results.map((run) => Math.abs(mean(everyCheckpoint(run, rank("isotropic"))))),
        rule: { op: "<", threshold: 0.2, atLeast: "4/5 seeds" },
      },
      paperValue: "increasing power law (plot)",
      decided,
    });
  return [
    row("C5", "Noise is larger in more curved directions: gradients", gaussian, "gradient", true),
    row("C5b", "… consecutive parameters, trend taken off", gaussian, "detrended"),
    row("C5c", "… ReLU, gradients", relu, "gradient"),
    row("C5d", "… digits, gradients", digits, "gradient"),
    row("C5e", "… digits, consecutive parameters, trend taken off", digits, "detrended"),
    claimRow({
      seeds: grid.seeds,
      source: grid.source,
      id: "C5f",
      claim: "… digits at other p and learning rates, gradients",
      quantity: "least Spearman ρ over three settings",
      perSeed: grid.results.map((cells) =>
        smallest(cells.flatMap((cell) => everyCheckpoint(cell, rank("gradient"))))
      ),
      rule: { op: ">", threshold: 0.5, atLeast: "4/5 seeds" },
      control: null,
      paperValue: "increasing power law (plot)",
      note: "the control, isotropic noise, is that of C5d",
      decided: full,
    }),
  ];
}

function alignmentClaims({ profile, gaussian, relu, digits }: NoiseRuns): Claim[] {
  const full = profile === "full",
    least = (run: NoiseRun, of: (reading: NoiseReading) => number) =>
      smallest(everyCheckpoint(run, (at) => of(readingOf(at, "gradient"))));
  const most = (run: NoiseRun, of: (reading: NoiseReading) => number) =>
    largest(everyCheckpoint(run, (at) => of(readingOf(at, "gradient"))));
  const pair = (
    ids: readonly [string, string],
    where: string,
    { seeds, source, results }: Runs<NoiseRun>,
    decided = full,
  ) => [
    claimRow({
      seeds,
      source,
      id: ids[0],
      claim: where === "" ? "Noise and curvature are aligned throughout training" : `… ${where}`,
      quantity: "least α over its null (same spectrum, random directions), over checkpoints",
      perSeed: results.map((run) => least(run, (reading) => reading.alignment / reading.nullAlignment)),
      rule: every(">", 5),
      control: {
        what: "the largest of 20 random rotations over their mean",
        perSeed: results.map((run) =>
          most(run, (reading) => reading.nullAlignmentMost / reading.nullAlignment)
        ),
        rule: every("<", 5),
      },
      paperValue: "far above random, which is below 0.001 (disputed)",
      decided,
    }),
    claimRow({
      seeds,
      source,
      id: ids[1],
      claim: `… by the trace ratio${where === "" ? "" : `, ${where}`}`,
      quantity: "least Tr(HΣ)/Tr(HΣ̄) over checkpoints",
      perSeed: results.map((run) => least(run, (reading) => reading.traceRatio)),
      rule: every(">", 5),
      control: {
        what: "random directions, mean of 20",
        perSeed: results.map((run) => most(run, (reading) => reading.nullTraceRatio)),
        rule: every("<", 1.5),
      },
      paperValue: "first far above second (plot)",
      decided,
    }),
  ];
  return [
    ...pair(["C6", "C6b"], "", gaussian, true),
    ...pair(["C6c", "C6d"], "ReLU", relu),
    ...pair(["C6e", "C6f"], "digits", digits),
    ...([["C6g", gaussian, "Gaussian classes"], ["C6h", digits, "digits"]] as const).map((
      [id, runs, where],
    ) =>
      claimRow({
        seeds: runs.seeds,
        source: runs.source,
        id,
        claim: `… and rises after the first phase (${where})`,
        quantity: "α at the last checkpoint − α at the first",
        perSeed: runs.results.map(({ checkpoints }) =>
          readingOf(checkpoints.at(-1)!, "gradient").alignment -
          readingOf(checkpoints[0], "gradient").alignment
        ),
        rule: { op: ">", threshold: 0, atLeast: "4/5 seeds" },
        control: null,
        paperValue: "rising (plot)",
        note: "no control: the statement is about one curve; the first checkpoint is step 300",
        decided: full,
      })
    ),
  ];
}

/** The rows of C4–C6. */
export function noiseClaims(runs: NoiseRuns): Claim[] {
  return [...flatnessClaims(runs), ...curvatureClaims(runs), ...alignmentClaims(runs)];
}
