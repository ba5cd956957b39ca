/** Losses on the line, and what is compared between them. */
import { sinePoints } from "../../lib/data/mod.ts";
import {
  axis,
  dots,
  type Figure,
  figure,
  logAxis,
  lossAxis,
  OKABE_ITO,
  type Panel,
  seedDots,
  stepAxis,
} from "../../lib/figure/mod.ts";
import { linspace } from "../../lib/spectral/mod.ts";
import { board, ERROR, lossBands, phantom, target } from "./figures_shared.ts";
import { delayShare, rise } from "./measures.ts";
import type { SineSettings } from "./sine_sampling.ts";
import type { SampleName, SineRun } from "./sine_training.ts";

const { black, blue, green, skyBlue, vermillion } = OKABE_ITO;

/** Runs over the seeds, and what they share. */
export type Named = readonly [title: string, runs: readonly SineRun[]];

/** The paper's training sets with the number of their points. */
export function samplesOf({ samples }: SineSettings): [SampleName, string][] {
  return [
    ["sparse", `sparse: ${samples.sparse.n} non-uniform`],
    ["dense", `dense: ${samples.dense.n} non-uniform`],
    ["uniform", `uniform: ${samples.uniform.n} even`],
  ];
}

/** The sparse points, on the target and beside the phantom. */
export function samplePicture({ samples, targetFrequency }: SineSettings): Figure {
  const x = sinePoints({ n: samples.sparse.n, kind: "non-uniform" }), fine = linspace(-Math.PI, Math.PI, 400);
  const y = x.map((v) => Math.sin(targetFrequency * v));
  return figure({
    title: "The sparse points crowd where sin 6x meets sin x and sin 3x",
    data: [
      target(fine, targetFrequency),
      phantom(fine),
      dots({ name: "training points", x, y, color: blue }),
    ],
    layout: { xaxis: axis("x"), yaxis: axis("y") },
  });
}

/** Losses on several sets; with `peaks`, the greatest test loss of each run of the first one is marked. */
export function losses(
  title: string,
  sets: readonly Named[],
  { columns = 3, height = 380, peaks = false } = {},
): Figure {
  const marks = ([, runs]: Named) => {
    const x = runs.map((run) => rise(run).step), y = runs.map((run, i) => run.test[run.steps.indexOf(x[i])]);
    return dots({ name: "greatest test loss", x, y, color: black, style: "diamond-open", size: 9 });
  };
  return board(title, height, {
    panels: sets.map((set, i) => ({
      title: set[0],
      data: [...lossBands(set[1]), ...(peaks && i === 0 ? [marks(set)] : [])],
    })),
    columns,
    sameY: true,
    xaxis: stepAxis(),
    yaxis: lossAxis(ERROR),
  });
}

/** The first part of losses, on linear axes. */
export function earlyLosses(title: string, sets: readonly Named[]): Figure {
  return board(title, 360, {
    panels: sets.map(([title, runs]) => ({ title, data: lossBands(runs, 0.55 * runs[0].steps.at(-1)!) })),
    sameY: true,
    xaxis: stepAxis(),
    yaxis: axis(ERROR, { rangemode: "tozero" }),
  });
}

/** Rise and delay of several activations on the paper's training sets. */
export function riseAndDelay(
  activations: readonly (readonly [name: string, runsOn: (sample: SampleName) => readonly SineRun[]])[],
): Figure {
  const names: SampleName[] = ["sparse", "dense", "uniform"], color = [vermillion, skyBlue, green];
  const row = (measure: (run: SineRun) => number, yaxis: Panel["yaxis"]) =>
    activations.map(([title, runsOn]): Panel => {
      const perSeed = names.map((sample) => runsOn(sample).map(measure));
      const { data, xaxis } = seedDots({ categories: names, perSeed, color });
      return { title, data, xaxis, ...(yaxis && { yaxis }) };
    });
  return board("Rise and delay with three activations on three training sets", 600, {
    panels: [
      ...row((run) => rise(run).ratio, axis("R, rise of test loss", { range: [0.98, 1.16] })),
      ...row(
        (run) => 1 + (delayShare(run) ?? NaN),
        logAxis("steps to test / to training", { range: [-0.1, 1.4] }),
      ),
    ],
    columns: activations.length,
    xaxis: axis("training set"),
  });
}
