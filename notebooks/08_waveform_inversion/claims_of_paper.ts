/** C1–C7: what the abstracts claim. Thresholds are those of our claims' list, fixed before the full runs. */
import { type Claim, claims, type ClaimsOptions, every, most, onMean } from "../../lib/claims/mod.ts";
import type ablation from "./ablation.ts";
import type comparison from "./comparison.ts";
import { SHOWN } from "./comparison.ts";
import type controls from "./controls.ts";
import type { MethodName } from "./methods.ts";
import * as read from "./readings.ts";
import type { RunsOf } from "./set_up.ts";
import type starts from "./starts.ts";
import type uncertainty from "./uncertainty.ts";
import { NOMINAL, type UncertaintyRun, WIDTHS } from "./uncertainty.ts";
import { largest, smallest } from "../../lib/stats/mod.ts";

/** C1, C2, C7: methods on the same recordings. */
export function comparisonClaims(runs: RunsOf<typeof comparison>, options?: ClaimsOptions): Claim[] {
  const { settings, results } = runs, at = (run: typeof results[number]) => results.indexOf(run);
  const ratio = (wanted: typeof SHOWN) => (run: typeof results[number]) =>
    read.overBest(settings, results, wanted)[at(run)];
  const overAdam = (wanted: typeof SHOWN) => (run: typeof results[number]) =>
    read.outcomeOf(settings, run, wanted, read.NETWORK).error /
    read.outcomeOf(settings, run, wanted, "Adam").error;
  const slopes = (grid: MethodName, reading: "error" | "stopped") => (run: typeof results[number]) =>
    read.noiseSlope(settings, run, read.NETWORK, reading) / read.noiseSlope(settings, run, grid, reading);
  return claims(runs, [
    {
      id: "C1",
      claim:
        "Under noise the network ends nearer to the truth than conventional inversion, in two of four models or more",
      quantity:
        "error of the network over that of the best grid method (method, TV weight and stopping chosen by an oracle), η = 1, second smallest of four models",
      measure: (run) => read.secondSmallest(read.FOUR.map((one) => ratio(one)(run))),
      rule: every("<", 1),
      control: {
        what: "clean recordings and a good start (E10)",
        measure: ratio(read.EASY),
        rule: onMean(">=", 1),
      },
      atQuick: false,
      note: "lower in all of five seeds has probability 1/32 by chance, for each model by itself",
      because: { cause: "set-up", close: "the authors' models, noise and network, which are not public" },
    },
    {
      id: "C1b",
      claim: "… than conventional inversion by Adam",
      quantity:
        "error of the network over that of Adam at equal numbers of wave solves, layers with fault and lens, η = 1",
      measure: overAdam(SHOWN),
      rule: every("<", 1),
      control: {
        none:
          "its control is that of C1; with clean recordings and a good start the same ratio is in the figure of E10",
      },
    },
    ...(["Adam", "L-BFGS"] as const).map((grid) => ({
      id: grid === "Adam" ? "C2" : "C2b",
      claim: grid === "Adam" ? "The network's error grows more slowly with noise" : "… than that of L-BFGS",
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
      because: {
        cause: "set-up",
        close: "the authors' models, noise and stopping, which are not public",
      } as const,
    })),
    {
      id: "C7",
      claim: "A low misfit does not mean a good model",
      quantity:
        "grid inversions that explain 90 % of what noise leaves to explain and end further from the truth than they began",
      measure: (run) =>
        read.deceived(settings, run, (method) => method !== read.NETWORK && !method.startsWith("CNN")),
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

/** C3: starts. */
export function startClaims(runs: RunsOf<typeof starts>, options?: ClaimsOptions): Claim[] {
  const { settings } = runs, [grid, network] = [0, 1], last = settings.frequencies.length - 1;
  const far = settings.starts.indexOf("constant 2300");
  const share = (run: typeof runs.results[number], m: number) => {
    const { successes, trials } = read.successes(settings, run, m);
    return successes / trials;
  };
  return claims(runs, [{
    id: "C3",
    claim: "The network fails less often in local minima",
    quantity:
      `share of inversions that end below ${read.SUCCESS} times the error of the start (four starts, two frequencies), network less L-BFGS with TV`,
    measure: (run) => share(run, network) - share(run, grid),
    rule: onMean(">=", 0.2),
    control: {
      what: "constant start at the highest frequency: both fail",
      measure: (run) => Number([grid, network].some((m) => read.succeeded(run, m, last, far))),
      rule: every("<=", 0),
    },
    note: "a difference of 0.2 between two samples of 24 has p < 0.1 in Fisher's test",
    because: { cause: "set-up", close: "the authors' starts and models, which are not public" },
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
    because: {
      cause: "definition",
      close: "control: the two models share their trend, so that B's recordings teach something of A",
    },
  }], options);
}

/** C5: uncertainty. */
export function uncertaintyClaims(runs: RunsOf<typeof uncertainty>, options?: ClaimsOptions): Claim[] {
  const of = (run: UncertaintyRun, method: string, model: 0 | 1 = 0) => {
    const found = run[model].find((one) => one.method === method);
    if (!found) throw new RangeError(`uncertaintyClaims: no such method, got "${method}"`);
    return found;
  };
  const off = (share: number) => Math.abs(share - NOMINAL), two = WIDTHS.indexOf(2);
  const rows = [["C5", "ensemble", "The spread of an ensemble is larger where the error is"], [
    "C5b",
    "SGLD, T = 1",
    "… and that of Langevin samples",
  ]] as const;
  const close = "members and samples: longer chains and larger ensembles, 1 core-hour";
  return claims(runs, [
    ...rows.map(([id, method, claim]) => ({
      id,
      claim,
      quantity: `correlation of standard deviation and |error| over the map, ${method}`,
      measure: (run: UncertaintyRun) => of(run, method).correlation,
      rule: every(">", 0.2),
      control: {
        what: "draws from the prior, no data",
        measure: (run: UncertaintyRun) => of(run, "prior draws (control)").correlation,
        rule: onMean("<=", 0.1),
      },
      because: { cause: "set-up", close } as const,
    })),
    ...([["C5c", [0]], ["C5d", [0, 1]]] as const).map(([id, models]) => ({
      id,
      claim: id === "C5c"
        ? "A spread recalibrated on a second model covers what it says"
        : "… in both directions",
      quantity: `distance of the share within ±2 recalibrated standard deviations from 0.954, ensemble${
        id === "C5c" ? "" : ", the worse of both models"
      }`,
      measure: (run: UncertaintyRun) =>
        largest(models.map((model) => off(of(run, "ensemble", model).recalibrated))),
      rule: every("<=", 0.05),
      control: {
        what: "before recalibration",
        measure: (run: UncertaintyRun) => off(of(run, "ensemble").coverage[two]),
        rule: every(">", 0.05),
      },
      because: { cause: "set-up", close: "a second model of the same kind as the first" } as const,
      ...(id === "C5c"
        ? {
          note: "met by a factor of 14 to 19, with which nearly all is covered: C5d asks in both directions",
        }
        : {
          changed: [{
            what: "models",
            from: "the first, by the factor of the second (C5c)",
            to: "both, each by the factor of the other",
            why: "a factor that is far too large covers everything, which is within 0.05 of 0.954",
          }],
        }),
    })),
  ], options);
}

/** C6: what regularises. */
export function ablationClaims(runs: RunsOf<typeof ablation>, options?: ClaimsOptions): Claim[] {
  const { settings, results } = runs,
    of = (run: typeof results[number], name: MethodName) => run[0][settings.names.indexOf(name)].error;
  const network = results.map((run) => of(run, read.NETWORK));
  const over = (run: typeof results[number], names: readonly MethodName[]) =>
    smallest(names.map((name) => of(run, name))) / of(run, read.NETWORK);
  const control = {
    what: "the same network from the next seed's weights, over this one's",
    perSeed: network.map((error, i) => network[(i + 1) % network.length] / error),
    rule: onMean("<=", 1.05),
  };
  const because = { cause: "set-up", close: "the authors' network, which is not public" } as const;
  return claims(runs, [
    {
      id: "C6",
      claim: "The gain comes from the network, not from smoothing: a smoothed gradient does not reach it",
      quantity:
        "error of Adam with a smoothed gradient (best of three widths) over that of the network, η = 0.5",
      measure: (run) => over(run, ["Adam, smoothed 1", "Adam, smoothed 2", "Adam, smoothed 4"]),
      rule: most(4, 5, ">", 1.05),
      control,
      because,
    },
    {
      id: "C6b",
      claim: "… nor does a linear decoder of the same layout",
      quantity: "error of the linear decoder over that of the network, η = 0.5",
      measure: (run) => over(run, ["linear decoder, additive"]),
      rule: most(4, 5, ">", 1.05),
      control,
      because,
    },
  ], options);
}
