/** Claims of other activations and of random points, C1d and C5–C5h. */
import { type Claim, type ClaimOf, every } from "../../lib/claims/mod.ts";
import type { RunResults, Runs } from "../../lib/experiments/mod.ts";
import { count } from "../../lib/notebook/words.ts";
import type { ActivationRun, OtherActivation } from "./activations.ts";
import { against, DIVIDED, largestRise, OVER_ZERO, paperClaims, unlearntReading } from "./claims_line.ts";
import type { FirstLosses, FirstRun, FirstSample, FirstSettings } from "./first_steps.ts";
import { delays, delayShare, LEARNT, rise, riseOverZero, zeroLosses } from "./measures.ts";

/** The rise in the first steps, read every five of them; `random` are the sparse sets with random other points. */
export function firstClaims(runs: Runs<FirstSettings, FirstRun>): Claim[] {
  const { samples, targetFrequency, testPoints } = runs.settings;
  const over = ({ train, test }: FirstLosses, set: FirstSample, seed: number) =>
    riseOverZero({ train, test, zero: zeroLosses(samples[set], seed, targetFrequency, testPoints) });
  const row = (
    id: string,
    name: "tanh" | "relu",
    set: "sparse" | "random",
    claim: string,
  ): ClaimOf<FirstRun> => ({
    id,
    claim,
    quantity: OVER_ZERO,
    measure: (run, seed) => over(run[name][set], set, seed),
    rule: every(">=", 1.05),
    control: against(
      "dense and evenly spaced points",
      (run, seed) => Math.max(over(run[name].dense, "dense", seed), over(run[name].uniform, "uniform", seed)),
      every("<=", 1.01),
    ),
    ...(set === "sparse" && {
      changed: [DIVIDED, {
        what: "the readings",
        from: "every 50 steps",
        to: "every 5 up to step 500",
        why: "the peak lay at the first reading in every run",
      }],
    }),
  });
  return paperClaims(runs, [
    row("C5", "tanh", "sparse", "The rise is robust to the activation: tanh"),
    row("C5c", "relu", "sparse", "… ReLU"),
    row("C5g", "tanh", "random", "… tanh, with random points in place of the evenly spaced ones"),
    row("C5h", "relu", "random", "… ReLU, the same"),
    {
      id: "C1d",
      claim: "… also with random points in place of the 35 evenly spaced ones",
      quantity: OVER_ZERO,
      measure: ({ sin }, seed) => over(sin.random, "random", seed),
      rule: every(">=", 1.05),
      control: { none: "its control is that of C1, the evenly spaced points" },
    },
  ], false);
}

/** Rows of G4 and G5. */
export function activationClaims(runs: RunResults<ActivationRun>): Claim[] {
  const rows = (name: OtherActivation, [id, idOfDelay]: [string, string]): ClaimOf<ActivationRun>[] => {
    const others = runs.results.flatMap((run) => [run[name].dense, run[name].uniform]);
    const unlearnt = count(others, (run) => delayShare(run) === null);
    return [
      {
        id,
        claim: `… the old definition of ${name === "tanh" ? "C5" : "C5c"}`,
        quantity: "R, greatest early test loss over the first",
        measure: (run) => rise(run[name].sparse).ratio,
        rule: every(">=", 1.05),
        control: against(
          "dense and evenly spaced points",
          (run) => largestRise(run[name].dense, run[name].uniform),
          every("<=", 1.01),
        ),
        note: "the peak lies at the first reading, step 50, in every run",
      },
      {
        id: idOfDelay,
        claim: `… and so is the delay: ${name === "tanh" ? "tanh" : "ReLU"}`,
        quantity: `delay at loss ${LEARNT} over training time, a lower bound where the run ends first`,
        measure: (run) => delayShare(run[name].sparse)!,
        rule: every(">", 0.05),
        control: {
          what:
            `dense and evenly spaced points; ${unlearnt} runs did not learn their training set and are left out`,
          perSeed: delays(others),
          rule: every("<=", 0.05),
        },
        changed: [unlearntReading("left out of the control, with their number")],
      },
    ];
  };
  return paperClaims(runs, [...rows("tanh", ["C5e", "C5b"]), ...rows("relu", ["C5f", "C5d"])], false);
}
