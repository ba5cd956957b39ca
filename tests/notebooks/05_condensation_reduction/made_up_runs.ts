/** Made-up runs in which every claim of paper 05 holds, and parts of them. */
import type { ImageRun, ImageStart } from "../../../notebooks/05_condensation_reduction/image_settings.ts";
import type { RolloutErrors } from "../../../lib/combustion/mod.ts";
import type { EmbeddingRun } from "../../../notebooks/05_condensation_reduction/embedding.ts";
import type { RefitRun } from "../../../notebooks/05_condensation_reduction/refit.ts";
import type { RidgeRun } from "../../../notebooks/05_condensation_reduction/ridges.ts";
import type {
  Cutting,
  StartRun,
  SurrogateRun,
} from "../../../notebooks/05_condensation_reduction/surrogate_settings.ts";

/** Runs of seeds 0, 1, 2, alike; none of nothing. */
export function runs<Run>(result?: Run) {
  const results = result === undefined ? [] : [result, result, result];
  return { seeds: results.map((_, i) => i), results, source: "live" as const };
}

const cutting = (size: number, cut: number, tuned: number): Cutting => ({
  widths: [Math.round(100 * size), 3, 2],
  size,
  cut,
  tuned,
});
const errors = (temperature: number, delay: number): RolloutErrors => ({
  temperature: [1, temperature],
  delay: [0, delay],
  elements: [0, 0.01],
});

/** A start whose cut at τ = .9 has a size, and loses a factor. */
export function startRun(
  gamma: number,
  size: number,
  loss: number,
  changes: Partial<StartRun> = {},
): StartRun {
  return {
    gamma,
    base: 1,
    baseTuned: 1,
    untrainedSize: 0.9,
    effective: { steps: [0, 10, 100], ratios: [[1, 0.5, 0.7], [1, 0.2, 0.4], [1, 0.3, 0.5]] },
    cuts: [
      {
        tau: 0.95,
        merged: cutting(0.7, 1.5, 1.01),
        refitted: cutting(0.7, 1.1, 1),
        leader: cutting(0.7, 5, 1.1),
        similarity: [0.95, 0.96, 1],
        boundOverChange: [40, 20, 1],
      },
      {
        tau: 0.9,
        merged: cutting(size, 2, loss),
        refitted: cutting(size, 0.9, 1),
        leader: cutting(size, 8, 1.2),
        similarity: [0.9, 0.9, 0.91],
        boundOverChange: [40, 20, 10],
      },
    ],
    controls: {
      random: cutting(size, 5, 3),
      magnitude: cutting(size, 6, 3),
      correlation: cutting(size, 1.5, 1.1),
      scratch: cutting(size, 9, 4),
      "scratch, all steps": cutting(size, 9, 2),
    },
    automatic: { ...cutting(0.4, 2, 1.05), rise: 0.09 },
    onTheWay: { cutting: cutting(0.3, 1.2, 1.06), cost: 0.5 },
    rollouts: {
      original: errors(40, 0.04),
      reduced: errors(45, 0.04),
      "reduced, elements": errors(20, 0.02),
      "reduced, elements and enthalpy": errors(10, 0.02),
    },
    shown: {
      maps: [1, 2, 3].map(() => ({ before: [[1, 0, 0, 1]], after: [[1, 0.9, 0.9, 1]] })),
      scatter: {
        columns: ["T", "H"],
        true: [[0, 1], [0, 1]],
        original: [[0, 1], [0, 1]],
        reduced: [[0, 1], [0, 1]],
      },
      trajectory: {
        steps: [0, 1, 2],
        temperature: { solver: [1, 2, 3], original: [1, 2, 3], reduced: [1, 2, 3] },
        radical: { solver: [1e-6, 1e-3, 1e-2], original: [1e-6, 1e-3, 1e-2], reduced: [1e-6, 1e-3, 1e-2] },
      },
    },
    ...changes,
  };
}

/** Both starts of a gas. */
export function surrogateRun(condensed = startRun(1, 0.4, 1.05)): SurrogateRun {
  const way = { cutting: cutting(0.9, 1, 1), cost: 0.95 };
  const standard = startRun(0.5, 0.9, 2.5, {
    onTheWay: way,
    controls: { ...startRun(0.5, 0.9, 2.5).controls, magnitude: cutting(0.9, 1, 1.1) },
  });
  return [condensed, standard];
}

export const embeddingRun = (change = 1e-15, turned = 0.01): EmbeddingRun[] =>
  ["dense", "convolution with batch norm", "depthwise-separable block"].flatMap((kind) =>
    ["tanh", "relu", "gelu"].map((activation) => ({
      kind: `${kind}, ${activation}`,
      restored: true,
      change,
      turned,
    }))
  );

/** Refits of both starts, kept to a factor at 40 % of the size. */
export const refitRun = (loss = 1, once = 0.9): RefitRun[] =>
  [1, 0.5].map((gamma) => ({
    gamma,
    base: 1,
    cuts: [0.95, 0.9, 0.8].map((tau, i) => ({
      tau,
      sums: 2,
      fixed: 3,
      heldOut: cutting([0.7, 0.4, 0.1][i], once, loss),
    })),
  }));

const arrows = { angle: [-90, 0, 45], amplitude: [1, 2, 0.5] };
export const ridgeRun = (merged = 4): RidgeRun[] => [
  {
    gamma: 2,
    error: 0.1,
    merged,
    mergedError: 0.1,
    arrows: { before: arrows, after: arrows, merged: arrows },
  },
  {
    gamma: 0.5,
    error: 0.01,
    merged: 40,
    mergedError: 0.01,
    arrows: { before: arrows, after: arrows, merged: arrows },
  },
];

export function imageRun(retrained = 0.5): ImageRun {
  const start = (start: ImageStart["start"]): ImageStart => ({
    start,
    accuracy: 0.5,
    whole: 0.52,
    condensed: { "0.9": [4], "0.7": [2] },
    rounds: [0.6, 0.3, 0.11].map((size) => ({
      tau: 0.8,
      widths: [3],
      size,
      cut: 0.4,
      stale: 0.3,
      retrained,
    })),
    controls: { random: 0.3, magnitude: 0.35, scratch: 0.45 },
  });
  return [start("kaiming"), start(2)];
}
