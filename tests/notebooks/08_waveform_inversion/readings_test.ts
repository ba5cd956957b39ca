import { assert, assertAlmostEquals, assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { REPOSITORY_ROOT } from "../../../lib/cli/repository.ts";
import { runs } from "../../../lib/experiments/mod.ts";
import { largest, smallest } from "../../../lib/stats/mod.ts";
import type {
  ComparisonOutcome,
  ComparisonRun,
} from "../../../notebooks/08_waveform_inversion/comparison.ts";
import comparison, { SHOWN } from "../../../notebooks/08_waveform_inversion/comparison.ts";
import {
  ablationClaims,
  comparisonClaims,
  comparisonExtensions,
  kernelClaims,
  labelClaims,
  noiseOnlyClaims,
  startClaims,
} from "../../../notebooks/08_waveform_inversion/claims.ts";
import ablation from "../../../notebooks/08_waveform_inversion/ablation.ts";
import * as read from "../../../notebooks/08_waveform_inversion/readings.ts";
import { SURVEY } from "../../../notebooks/08_waveform_inversion/set_up.ts";
import { Survey } from "../../../notebooks/08_waveform_inversion/survey.ts";
import { generator } from "../../../lib/random/mod.ts";
import { cnnDecoder } from "../../../lib/wave/networks/mod.ts";
import starts, { type StartsRun } from "../../../notebooks/08_waveform_inversion/starts.ts";

const { settings } = comparison, FULL = { profile: "full" } as const, source = "live" as const;

/** A run in which every method ends at an error that depends on case and method. */
function madeUp(error: (name: string, noise: number, start: string) => number, misfit = 0.5): ComparisonRun {
  return {
    starts: settings.cases.map(() => 0.1),
    levels: settings.cases.map(() => 0),
    outcomes: settings.cases.map(({ noise, start }) =>
      settings.names.map((name): ComparisonOutcome => {
        const value = error(name, noise, start);
        return {
          error: value,
          stopped: value,
          stoppedAt: 40,
          best: value,
          ssim: 0.5,
          misfit,
          bands: [0.5, 0.5, 0.5, name === "CNN, additive" ? 1 : 2],
          curve: { solves: [1], error: [value], misfit: [1] },
          map: null,
        };
      })
    ),
  };
}

const seeds = [0, 1, 2, 3, 4];
const wins = madeUp((name, noise, start) =>
  name.startsWith("CNN") ? start === "linear" ? 0.08 : 0.12 : 0.09 + 0.02 * noise
);
const runsOf = (run: ComparisonRun) => ({
  settings,
  seeds,
  results: seeds.map(() => structuredClone(run)),
  source,
});

Deno.test("the best grid method is that of the least mean, whatever its stopping", () => {
  const one = madeUp((name) => name === "L-BFGS" ? 0.05 : 0.06);
  const best = read.bestOnGrid(settings, [one, one], SHOWN);
  assertEquals([best.method, best.mean], ["L-BFGS", 0.05]);
  assertAlmostEquals(read.overBest(settings, [one], SHOWN)[0], 1.2, 1e-12);
  assertThrows(() => read.caseAt(settings, { ...SHOWN, noise: 9 }), RangeError, "no such case");
});

Deno.test("the two best models are the same in all seeds: others that win in turns do not count", () => {
  // Layers are won in every seed; one of two other models in turns.
  const results = seeds.map((seed) => {
    const run = madeUp((name, noise, start) =>
      name.startsWith("CNN") ? start === "linear" ? 0.11 : 0.097 : 0.09 + 0.01 * noise
    );
    [["layeredFaultLens", 0.05], ["saltBody", seed % 2 ? 0.09 : 0.2], [
      "overthrustLike",
      seed % 2 ? 0.2 : 0.09,
    ]]
      .forEach(([model, error]) => {
        const c = read.caseAt(settings, { ...SHOWN, model: model as typeof SHOWN.model });
        run.outcomes[c][settings.names.indexOf(read.NETWORK)].error = error as number;
      });
    return run;
  });
  const runs = { settings, seeds, results, source };
  const found = Object.fromEntries(
    comparisonClaims(runs, runs, FULL).map(({ id, verdict }) => [id, verdict]),
  );
  assertEquals([found.C1, found.C1c], ["not reproduced", "reproduced"]);
  read.worseOfTwoBest(settings, results).forEach((ratio) => assertAlmostEquals(ratio, 1.1, 1e-9));
});

Deno.test("slopes by noise, and runs that a low misfit deceives", () => {
  assertAlmostEquals(read.noiseSlope(settings, wins, "Adam"), 0.02, 1e-12);
  assertAlmostEquals(read.noiseSlope(settings, wins, "CNN, additive"), 0, 1e-12);
  const low = madeUp((name) => name === "Adam" ? 0.2 : 0.05, 0.01);
  assertEquals(read.deceived(settings, low, () => true), settings.cases.length);
  assertEquals(read.deceived(settings, wins, () => true), 0);
});

Deno.test("rows of the comparison hold where the network wins, and fail where it does not", () => {
  const verdicts = (run: ComparisonRun) =>
    Object.fromEntries(
      [...comparisonClaims(runsOf(run), runsOf(run), FULL), ...comparisonExtensions(runsOf(run), FULL)].map((
        { id, verdict },
      ) => [id, verdict]),
    );
  const won = verdicts(wins),
    lost = verdicts(
      madeUp((name, noise) => name.startsWith("CNN") ? 0.2 + 0.04 * noise : 0.1 + 0.01 * noise),
    );
  assertEquals([won.C1, won.C1b, won.C2], ["reproduced", "reproduced", "not separated"]);
  assertEquals([won.X2], ["held"]);
  assertEquals([lost.C1, lost.C1b, lost.C7], ["not reproduced", "not reproduced", "not reproduced"]);
  const everywhere = verdicts(
    madeUp((name, noise) => (name === "CNN, additive" ? 0.05 : 0.1) + 0.01 * noise),
  );
  assertEquals([everywhere.C1, everywhere.C1b, everywhere.X7], Array(3).fill("not separated"));
});

Deno.test("success is a share of the start's error, and the row needs a fifth more", () => {
  const run = (network: number): StartsRun => {
    const all = (error: number) =>
      [0, 1, 2].map((c) => starts.settings.starts.map((_, s) => c === 1 && s === 3 ? 0.2 : error));
    return {
      initial: starts.settings.starts.map(() => 0.2),
      errors: [all(0.19), all(network)],
      misfits: [all(1), all(1)],
    };
  };
  assertEquals(read.successes(starts.settings, run(0.1), 1), { successes: 7, trials: 8, share: 7 / 8 });
  const verdict = (network: number) =>
    startClaims({
      settings: starts.settings,
      seeds: [0, 1, 2],
      results: [1, 2, 3].map(() => run(network)),
      source,
    }, FULL)[0].verdict;
  assertEquals([verdict(0.1), verdict(0.15)], ["reproduced", "not reproduced"]);
});

Deno.test("noise moves the network less than the grid, or the row says nothing of networks", () => {
  const verdict = (network: number, grid: number) =>
    noiseOnlyClaims({
      settings: {} as never,
      seeds: [0, 1, 2],
      source,
      results: [0, 1, 2].map(() => ({
        fromNoise: [network, grid],
        fromStart: [network, grid],
        fromData: [0.1, 0.1],
        apart: 0.2,
        starts: [0.1, 0.2] as [number, number],
        swapped: [],
      })),
    }, FULL)[0].verdict;
  assertEquals([verdict(0.01, 0.09), verdict(0.01, 0.02), verdict(0.09, 0.09)], [
    "held",
    "not separated",
    "refuted",
  ]);
});

Deno.test("a posterior that is not there is an error", () => {
  assertThrows(() => read.posteriorOf([[], []], "ensemble"), RangeError, 'no such method, got "ensemble"');
});

Deno.test("other rows: kernel, labels, ablation", () => {
  const kernel = (linear: number) =>
    kernelClaims({
      settings: {} as never,
      seeds: [0, 1, 2],
      source,
      results: [0, 1, 2].map(() => ({
        errors: [0.08, linear, 0.12] as [number, number, number],
        gradients: null,
      })),
    }, FULL)[0].verdict;
  assertEquals([kernel(0.081), kernel(0.11)], ["held", "refuted"]);
  const label = (other: number) =>
    labelClaims({
      settings: {} as never,
      seeds: [0, 1, 2],
      source,
      results: [0, 1, 2].map(() => ({
        fromNoise: [],
        fromStart: [],
        fromData: [],
        apart: 0.2,
        starts: [0.1, 0.2] as [number, number],
        swapped: [[0.08, 0.2], [other, 0.1]] as [number, number][],
      })),
    }, FULL)[0].verdict;
  assertEquals([label(0.12), label(0.09), label(0.07)], ["reproduced", "not separated", "not reproduced"]);
  const ablated = (linear: number) =>
    ablationClaims({
      settings: ablation.settings,
      seeds: [0, 1, 2, 3, 4],
      source,
      results: [0, 1, 2, 3, 4].map(
        () => [
          ablation.settings.names.map((name) => ({
            error: name === "linear decoder, additive" ? linear : name === "CNN, additive" ? 0.08 : 0.1,
            ssim: 0,
            misfit: 0,
            best: 0,
          })),
        ],
      ),
    }, FULL).map(({ verdict }) => verdict);
  assertEquals([ablated(0.1), ablated(0.079)], [["reproduced", "reproduced"], [
    "reproduced",
    "not reproduced",
  ]]);
  assert(read.secondSmallest([3, 1, 1, 2]) === 1);
});

Deno.test("numbers of the first screen are those of the stored runs", async () => {
  const { results } = await runs(comparison, { profile: "full", say: () => {} });
  const { cells } = JSON.parse(
    await Deno.readTextFile(`${REPOSITORY_ROOT}/notebooks/08_waveform_inversion.ipynb`),
  );
  const text: string = cells[0].source.join(""), quiet = { ...SHOWN, noise: 0 };
  const between = (values: number[], digits: number) =>
    [smallest(values), largest(values)].map((value) => value.toFixed(digits));
  const [low, high] = between(results.map((run) => read.errorRatio(settings, run, SHOWN, "Adam")), 2);
  assertStringIncludes(text, `error ${low} to ${high} of Adam's`);
  const network = results.map((run) => read.outcomeOf(settings, run, quiet, read.NETWORK).error);
  const [least, most] = between(network, 3);
  assertStringIncludes(
    text,
    `without noise random weights alone move the error between ${least} and ${most}`,
  );
  const won = read.FOUR.filter((one) => read.overBest(settings, results, one).every((ratio) => ratio < 1));
  assertStringIncludes(
    text,
    `in every seed on ${["none", "one", "two", "three", "all"][won.length]} of four models`,
  );
  assert(
    read.overBest(settings, results, read.EASY).every((ratio) => ratio > 1),
    "E10: plain inversion wins",
  );
  const weights = cnnDecoder(SURVEY, generator(0)).initial(generator(0)).length;
  assertStringIncludes(cells[4].source.join(""), `decoder of ${Math.round(weights / 1000)},000 weights`);
  assertStringIncludes(
    cells[4].source.join(""),
    `3 shots, ${Survey.of(SURVEY, SHOWN.model).shots[0].receivers.length} receivers`,
  );
});
