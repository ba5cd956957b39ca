/** Claims on parities and digits, C6–C10b. */
import { type Claim, every, most, onMedian } from "../../lib/claims/mod.ts";
import type { Runs } from "../../lib/experiments/mod.ts";
import { largest, mean } from "../../lib/stats/mod.ts";
import { against, chosenLate, paperClaims } from "./claims_line.ts";
import {
  excessFollows,
  highAfterLow,
  lateness,
  overLabels,
  overshoot,
  parityGeneralises,
  risingWindow,
  trainedAt,
} from "./measures.ts";
import type { MnistRun, NetworkName } from "./mnist_scale.ts";
import { type ParitySplits, rmsError } from "../../lib/grokking/mod.ts";
import type { ParityRun, ParitySettings } from "./parity_training.ts";

/** Rows of G7, whose spectra need no training. */
export function phantomClaims(seeds: readonly number[], results: readonly ParitySplits[]): Claim[] {
  return paperClaims({ seeds, results, source: "live" }, [
    {
      id: "C6",
      claim: "Fewer parity samples, stronger phantom",
      quantity: "least ratio of A_low between neighbouring proportions",
      measure({ proportions }) {
        const [a, b, c] = proportions.map(({ mismatch }) => mean(mismatch));
        return Math.min(a / b, b / c);
      },
      rule: every(">", 1),
      control: against(
        "two groups of parts of the same proportion 0.5",
        ({ twins: [a, b] }) => mean(a.mismatch) / mean(b.mismatch),
        every("<=", 1.1),
      ),
    },
    {
      id: "C6b",
      claim: "… by as much as random sampling predicts",
      quantity: "largest relative error of the low-frequency r.m.s. against the formula",
      measure: ({ proportions }) => largest(proportions.map(rmsError)),
      rule: every("<=", 0.2),
      control: { none: "the formula is derived here, the paper has none" },
      paperValue: null,
    },
  ]);
}

/** Rows of G6 and G8. */
export function parityClaims(runs: Runs<ParitySettings, ParityRun>): Claim[] {
  const { proportions, spectra, steps } = runs.settings, window = risingWindow(runs.settings);
  const few = proportions[0], some = spectra.proportion, many = proportions.at(-1)!;
  const understood = (run: ParityRun, proportion: number) =>
    parityGeneralises(trainedAt(run, proportion)).step;
  const greatest = (run: ParityRun, proportion: number) => largest(trainedAt(run, proportion).testAccuracy);
  const last = runs.results.map((run) => understood(run, many));
  const shape = (run: ParityRun, proportion: number) => overshoot(trainedAt(run, proportion), window);
  return paperClaims(runs, [
    {
      id: "C7",
      claim: "Fewer parity samples, later generalisation",
      quantity: `step of test accuracy 0.95 at proportion ${some} over that at ${many}`,
      measure: (run) => understood(run, some) / understood(run, many),
      rule: onMedian(">", 1.1),
      control: {
        what: `the next seed's over this one's, both at ${many}`,
        perSeed: last.map((step, i) => last[(i + 1) % last.length] / step),
        rule: onMedian("<=", 1.1),
      },
    },
    {
      id: "C7b",
      claim: `… and none in ${steps} steps from a fifth of the points`,
      quantity: `greatest test accuracy at proportion ${few}`,
      measure: (run) => greatest(run, few),
      rule: every("<", 0.95),
      control: against(`proportion ${some}`, (run) => greatest(run, some), every(">=", 0.95)),
    },
    {
      id: "C8",
      claim: "Parity: low frequencies of the output first grow",
      quantity:
        `rise of the low-frequency excess from step ${window.from} to ${window.to}, proportion ${some}`,
      measure: (run) => shape(run, some).rise,
      rule: most(4, 5, ">", 0),
      control: against(
        `proportion ${many}, whose phantom is half as strong: by at most its predicted r.m.s.`,
        (run) => shape(run, many).rise,
        onMedian("<=", 0.016),
      ),
      note:
        "the paper shows one run; the initial random output has as much low-frequency content as the phantom; the " +
        "control allows more than the effect and cannot fail",
      because: {
        cause: "definition",
        close:
          "the phantom is mostly learnt before step 60, so the window begins too late; C8c reads how large it is",
      },
    },
    {
      id: "C8c",
      claim: "… to a size that follows the phantom of the training part",
      quantity:
        `rank correlation of the low-frequency excess at step ${window.to} with A_low, all runs but this seed's`,
      measure: (_, seed) => excessFollows(runs.results, runs.seeds.indexOf(seed), window.to),
      rule: every(">=", 0.5),
      control: against(
        "the excess of the random output at step 0",
        (_, seed) => excessFollows(runs.results, runs.seeds.indexOf(seed), 0),
        every("<", 0.5),
      ),
      changed: chosenLate("the row", "a rank correlation of at least 0.5, and below at step 0"),
    },
    {
      id: "C8b",
      claim: "… and then shrink",
      quantity:
        `share of the greatest low-frequency excess that is gone at step ${window.end}, proportion ${some}`,
      measure: (run) => shape(run, some).lost,
      rule: most(4, 5, ">", 0),
      control: against(
        `proportion ${few}, which never generalises`,
        (run) => shape(run, few).lost,
        onMedian("<=", 0.3),
      ),
      changed: chosenLate("the control", `proportion ${few}, median <= 0.3`),
    },
  ], false);
}

