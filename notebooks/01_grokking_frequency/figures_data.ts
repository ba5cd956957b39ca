/** Figures of the parity and of the handwritten digits. */
import {
  axis,
  bands,
  curve,
  curvesBySeed,
  type Figure,
  figure,
  type Layout,
  lossAxis,
  OKABE_ITO,
  seedBand,
  seedDots,
  type Series,
  share,
  stepAxis,
  stepColours,
  trainTest,
  verticalLine,
} from "../../lib/figure/mod.ts";
import { mean } from "../../lib/stats/mod.ts";
import { AMPLITUDE, board, ERROR, FREQUENCY, STEP_PLUS_ONE } from "./figures_shared.ts";
import { trainedAt, type Window } from "./measures.ts";
import type { DigitSet, MnistRun, MnistTraining, NetworkName } from "./mnist_scale.ts";
import { LOW_BAND, type ParitySplits } from "../../lib/grokking/mod.ts";
import type { ParityRun, ParityTraining } from "./parity_training.ts";

const { black, blue, orange, skyBlue, vermillion } = OKABE_ITO;

/** Spectra of random parts of the parity set, and the exact one with the predicted spread. */
export function partSpectra({ exact: mean, proportions }: ParitySplits): Figure {
  const all = proportions.map(({ proportion, k: x, shown, derivedRms }) => {
    const low = mean.map((a, j) => Math.max(0, a - derivedRms[j])),
      high = mean.map((a, j) => a + derivedRms[j]);
    const data = [
      ...seedBand({ x, curves: { mean, low, high }, name: "exact ± predicted r.m.s.", color: black }),
      ...curvesBySeed({ x, curves: shown, name: "random parts", color: orange, size: 1 }),
    ];
    return { title: `proportion ${proportion}`, data };
  });
  return board("Spectra of ten random parts of the parity set, and the exact one", all, [
    FREQUENCY,
    AMPLITUDE,
  ]);
}

/** A_low by proportion. */
export function phantomSizes(results: readonly ParitySplits[]): Figure {
  const { proportions } = results[0], categories = proportions.map(({ proportion }) => String(proportion));
  const perSeed = proportions.map((_, j) => results.map((run) => mean(run.proportions[j].mismatch)));
  const { data, xaxis } = seedDots({ categories, perSeed, color: blue });
  const layout = {
    xaxis: axis("proportion of the 1,024 points", xaxis),
    yaxis: axis("A_low, mean over the parts", { rangemode: "tozero" }),
  };
  const title = "The phantom grows as the training part shrinks";
  return figure({ title, data, layout, width: 620, height: 380 });
}

/** Losses and accuracies by proportion. */
export function parityCurves(results: readonly ParityRun[], proportions: readonly number[]): Figure {
  const row = (series: Series<ParityTraining>[], yaxis: Layout) =>
    proportions.map((proportion) => {
      const runs = results.map((run) => trainedAt(run, proportion));
      const data = bands(runs, (run) => run.steps, series, { log: true });
      return { title: `proportion ${proportion}`, data, yaxis };
    });
  const losses = trainTest<ParityTraining>((run) => run.trainLoss, (run) => run.testLoss);
  const accuracies = trainTest<ParityTraining>((run) => run.trainAccuracy, (run) => run.testAccuracy);
  const all = [...row(losses, axis(ERROR, { range: [0, 1.8] })), ...row(accuracies, share("accuracy"))];
  const title = "Learning the parity: loss and accuracy by the proportion of training points";
  return board(title, all, [STEP_PLUS_ONE], { height: 560, columns: proportions.length });
}

/** Spectra of one run: of its training part, of its low frequencies in the window, of its output later. */
export function paritySpectra(run: ParityRun, { from, to, end }: Window): Figure {
  const { frequencies: x, exact, trainings } = run,
    { proportion, spectra } = trainings.find((one) => one.spectra)!;
  const { steps, output, trainingPart } = spectra!;
  const thick = curve({ name: "exact", x, y: exact, color: vermillion, size: 3, style: "dash" });
  const part = curve({ name: "training part", x, y: trainingPart, color: orange });
  const later = (first: number, last: number) => {
    const kept = steps.flatMap((step, i) => step >= first && step <= last ? [i] : []);
    const lines = kept.map((i, place) => {
      const name = `step ${steps[i]}`, color = stepColours(kept.length)[place];
      const attributes = { showlegend: place === 0 || place === kept.length - 1 };
      return curve({ name, x, y: output[i], color, size: 1.5, attributes });
    });
    return { title: `output, steps ${steps[kept[0]]}–${last}`, data: [thick, ...lines] };
  };
  const low = { xaxis: { range: [LOW_BAND.from, LOW_BAND.to] }, yaxis: { range: [0, 0.06] } };
  return board(
    `One run at proportion ${proportion}: spectra of the data, and of the output as it learns`,
    [
      { title: "training part", data: [thick, part] },
      { ...later(from, to), title: `low band, steps ${from}–${to}`, ...low },
      later(to + 1, end),
    ],
    [FREQUENCY, AMPLITUDE],
    { sameY: false },
  );
}

