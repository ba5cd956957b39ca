/** Tables and sentences under the figures. */
import type { RunsOf } from "../../lib/experiments/mod.ts";
import { brief, cost, count, numberTable, range, remark } from "../../lib/notebook/mod.ts";
import { mean, median, smallest } from "../../lib/stats/mod.ts";
import type * as study from "./experiments.ts";
import { targetRank } from "./convolution_target.ts";
import type { DropoutRun } from "./dropout_training.ts";
import { distanceOfFirstTwo } from "./line_training.ts";
import { rarerSide } from "./exact_ranks.ts";
import * as read from "./readings.ts";
import { errorAt } from "../../lib/identifiability/mod.ts";

/** Text on what a figure shows, and on the cost of its runs. */
export function seen(text: string, runs?: Parameters<typeof cost>[0]) {
  return remark(`**What is seen.** ${text}${runs ? ` ${cost(runs)}.` : ""}`);
}

/** E2: errors about the step. */
export function entryTable({ settings, results }: RunsOf<typeof study.matrixCompletion>) {
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
      const curves = results.map((run) => read.matrixCurve(settings, run, name, pattern, sigma));
      const at = (n: number) => range(curves.map((curve) => errorAt(curve, n)));
      return [name, pattern, brief(sigma, 1), ...[12, 13, 14, 15].map(at)];
    }),
  );
}

/** Of the crosses of a matrix the share that leads to it, in the order of the settings. */
export function crossShares({ settings, results }: RunsOf<typeof study.masks>): string {
  const shares = settings.crosses.map((name, m) => {
    const recovered = mean(results.map((run) => read.share(run.crosses[m].map(read.isRecovered))));
    return `${(100 * recovered).toFixed(0)} % (${name})`;
  });
  return shares.join(" and ");
}

/** E3: empirical sample sizes of M1 and errors at R by σ. */
export function sigmaTable({ settings, results }: RunsOf<typeof study.initialSize>) {
  return numberTable(
    ["σ", "n* (R = 7)", "median test error at n = 7"],
    settings.sigmas.map((sigma, i) => [
      brief(sigma, 1),
      range(results.map((run) => read.sizesBySigma(settings.matrix.name, run)[i])),
      median(results.map((run) => errorAt(run.matrix[i], 7))),
    ]),
  );
}

/** E4: empirical sample sizes by width. */
export function widthTable(cells: readonly read.WidthCell[]) {
  const widths = read.widthsOf(cells, "dense");
  return numberTable(
    ["architecture", "R", ...widths.map((times) => `n* at ${times}×`)],
    read.ARCHITECTURES.map((one) => [
      read.NAMES[one],
      targetRank(one),
      ...widths.map((times) => range(read.cellsAt(cells, one, times).map(read.sampleSizeOf))),
    ]),
  );
}

/** E4: outcomes of runs on R samples and more. */
export function endTable(cells: readonly read.WidthCell[]) {
  return numberTable(
    ["n ≥ R", "width", "recovered", "overfitting", "trapped"],
    read.ARCHITECTURES.flatMap((one) =>
      read.widthsOf(cells, one).map((times) => {
        const { recovered, overfitting, trapped } = read.endsOf(cells, one, times);
        return [read.NAMES[one], `${times}×`, recovered, overfitting, trapped].map(String);
      })
    ),
  );
}

/** C9: ranks and empirical sample sizes by depth; of smaller starts at a tenth of a per cent. */
export function depthTable(
  { settings: { sparsity, inputs, networks }, results }: RunsOf<typeof study.depth>,
  share?: number,
) {
  const size = (of: "sparse" | "dense", i: number) =>
    range(results.map((run) => read.depthSampleSize(run[of][i], of === "sparse" ? sparsity : inputs, share)));
  return numberTable(
    ["depth", "R at the best point", `n*, ${sparsity} coefficients`, `n*, all ${inputs} coefficients`],
    results[0].sparse.map(({ depth, rank }, i) => [
      depth === 1 ? "linear" : `L = ${depth}, σ = ${networks[i - 1].sigma}`,
      rank,
      size("sparse", i),
      size("dense", i),
    ]),
  );
}