/** Rows of G9 and G10. */
export function digitClaims(runs: Runs<unknown, MnistRun>): Claim[] {
  const excess = (run: MnistRun, name: NetworkName) => {
    const { low, high } = overLabels(run, name, 0, "train");
    return Math.min(low, high);
  };
  return paperClaims(runs, [
    {
      id: "C9",
      claim: "Large initial parameters delay generalisation on MNIST without weight decay",
      quantity: "step of test accuracy within 0.05 of its last value over that of training accuracy 0.9",
      measure: ({ networks }) => lateness(networks.large),
      rule: every(">=", 5),
      control: against(
        "α = 1, the later of SGD and Adam",
        ({ networks }) => Math.max(lateness(networks.usual), lateness(networks.usualAdam)),
        every("<=", 2),
      ),
      note:
        "both steps are read at 60 logarithmic steps, so that seeds share a value: neighbouring readings differ by " +
        "about a fifth; test accuracy still rises at the last step",
    },
    {
      id: "C10",
      claim: "Large initial parameters start far above the labels at all frequencies",
      quantity: "amplitude of the initial output over the labels', the smaller of both halves of the band",
      measure: (run) => excess(run, "large"),
      rule: every(">=", 10),
      control: against("α = 1", (run) => excess(run, "usual"), every("<=", 1)),
    },
    {
      id: "C10b",
      claim: "… and high frequencies then converge no later than low ones",
      quantity:
        "step at which half of the error is gone in the high half of the band over that in the low half",
      measure: ({ networks }) => highAfterLow(networks.large),
      rule: every("<=", 1),
      control: against("α = 1, SGD", ({ networks }) => highAfterLow(networks.usual), every(">", 1)),
      note:
        "tried as well: all digits in place of the training ones, a tenth of the error in place of half; low " +
        "frequencies come first in all of them",
      because: {
        cause: "definition",
        close:
          "on the training digits the labels above k = π are what random sampling leaves, 0.0095; C10c reads all digits",
      },
    },
    {
      id: "C10c",
      claim: "… and on all digits the output's high frequencies are still too large when low ones fit",
      quantity: "output over labels for k > π, mean amplitude on all digits, α = 8 at step 2668",
      measure: (run) => overLabels(run, "large", 1, "all").high,
      rule: every(">=", 2),
      control: against(
        "α = 1, SGD, at step 1334",
        (run) => overLabels(run, "usual", 1, "all").high,
        every("<=", 1),
      ),
      changed: chosenLate("the row", "at least 2, and at most 1 at α = 1"),
      note: `for k < π the same ratio is ${
        runs.results.map((run) => overLabels(run, "large", 1, "all").low.toFixed(2)).join(", ")
      }`,
    },
  ], false);
}
