/** Tables and sentences under the figures. */
import { brief, cost, count, numberTable, range, remark } from "../../lib/notebook/mod.ts";
import { largest, mean, median, smallest } from "../../lib/stats/mod.ts";
import { targetRank } from "./convolution_target.ts";
import type depth from "./depth.ts";
import type dropoutThreeSteps from "./dropout_three_steps.ts";
import type { DropoutRun } from "./dropout_training.ts";
import type exactRanks from "./exact_ranks.ts";
import type initialSize from "./initial_size.ts";
import type labelNoise from "./label_noise.ts";
import { distanceOfFirstTwo } from "./line_training.ts";
import type masks from "./masks.ts";
import type matrixCompletion from "./matrix_completion.ts";
import type optimisticStart from "./optimistic_start.ts";
import { rarerSide } from "./exact_ranks.ts";
import {
  ARCHITECTURES,
  cellsAt,
  depthSampleSize,
  dropoutGain,
  dropoutSize,
  endsOf,
  isRecovered,
  matrixCurve,
  NAMES,
  neverRecovered,
  noiseRatio,
  parallelShare,
  randomSets,
  rowsAsInTheory,
  sampleSizeOf,
  share,
  sizesBySigma,
  stepsAtRank,
  type WidthCell,
  widthsOf,
} from "./readings.ts";
import { errorAt, type RunsOf } from "./recovery.ts";
import type reparameterisation from "./reparameterisation.ts";
import type secondOrder from "./second_order.ts";
import type smallWidths from "./small_widths.ts";

const percent = (value: number) => `${(100 * value).toFixed(0)} %`;

/** What is seen in a figure, and what its runs cost. */
export function seen(text: string, runs?: Parameters<typeof cost>[0]) {
  return remark(`**What is seen.** ${text}${runs ? ` ${cost(runs)}.` : ""}`);
}

/** C2 and C5: how often the rank is that of the formula. */
export function rankTable({ results }: RunsOf<typeof exactRanks>) {
  const matrices = results.flatMap((run) => run.matrices);
  const networks = results.flatMap((run) => run.networks.filter(({ activation }) => activation === "tanh"));
  const wide = networks.filter(({ times }) => times > 1);
  const low = matrices.filter(({ d, rank }) => rank < d);
  const at = (one: typeof networks, of: "null" | "split" | "random") =>
    count(one, (each) => each[of] === each.formula);
  return numberTable(["random targets", "at the formula's rank", "control: random parameters"], [
    [
      "matrices AB",
      count(matrices, (one) => one.balanced === one.formula),
      count(low, (one) => one.random === one.formula),
    ],
    ["tanh networks, zeros added", at(networks, "null"), at(wide, "random")],
    ["tanh networks, neurons split", at(networks, "split"), at(wide, "random")],
  ]);
}

/** E2: errors about the step. */
export function entryTable({ settings, results }: RunsOf<typeof matrixCompletion>) {
  const shown = [
    ["M3", "nested", 1e-4],
    ["M3", "cross", 1e-4],
    ["M4", "nested", 1e-4],
    ["M4", "cross", 1e-4],
    ["NB3", "nested", 1e-4],
    ["NB3", "nested", 0.1],
  ] as const;
  return numberTable(
    ["matrix", "order", "σ", "n = 12", "13", "14", "15"],
    shown.map(([name, pattern, sigma]) => {
      const curves = results.map((run) => matrixCurve(settings, run, name, pattern, sigma));
      const at = (n: number) => range(curves.map((curve) => errorAt(curve, n)));
      return [name, pattern, brief(sigma, 1), ...[12, 13, 14, 15].map(at)];
    }),
  );
}

/** Shares of recoveries of two matrices from random entries, and of the crosses. */
export function maskTable({ settings, results }: RunsOf<typeof masks>) {
  const random = settings.patterns.indexOf("random");
  const shareAt = (name: string, n: number) => {
    const m = settings.matrices.findIndex((one) => one.name === name),
      s = settings.matrices[m].sizes.indexOf(n);
    return percent(share(results.map((run) => isRecovered(run.outcomes[m][random][s]))));
  };
  const crosses = settings.crosses.map((_, m) =>
    percent(mean(results.map((run) => share(run.crosses[m].map(isRecovered)))))
  );
  return numberTable(["recovered", ...["M1", "NB1"], ...settings.crosses], [
    ...[7, 9, 12].map((n) => [
      `${n} random entries`,
      shareAt("M1", n),
      shareAt("NB1", n),
      ...settings.crosses.map(() => ""),
    ]),
    ["the 36 crosses", "", "", ...crosses],
  ]);
}

/** E3: empirical sample sizes of M1 and errors at R by σ. */
export function sigmaTable({ settings, results }: RunsOf<typeof initialSize>) {
  return numberTable(
    ["σ", "n* (R = 7)", "median test error at n = 7"],
    settings.sigmas.map((sigma, i) => [
      brief(sigma, 1),
      range(results.map((run) => sizesBySigma(settings.matrix.name, run)[i])),
      median(results.map((run) => errorAt(run.matrix[i], 7))),
    ]),
  );
}

