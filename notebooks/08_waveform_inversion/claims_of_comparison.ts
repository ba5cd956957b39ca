/** C1, C2, C7, X2, X7: methods on the same recordings. Thresholds were fixed before the full runs. */
import { type Claim, claims, type ClaimsOptions, every, onMean } from "../../lib/claims/mod.ts";
import { mean } from "../../lib/stats/mod.ts";
import { UNKNOWN } from "./claims_of_paper.ts";
import { type ComparisonCase, SHOWN } from "./comparison.ts";
import type { MethodName } from "./methods.ts";
import * as read from "./readings.ts";

type Compared = read.Compared;
type Run = Compared["results"][number];

/** C1, C2, C7: methods on the same recordings; `stored` are the full runs, in which the control of C1b lies. */
export function comparisonClaims(runs: Compared, stored: Compared, options?: ClaimsOptions): Claim[] {
  const { settings, results } = runs, at = (run: Run) => results.indexOf(run);
  const slopes = (grid: MethodName, reading: "error" | "stopped") => (run: Run) =>
    read.noiseSlope(settings, run, read.NETWORK, reading) / read.noiseSlope(settings, run, grid, reading);
  const slower = [
    ["C2", "Adam", "The network's error grows more slowly with noise"],
    ["C2b", "L-BFGS", "… than that of L-BFGS"],
  ] as const;
  const ofBest = (one: ComparisonCase) => read.overBest(settings, results, one);
  const clean = {
    what: "clean recordings and a good start (E10)",
    measure: (run: Run) => ofBest(read.EASY)[at(run)],
    rule: onMean(">=", 1),
  };
  const opponent =
    "error of the network over that of the best grid method (method, TV weight and stopping chosen by an oracle), η = 1";
  const strongest = {
    rule: every("<", 1),
    control: clean,
    atQuick: false,
    because: UNKNOWN("models, noise and network"),
  };
  return claims(runs, [
    {
      ...strongest,
      id: "C1",
      claim:
        "Under noise the network ends nearer to the truth than conventional inversion, in two of four models or more",
      quantity: `${opponent}, on the two models where its mean is least, the larger`,
      measure: (run) => read.worseOfTwoBest(settings, results)[at(run)],
      note: "lower in all of five seeds has probability 1/32 by chance, for each model by itself",
      changed: [{
        what: "models",
        from: "the second smallest ratio of each seed (C1c)",
        to: "the two of the least mean, the same in all seeds",
        why: "the test is paired for each model; seeds may not choose different ones",
      }, {
        what: "conventional inversion",
        from: "Adam, L-BFGS, and L-BFGS with total variation",
        to: "and Adam with total variation",
        why: "our claims' list names it, and it was not run",
      }],
    },
    {
      ...strongest,
      id: "C1c",
      claim: "… in any two of them, which may differ from seed to seed",
      quantity: `${opponent}, second smallest of four models`,
      measure: (run) => read.secondSmallest(read.FOUR.map((one) => ofBest(one)[at(run)])),
    },
    {
      id: "C1b",
      claim: "… than conventional inversion by Adam",
      quantity:
        "error of the network over that of Adam at equal numbers of wave solves, layers with fault and lens, η = 1",
      measure: (run) => read.errorRatio(settings, run, SHOWN, "Adam"),
      rule: every("<", 1),
      control: {
        what: `${clean.what}, stored runs`,
        perSeed: stored.results.map((run) => read.errorRatio(stored.settings, run, read.EASY, "Adam")),
        rule: clean.rule,
      },
      changed: [{
        what: "control",
        from: "none",
        to: "that of C1, against Adam",
        why: "the row could not be separated from a gain that any recordings give",
      }],
    },
    ...slower.map(([id, grid, claim]) => ({
      id,
      claim,
      quantity:
        `slope of the error by η = 0 … 2 over that of ${grid} at a fixed budget, layers with fault and lens`,
      measure: slopes(grid, "error"),
      rule: every("<=", 0.5),
      control: {
        what: "both stopped at the discrepancy",
        measure: slopes(grid, "stopped"),
        rule: onMean(">", 0.5),
      },
      atQuick: false,
      note: "a ratio of slopes means little where the lower one is near 0; both are in the text",
      because: UNKNOWN("models, noise and stopping"),
    })),
    {
      id: "C7",
      claim: "A low misfit does not mean a good model",
      quantity:
        "grid inversions that explain 90 % of what noise leaves to explain and end further from the truth than they began",
      measure: (run) => read.deceived(settings, run, (method) => !method.startsWith("CNN")),
      rule: every(">=", 1),
      control: {
        what: "those of the network",
        measure: (run) => read.deceived(settings, run, (method) => method === read.NETWORK),
        rule: every("<=", 0),
      },
      atQuick: false,
      because: {
        cause: "definition",
        close: "control: low misfit deceives the network, too, where it starts too far away",
      },
    },
  ], options);
}

/** X2, X7: where noise goes, and the form of the network. */
export function comparisonExtensions(runs: Compared, options?: ClaimsOptions): Claim[] {
  const { settings } = runs;
  const finest = (run: Run, method: "CNN, additive" | "L-BFGS") =>
    read.outcomeOf(settings, run, SHOWN, method).bands[3];
  const forms = (run: Run, cases: readonly ComparisonCase[]) =>
    mean(cases.map((one) => read.errorRatio(settings, run, one, "CNN, pretrained")));
  return claims(runs, [
    {
      id: "X2",
      claim: "Noise does not enter the network's map at the finest wavenumbers",
      quantity: "energy of v − v* in the highest octave of wavenumbers over that of the start, η = 1",
      measure: (run) => finest(run, "CNN, additive"),
      rule: every("<=", 1.1),
      control: { what: "L-BFGS on the grid", measure: (run) => finest(run, "L-BFGS"), rule: every(">", 1.1) },
    },
    {
      id: "X7",
      claim: "The additive form is better than bounds with pretraining",
      quantity: "error of the additive form over that of the pretrained one, mean of four models at η = 1",
      measure: (run) => forms(run, read.FOUR),
      rule: every("<", 1),
      control: {
        what: "clean recordings and a good start",
        measure: (run) => forms(run, [read.EASY]),
        rule: onMean(">=", 1),
      },
      atQuick: false,
    },
  ], options);
}