/** Low-frequency excess of the output from the second reading on, with the window. */
export function lowExcess(
  results: readonly ParityRun[],
  proportions: readonly number[],
  { from, to, end }: Window,
): Figure {
  const all = proportions.map((proportion) => {
    const runs = results.map((run) => trainedAt(run, proportion)), { steps } = runs[0];
    const kept = steps.flatMap((step, i) => step > 0 && step <= end ? [i] : []),
      x = kept.map((i) => steps[i]);
    const curves = runs.map((run) => kept.map((i) => run.lowExcess[i]));
    const y = x.map((_, i) => mean(curves.map((curve) => curve[i])));
    const data = curvesBySeed({ x, curves, name: "a seed", color: skyBlue, size: 1 });
    return {
      title: `proportion ${proportion}`,
      data: [...data, curve({ name: "mean", x, y, color: blue, size: 3 })],
    };
  });
  const shapes = all.flatMap((_, i) => [from, to].map((step) => verticalLine(step, i + 1)));
  const title =
    "Low frequencies of the output: mean amplitude above the exact spectrum, k ≤ π/4, after step 0";
  return board(title, all, [stepAxis(), axis("excess amplitude")], { shapes });
}

const SETS: readonly [DigitSet, string][] = [["train", "training"], ["all", "all"]];

/** The networks in the order of the figures, with their names there. */
export const NETWORKS: readonly [NetworkName, string][] = [
  ["large", "α = 8, Adam"],
  ["usual", "α = 1, SGD"],
  ["usualAdam", "α = 1, Adam"],
];

/** Accuracies of the three networks. */
export function digitAccuracy(results: readonly MnistRun[]): Figure {
  const series = trainTest<MnistTraining>((run) => run.trainAccuracy, (run) => run.testAccuracy);
  const all = NETWORKS.map(([name, title]) => {
    const runs = results.map((run) => run.networks[name]);
    return { title, data: bands(runs, (run) => run.steps, series, { log: true }) };
  });
  const title = "MNIST: accuracy from large and from usual initial parameters";
  return board(title, all, [STEP_PLUS_ONE, share("accuracy")]);
}

/** Spectra of labels and output of one seed, on the training and on all digits. */
export function digitSpectra({ frequencies, target, networks }: MnistRun): Figure {
  // Every eighth of a thousand frequencies is enough for a picture.
  const some = (values: readonly number[]) => values.filter((_, j) => values.length < 1000 || j % 8 === 0);
  const x = some(frequencies), colours = [vermillion, orange, blue];
  const all = SETS.flatMap(([set, digits]) =>
    NETWORKS.slice(0, 2).map(([name, title]) => {
      const labels = curve({ name: "labels", x, y: some(target[set]), color: black, size: 3 });
      const outputs = networks[name].spectra.map(({ step, [set]: y }, i) =>
        curve({ name: `output at step ${step}`, x, y: some(y), color: colours[i], size: 1.5 })
      );
      return { title: `${title}, ${digits} digits`, data: [labels, ...outputs] };
    })
  );
  const title = "MNIST: spectra of labels and output along the principal direction";
  return board(title, all, [FREQUENCY, { ...AMPLITUDE, type: "log" }], {
    height: 640,
    columns: 2,
    sameY: false,
  });
}

/** Relative errors of the output's spectrum in both halves of the band. */
export function halfErrors(results: readonly MnistRun[]): Figure {
  const all = SETS.flatMap(([set, digits]) =>
    NETWORKS.map(([name, title]) => {
      const data = bands(results.map((run) => run.networks[name]), (run) => run.steps, [
        ["low half", blue, (run) => run.errors[set].low],
        ["high half", vermillion, (run) => run.errors[set].high],
      ], { log: true, spread: "geometric" });
      return { title: `${title}, ${digits}`, data };
    })
  );
  const title = "MNIST: relative error of the output's spectrum, low and high half of the band";
  return board(title, all, [STEP_PLUS_ONE, lossAxis("relative error")], { height: 560, columns: 3 });
}