/** C6: median share of the error that is left, by width. */
export function leftTable({ settings, results }: RunsOf<typeof optimisticStart>) {
  const left = (times: number, more: number, part: "ratios" | "control") =>
    median(
      results.flatMap((curves) =>
        curves.filter((one) => one.times === times).map((one) =>
          one[part][settings.beyond.indexOf(more)] ?? Infinity
        )
      ),
    );
  return numberTable(
    ["width", "n = R − 1", "n = R", "n = R + 1", "random start, n = R"],
    settings.times.map((times) => [
      `${times}×`,
      ...[-1, 0, 1].map((more) => left(times, more, "ratios")),
      left(times, 0, "control"),
    ]),
  );
}

/** E4: empirical sample sizes by width. */
export function widthTable(cells: readonly WidthCell[]) {
  const widths = widthsOf(cells, "dense");
  return numberTable(
    ["architecture", "R", ...widths.map((times) => `n* at ${times}×`)],
    ARCHITECTURES.map((one) => [
      NAMES[one],
      targetRank(one),
      ...widths.map((times) => range(cellsAt(cells, one, times).map(sampleSizeOf))),
    ]),
  );
}

/** E4: how runs on R samples and more ended. */
export function endTable(cells: readonly WidthCell[]) {
  return numberTable(
    ["n ≥ R", "width", "recovered", "overfitting", "trapped"],
    ARCHITECTURES.flatMap((one) =>
      [1, 3, 10].map((times) => {
        const { recovered, overfitting, trapped } = endsOf(cells, one, times);
        return [NAMES[one], `${times}×`, recovered, overfitting, trapped].map(String);
      })
    ),
  );
}

/** C9: ranks and empirical sample sizes by depth. */
export function depthTable({ settings: { sparsity, inputs }, results }: RunsOf<typeof depth>) {
  return numberTable(
    ["depth", "R at the best point", `n*, ${sparsity} coefficients`, `n*, all ${inputs} coefficients`],
    results[0].sparse.map(({ depth, rank }, i) => [
      depth === 1 ? "linear" : `L = ${depth}`,
      rank,
      range(results.map((run) => depthSampleSize(run.sparse[i], sparsity))),
      range(results.map((run) => depthSampleSize(run.dense[i], inputs))),
    ]),
  );
}

/** E1: seeds in which all 14 pairs of model and target are as in theory, and how close their first two points lie. */
export function lineTable({ settings, seeds, results }: RunsOf<typeof reparameterisation>) {
  return numberTable(
    [
      "training",
      "seeds with all 14 pairs as in theory",
      "|x₁ − x₁′| of the first two points, median",
      "in the others",
    ],
    ([["descent", "to 10⁻⁹, as in the paper"], ["finished", "to its end"]] as const).map(([part, name]) => {
      const holds = results.map((run) => rowsAsInTheory(run, part).every(Boolean));
      const distance = (of: boolean) => {
        const all = seeds.filter((_, i) => holds[i] === of).map((seed) =>
          distanceOfFirstTwo(settings.sizes, seed)
        );
        return all.length > 0 ? median(all) : "–";
      };
      return [name, count(holds, Boolean), distance(true), distance(false)];
    }),
  );
}

/** E2: matrices of the paper that have their step at R in every seed, and how many do in a seed. */
export function alwaysAtRank(
  { settings, results }: RunsOf<typeof matrixCompletion>,
  pattern: "nested" | "cross",
): string {
  const found = results.map((run) => stepsAtRank(settings, run, pattern));
  const always = found[0].filter((name) => found.every((names) => names.includes(name)));
  return `${always.join(", ") || "none"} (${range(found.map(({ length }) => length))} of 8 by seed)`;
}

/** E4 in small: errors at n = R. */
export function smallTable({ settings, results }: RunsOf<typeof smallWidths>) {
  const at = settings[0].sizes.indexOf(7);
  return numberTable(
    ["width", "test error at n = 7 after gradient descent", "after Levenberg–Marquardt"],
    settings.map(({ times }, i) => [
      `${times}×`,
      range(results.map((run) => run[i].descentTest[at] ?? Infinity)),
      range(results.map((run) => run[i].test[at] ?? Infinity)),
    ]),
  );
}

/** E4: in how many seeds the order of the architectures holds, by width. */
export function orderByWidth(cells: readonly WidthCell[]): string {
  const ordered = (times: number) => {
    const [shared, local, dense] = ARCHITECTURES.map((one) => cellsAt(cells, one, times).map(sampleSizeOf));
    const holds = shared.map((size, seed) => size < local[seed] && local[seed] < dense[seed]);
    return count(holds, Boolean);
  };
  return [1, 3, 10].map((times) => `${times}× in ${ordered(times)} seeds`).join(", ");
}

