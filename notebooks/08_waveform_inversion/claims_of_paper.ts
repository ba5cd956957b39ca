/** C3–C6: what the abstracts claim. Thresholds are those of our claims' list, fixed before the full runs. */
import { type Claim, claims, type ClaimsOptions, every, most, onMean } from "../../lib/claims/mod.ts";
import { largest, smallest } from "../../lib/stats/mod.ts";
import type ablation from "./ablation.ts";
import type controls from "./controls.ts";
import type { MethodName } from "./methods.ts";
import * as read from "./readings.ts";
import type { RunsOf } from "./set_up.ts";
import type starts from "./starts.ts";
import type uncertainty from "./uncertainty.ts";
import { NOMINAL, type UncertaintyRun, WIDTHS } from "./uncertainty.ts";

/** Why a claim cannot be settled here. */
export const UNKNOWN = (what: string) =>
  ({ cause: "set-up", close: `the authors' ${what}, which are not public` }) as const;

/** C3: starts. */
export function startClaims(runs: RunsOf<typeof starts>, options?: ClaimsOptions): Claim[] {
  const { settings } = runs, [grid, network] = [0, 1], last = settings.frequencies.length - 1;
  const far = settings.starts.indexOf("constant 2300");
  const share = (run: typeof runs.results[number], m: number) => read.successes(settings, run, m).share;
  return claims(runs, [{
    id: "C3",
    claim: "The network fails less often in local minima",
    quantity:
      `share of inversions that end below ${read.SUCCESS} times the error of the start (four starts, two frequencies), network less L-BFGS with TV`,
    measure: (run) => share(run, network) - share(run, grid),
    rule: onMean(">=", 0.2),
    control: {
      what: "constant start at the highest frequency: both fail",
      measure: (run) => Number([grid, network].some((m) => read.overStart(run, m, last, far) < read.SUCCESS)),
      rule: every("<=", 0),
    },
    note:
      "a difference of 0.2 between two samples of 24 has p < 0.1 in Fisher's test, which our claims' list asks for over ten starts",
    because: UNKNOWN("starts and models"),
  }], options);
}

/** C4: no labels. */
export function labelClaims(runs: RunsOf<typeof controls>, options?: ClaimsOptions): Claim[] {
  return claims(runs, [{
    id: "C4",
    claim: "No labelled data: the recordings alone decide the answer",
    quantity:
      "error to model A of the network's map from A's recordings, over that of its map from B's, same network, seed and start",
    measure: ({ swapped: [[own], [other]] }) => own / other,
    rule: every("<", 1),
    control: {
      what: "B's recordings: error to A over that of the start",
      measure: ({ swapped: [, [other]], starts: [start] }) => other / start,
      rule: every(">=", 1),
    },
    note:
      "the control asks for the start's error, not for the distance of A and B, which no inversion bridges here",
    because: {
      cause: "definition",
      close: "control: the two models share their trend, so that B's recordings teach something of A",
    },
  }], options);
}

/** C5: uncertainty. */
export function uncertaintyClaims(runs: RunsOf<typeof uncertainty>, options?: ClaimsOptions): Claim[] {
  const of = read.posteriorOf, off = (share: number) => Math.abs(share - NOMINAL), two = WIDTHS.indexOf(2);
  const because = {
    cause: "set-up",
    close: "members and samples: longer chains and larger ensembles, 1 core-hour",
  } as const;
  const informative = (id: string, method: string, claim: string, model: 0 | 1 = 0) => ({
    id,
    claim,
    quantity: `correlation of standard deviation and |error| over the map, ${method}`,
    measure: (run: UncertaintyRun) => of(run, method, model).correlation,
    rule: every(">", 0.2),
    control: {
      what: "networks as they are initialised, no data",
      measure: (run: UncertaintyRun) => of(run, "prior draws (control)", model).correlation,
      rule: onMean("<=", 0.1),
    },
    because,
  });
  const recalibrated = (claim: string, models: readonly (0 | 1)[], words = "") => ({
    claim,
    quantity:
      `distance of the share within ±2 recalibrated standard deviations from ${NOMINAL}, ensemble${words}`,
    measure: (run: UncertaintyRun) =>
      largest(models.map((model) => off(of(run, "ensemble", model).recalibrated))),
    rule: every("<=", 0.05),
    control: {
      what: "before recalibration",
      measure: (run: UncertaintyRun) => off(of(run, "ensemble").coverage[two]),
      rule: every(">", 0.05),
    },
    because: { ...because, close: "a second model of the same kind as the first" },
  });
  return claims(runs, [
    informative("C5", "ensemble", "The spread of an ensemble is larger where the error is"),
    informative("C5b", "SGLD, T = 1", "… and that of Langevin samples"),
    informative("C5e", "ensemble", "The same of an ensemble over a second model", 1),
    {
      id: "C5c",
      ...recalibrated("A spread recalibrated on a second model covers what it says", [0]),
      note: "met by a factor so large that nearly all is covered: C5d asks in both directions",
    },
    {
      id: "C5d",
      ...recalibrated("… in both directions", [0, 1], ", the worse of both models"),
      changed: [{
        what: "models",
        from: "the first, by the factor of the second (C5c)",
        to: "both, each by the factor of the other",
        why: "a factor that is far too large covers everything, which is within 0.05 of 0.954",
      }],
    },
  ], options);
}

/** C6: what regularises. */
export function ablationClaims(runs: RunsOf<typeof ablation>, options?: ClaimsOptions): Claim[] {
  const { settings, results } = runs,
    of = (run: typeof results[number], name: MethodName) => run[0][settings.names.indexOf(name)].error;
  const network = results.map((run) => of(run, read.NETWORK));
  const row = (id: string, claim: string, quantity: string, names: readonly MethodName[]) => ({
    id,
    claim,
    quantity: `error of ${quantity} over that of the network, η = 0.5`,
    measure: (run: typeof results[number]) =>
      smallest(names.map((name) => of(run, name))) / of(run, read.NETWORK),
    rule: most(4, 5, ">", 1.05),
    control: {
      what: "the same network from the next seed's weights, over this one's",
      perSeed: network.map((error, i) => network[(i + 1) % network.length] / error),
      rule: onMean("<=", 1.05),
    },
    because: { cause: "set-up", close: "the authors' network, which is not public" } as const,
  });
  return claims(runs, [
    row(
      "C6",
      "The gain comes from the network, not from smoothing: a smoothed gradient does not reach it",
      "Adam with a smoothed gradient (best of three widths)",
      ["Adam, smoothed 1", "Adam, smoothed 2", "Adam, smoothed 4"],
    ),
    row(
      "C6b",
      "… nor does a linear decoder of the same layout",
      "the linear decoder",
      ["linear decoder, additive"],
    ),
  ], options);
}
