/** Figures of the parity. */
import {
  axis,
  curve,
  curvesBySeed,
  type Figure,
  figure,
  OKABE_ITO,
  type Panel,
  panels,
  seedBand,
  seedDots,
  share,
  stepAxis,
  stepColours,
  verticalLine,
} from "../../lib/figure/mod.ts";
import { mean } from "../../lib/stats/mod.ts";
import {
  AMPLITUDE,
  board,
  ERROR,
  FREQUENCY,
  someReadings,
  STEP_PLUS_ONE,
  trainTest,
} from "./figures_shared.ts";
import { trainedAt, type Window } from "./measures.ts";
import { LOW_BAND, type ParitySplits } from "./parity_spectra.ts";
import type { ParityRun } from "./parity_training.ts";

const { black, blue, orange, skyBlue, vermillion } = OKABE_ITO;

/** Spectra of random parts of the parity set, and the exact one with the predicted spread. */
export function partSpectra({ exact: mean, proportions }: ParitySplits): Figure {
  return board("Spectra of ten random parts of the parity set, and the exact one", 400, {
    panels: proportions.map(({ proportion, k: x, shown, derivedRms }) => ({
      title: `proportion ${proportion}`,
      data: [
        ...seedBand({
          x,
          curves: {
            mean,
            low: mean.map((a, j) => Math.max(0, a - derivedRms[j])),
            high: mean.map((a, j) => a + derivedRms[j]),
          },
          name: "exact ± predicted r.m.s.",
          color: black,
        }),
        ...curvesBySeed({ x, curves: shown, name: "random parts", color: orange, size: 1 }),
      ],
    })),
    sameY: true,
    xaxis: FREQUENCY,
    yaxis: AMPLITUDE,
  });
}

/** A_low by proportion. */
export function phantomSizes(results: readonly ParitySplits[]): Figure {
  const { data, xaxis } = seedDots({
    categories: results[0].proportions.map(({ proportion }) => String(proportion)),
    perSeed: results[0].proportions.map((_, j) => results.map((run) => mean(run.proportions[j].mismatch))),
    color: blue,
  });
  return figure({
    title: "The phantom grows as the training part shrinks",
    data,
    layout: {
      xaxis: axis("proportion of the 1,024 points", xaxis),
      yaxis: axis("A_low, mean over the parts", { rangemode: "tozero" }),
    },
    width: 620,
    height: 380,
  });
}

/** Losses and accuracies by proportion. */
export function parityCurves(results: readonly ParityRun[], proportions: readonly number[]): Figure {
  const row = (measure: "Loss" | "Accuracy", yaxis: Panel["yaxis"]) =>
    proportions.map((proportion): Panel => {
      const runs = results.map((run) => trainedAt(run, proportion)), { steps } = runs[0];
      const kept = someReadings(steps, { log: true });
      const of = (part: "train" | "test") => runs.map((run) => kept.map((i) => run[`${part}${measure}`][i]));
      const data = trainTest(kept.map((i) => steps[i] + 1), of("train"), of("test"));
      return { title: `proportion ${proportion}`, data, ...(yaxis && { yaxis }) };
    });
  return board("Learning the parity: loss and accuracy by the proportion of training points", 560, {
    panels: [...row("Loss", axis(ERROR, { range: [0, 1.8] })), ...row("Accuracy", share("accuracy"))],
    columns: proportions.length,
    xaxis: STEP_PLUS_ONE,
  });
}

/** Spectra of one run: of its training part, of its low frequencies in the window, of its output later. */
export function paritySpectra(
  { frequencies: x, exact, trainings }: ParityRun,
  { from, to, end }: Window,
): Figure {
  const { proportion, spectra } = trainings.find((run) => run.spectra)!,
    { steps, output, trainingPart } = spectra!;
  const thick = curve({ name: "exact", x, y: exact, color: vermillion, size: 3, style: "dash" });
  const part = curve({ name: "training part", x, y: trainingPart, color: orange });
  const later = (first: number, last: number): Panel => {
    const kept = steps.flatMap((step, i) => step >= first && step <= last ? [i] : []);
    const colours = stepColours(kept.length);
    return {
      title: `output, steps ${steps[kept[0]]}–${last}`,
      data: [
        thick,
        ...kept.map((i, place) => {
          const isEnd = place === 0 || place === kept.length - 1;
          const attributes = { showlegend: isEnd };
          return curve({
            name: `step ${steps[i]}`,
            x,
            y: output[i],
            color: colours[place],
            size: 1.5,
            attributes,
          });
        }),
      ],
    };
  };
  const low = { xaxis: { range: [LOW_BAND.from, LOW_BAND.to] }, yaxis: { range: [0, 0.06] } };
  return board(
    `One run at proportion ${proportion}: spectra of the data, and of the output as it learns`,
    420,
    {
      panels: [
        { title: "training part", data: [thick, part] },
        { ...later(from, to), title: `low band, steps ${from}–${to}`, ...low },
        later(to + 1, end),
      ],
      xaxis: FREQUENCY,
      yaxis: AMPLITUDE,
    },
  );
}

/** Low-frequency excess of the output from the second reading on, with the window. */
export function lowExcess(
  results: readonly ParityRun[],
  proportions: readonly number[],
  { from, to, end }: Window,
): Figure {
  const { data, layout } = panels({
    panels: proportions.map((proportion) => {
      const runs = results.map((run) => trainedAt(run, proportion));
      const kept = runs[0].steps.flatMap((step, i) => step > 0 && step <= end ? [i] : []);
      const x = kept.map((i) => runs[0].steps[i]),
        curves = runs.map((run) => kept.map((i) => run.lowExcess[i]));
      const y = x.map((_, i) => mean(curves.map((curve) => curve[i])));
      return {
        title: `proportion ${proportion}`,
        data: [
          ...curvesBySeed({ x, curves, name: "a seed", color: skyBlue, size: 1 }),
          curve({ name: "mean", x, y, color: blue, size: 3 }),
        ],
      };
    }),
    sameY: true,
    xaxis: stepAxis(),
    yaxis: axis("excess amplitude"),
  });
  return figure({
    title: "Low frequencies of the output: mean amplitude above the exact spectrum, k ≤ π/4, after step 0",
    data,
    layout: {
      ...layout,
      shapes: proportions.flatMap((_, i) => [verticalLine(from, i + 1), verticalLine(to, i + 1)]),
    },
    width: 900,
    height: 380,
  });
}