/** E4: networks that no seed recovers. */
export function notRecovered(cells: readonly WidthCell[]): string {
  const names = ARCHITECTURES.flatMap((one) =>
    neverRecovered(cells, one).map((times) => `${NAMES[one]} ${times}×`)
  );
  return names.join(", ") || "none";
}

/** E5 and E7: sample sizes, training errors at the most points, gains and parallel neurons. */
export function dropoutTable(
  three: RunsOf<typeof dropoutThreeSteps>,
  large: RunsOf<typeof dropoutThreeSteps>,
) {
  const row = ({ settings, results }: typeof three, name: string) => {
    const each = (of: (run: DropoutRun) => number) => range(results.map(of));
    return (["dropout", "plain"] as const).map((part) => [
      `${name}, ${part === "dropout" ? "with dropout" : "without"}`,
      each((run) => dropoutSize(settings, run[part])),
      each((run) => run[part].train.at(-1)!),
      each((run) => 100 * parallelShare(run[part])) + " %",
      part === "dropout" ? "1" : each((run) => dropoutGain(settings, run, 1, 6)),
      part === "dropout" ? "1" : each((run) => dropoutGain(settings, run, 7)),
    ]);
  };
  const errors = ["test error over that with dropout, n ≤ 6", "n > 6"];
  return numberTable(
    ["", "n* at 0.01 (31, 15: not reached)", "training error, most points", "parallel pairs", ...errors],
    [...row(three, "three steps"), ...row(large, "two steps")],
  );
}

/** X1: shares of recoveries by whether the random entries determine the matrix locally. */
export function localTable({ settings, results }: RunsOf<typeof masks>) {
  return numberTable(
    ["rank on the random entries", "sets", "recovered"],
    [true, false].map((enough) => {
      const sets = results.flatMap((run) =>
        settings.matrices.flatMap((_, m) => randomSets(settings, run, m, enough))
      );
      return [enough ? "R" : "below R", String(sets.length), percent(share(sets.map(isRecovered)))];
    }),
  );
}

/** X2: differences from the formula for tanh, three times as wide. */
export function activationTable({ settings, results }: RunsOf<typeof exactRanks>) {
  return numberTable(
    ["difference from the formula for tanh", "zeros added", "neurons split"],
    settings.activations.map((activation) => {
      const own = results.flatMap(({ networks }) =>
        networks.filter((one) => one.activation === activation && one.times === 3)
      );
      return [
        activation,
        ...(["null", "split"] as const).map((of) => range(own.map((one) => one[of] - one.formula))),
      ];
    }),
  );
}

/** X2: seeds in which a local ReLU network has a lower rank than by one for each of its three neurons, and why. */
export function rarerSides({ settings, seeds, results }: RunsOf<typeof exactRanks>): string {
  const cheaper = seeds.filter((_, i) =>
    results[i].networks.some((one) =>
      one.activation === "relu" && one.architecture === "local" &&
      Math.max(one.null, one.split) < one.formula - 3
    )
  );
  if (cheaper.length === 0) return "In no seed is a ReLU network cheaper still.";
  const sides = (of: boolean) =>
    seeds.filter((seed) => cheaper.includes(seed) === of).map((seed) => rarerSide(settings, seed));
  return `In ${cheaper.length} of ${seeds.length} seeds (${
    cheaper.join(", ")
  }) the local ReLU network is cheaper ` +
    `still: there a neuron of the target has only ${
      range(sides(true))
    } of the ${settings.probes.least} inputs on ` +
    `one side of its kink (in the other seeds at least ${
      smallest(sides(false))
    }), so on the inputs it is off, or linear.`;
}

/** X3: median error at the most samples and the strongest noise. */
export function noiseTable({ settings, results }: RunsOf<typeof labelNoise>) {
  const { times, sizes, noises } = settings;
  return numberTable(
    [`n = ${sizes.at(-1)}, s = ${noises.at(-1)}`, "M/R", "network, in s²R/n", "linear model, in s²R/n"],
    times.map((wide, t) => [
      `${wide}×`,
      wide,
      ...(["network", "linear"] as const).map((of) =>
        median(results.map((run) => noiseRatio(settings, run, of, t))).toFixed(2)
      ),
    ]),
  );
}

/** X4: median test error, the largest of the three matrices, by when Levenberg–Marquardt takes over. */
export function handOverTable({ settings: { handOver, matrices }, results }: RunsOf<typeof secondOrder>) {
  const worst = (of: (run: typeof results[number][number]) => number | null) =>
    largest(matrices.map((_, m) => median(results.map((run) => of(run[m]) ?? Infinity))));
  return numberTable(
    ["taken over at", ...handOver.map((share) => share === 1 ? "the start" : String(share)), "never"],
    [["test error", ...handOver.map((_, h) => worst((run) => run.finished[h])), worst((run) => run.descent)]],
  );
}