/** E1: seeds in which all 14 pairs of model and target are as in theory, and how close their first two points lie. */
export function lineTable({ settings, seeds, results }: RunsOf<typeof study.reparameterisation>) {
  return numberTable(
    [
      "training",
      "seeds in which all 14 pairs agree with theory",
      "|x₁ − x₁′| of the first two points, median",
      "the same, in the other seeds",
    ],
    ([["descent", "to 10⁻⁹, as in the paper"], ["finished", "to convergence"]] as const).map(
      ([part, name]) => {
        const holds = results.map((run) => read.rowsAsInTheory(run, part).every(Boolean));
        const distance = (of: boolean) => {
          const all = seeds.filter((_, i) => holds[i] === of).map((seed) =>
            distanceOfFirstTwo(settings.sizes, seed)
          );
          return all.length > 0 ? median(all) : "–";
        };
        return [name, count(holds, Boolean), distance(true), distance(false)];
      },
    ),
  );
}

/** E2: matrices of the paper that have their step at R in every seed, and their number per seed. */
export function alwaysAtRank(
  { settings, results }: RunsOf<typeof study.matrixCompletion>,
  pattern: "nested" | "cross",
  sigma = 1e-4,
): string {
  const found = results.map((run) => read.stepsAtRank(settings, run, pattern, sigma));
  const always = found[0].filter((name) => found.every((names) => names.includes(name)));
  return `${always.join(", ") || "none"} (${range(found.map(({ length }) => length))} of 8 by seed)`;
}

/** E4: number of seeds in which the order of the architectures holds, by width. */
export function orderByWidth(cells: readonly read.WidthCell[]): string {
  const ordered = (times: number) => {
    const [shared, local, dense] = read.ARCHITECTURES.map((one) =>
      read.cellsAt(cells, one, times).map(read.sampleSizeOf)
    );
    const holds = shared.map((size, seed) => size < local[seed] && local[seed] < dense[seed]);
    return count(holds, Boolean);
  };
  return [1, 3, 10].map((times) => `${times}× in ${ordered(times)} seeds`).join(", ");
}

/** E4: networks that no seed recovers. */
export function notRecovered(cells: readonly read.WidthCell[]): string {
  const names = read.ARCHITECTURES.flatMap((one) =>
    read.neverRecovered(cells, one).map((times) => `${read.NAMES[one]} ${times}×`)
  );
  return names.join(", ") || "none";
}

/** E5 and E7: sample sizes, training errors at the most points, gains and parallel neurons. */
export function dropoutTable(
  three: RunsOf<typeof study.dropoutThreeSteps>,
  large: RunsOf<typeof study.dropoutThreeSteps>,
) {
  const row = ({ settings, results }: typeof three, name: string) => {
    const each = (of: (run: DropoutRun) => number) => range(results.map(of));
    return (["dropout", "plain"] as const).map((part) => [
      `${name}, ${part === "dropout" ? "with dropout" : "without"}`,
      each((run) => read.dropoutSize(settings, run[part])),
      each((run) => run[part].train.at(-1)!),
      each((run) => 100 * read.parallelShare(run[part])) + " %",
      part === "dropout" ? "1" : each((run) => read.dropoutGain(settings, run, 1, 6)),
      part === "dropout" ? "1" : each((run) => read.dropoutGain(settings, run, 7)),
    ]);
  };
  const errors = ["test error over that with dropout, n ≤ 6", "n > 6"];
  return numberTable(
    ["", "n* at 0.01 (31, 15: not reached)", "training error, most points", "parallel pairs", ...errors],
    [...row(three, "three steps"), ...row(large, "two steps")],
  );
}

/** X2: seeds in which a local ReLU network has a lower rank than by one for each of its three neurons, and why. */
export function rarerSides({ settings, seeds, results }: RunsOf<typeof study.exactRanks>): string {
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
