/** Figures of the experiments on the line. */
import { sinePoints } from "../../lib/data/mod.ts";
import type { RunResults } from "../../lib/experiments/mod.ts";
import {
  axis,
  bands,
  curve,
  dots,
  type Figure,
  figure,
  type Layout,
  logAxis,
  lossAxis,
  OKABE_ITO,
  REFERENCE,
  seedDots,
  SEQUENTIAL,
  type Series,
  sliderFigure,
  stems,
  stepAxis,
  type Trace,
  trainTest,
} from "../../lib/figure/mod.ts";
import { brief } from "../../lib/notebook/words.ts";
import { linspace } from "../../lib/spectral/mod.ts";
import { AMPLITUDE, board, ERROR, FREQUENCY, LATENESS, phantom, target } from "./figures_shared.ts";
import { delayShare, misdirection, rise } from "./measures.ts";
import type { SineSamplingRun, SineSettings } from "./sine_sampling.ts";
import type { SampleName, SineOutputs, SineRun } from "./sine_training.ts";

const { black, blue, green, skyBlue, vermillion } = OKABE_ITO;

/** Points on which a spectrum is taken. */
export type Part = "train" | "test";

/** Runs over the seeds, and what they share. */
export type Named = readonly [title: string, runs: readonly SineRun[]];

function lossBands(runs: readonly SineRun[], last?: number): Trace[] {
  const series = trainTest<SineRun>((run) => run.train, (run) => run.test);
  return bands(runs, (run) => run.steps, series, last === undefined ? {} : { last });
}

const spectrumSteps = ({ spectra }: SineRun) => spectra.steps;

/** The output's amplitude at a frequency. */
function amplitude(name: string, color: string, part: Part, k: number): Series<SineRun> {
  return [name, color, ({ spectra }) => spectra[part].map((row) => row[k])];
}

/** The paper's training sets with the number of their points. */
export function samplesOf({ samples }: SineSettings): [SampleName, string][] {
  return [
    ["sparse", `sparse: ${samples.sparse.n} non-uniform`],
    ["dense", `dense: ${samples.dense.n} non-uniform`],
    ["uniform", `uniform: ${samples.uniform.n} evenly spaced`],
  ];
}

/** The detour in three pictures, from one seed's outputs and all seeds' losses and spectra. */
export function hero({ results, seeds }: RunResults<SineSamplingRun>): Figure {
  const runs = results.map(({ sparse }) => sparse), { shown, sparse } = results.find((run) => run.shown)!;
  const { grid, x, steps, test } = shown!, astray = misdirection(sparse).step;
  const i = steps.findLastIndex((step) => step <= astray), y = x.map((v) => Math.sin(6 * v));
  const output = [
    target(grid, 6),
    curve({ name: "output", x: grid, y: test[i], color: green }),
    dots({ name: "training points", x, y, color: black, size: 5 }),
  ];
  const waves = [amplitude("k = 1", green, "test", 1), amplitude("k = 6", black, "test", 6)];
  return board("From few uneven points of sin 6x the network first learns sin x, which is not there", [
    { title: `output at step ${steps[i]}`, data: output, xaxis: axis("x"), yaxis: axis("y") },
    { title: `losses of ${seeds.length} seeds`, data: lossBands(runs, 18_000), yaxis: axis(ERROR) },
    { title: "output on even points", data: bands(runs, spectrumSteps, waves), yaxis: AMPLITUDE },
  ], [stepAxis()]);
}

/** The sparse points, on the target and next to the phantom. */
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

/**
 * Losses on several sets; with `peaks`, the largest test loss of each run of the first one is marked; `early` shows
 * the first half on a linear axis.
 */
export function losses(
  title: string,
  sets: readonly Named[],
  { columns = 3, height = 380, peaks = false, early = false } = {},
): Figure {
  const marks = (runs: readonly SineRun[]) => {
    const x = runs.map((run) => rise(run).step), y = runs.map((run, i) => run.test[run.steps.indexOf(x[i])]);
    return [dots({ name: "greatest test loss", x, y, color: black, style: "diamond-open", size: 9 })];
  };
  const all = sets.map(([title, runs], i) => {
    const bands = lossBands(runs, early ? 0.55 * runs[0].steps.at(-1)! : undefined);
    return { title, data: [...bands, ...(peaks && i === 0 ? marks(runs) : [])] };
  });
  const loss = early ? axis(ERROR, { rangemode: "tozero" }) : lossAxis(ERROR);
  return board(title, all, [stepAxis(), loss], { columns, height });
}

/** The output of one run at its stored steps. */
export function outputSlider(run: SineRun, { x, grid, steps, train, test }: SineOutputs): Figure {
  const loss = (part: "train" | "test", step: number) => brief(run[part][run.steps.indexOf(step)]);
  return sliderFigure({
    title: "Output of the network on its way from zero through sin x to sin 6x",
    sliderName: "step",
    frames: steps.map((step, i) => ({
      label: String(step),
      note: `training ${loss("train", step)}, test ${loss("test", step)}`,
      data: [
        curve({ name: "output", x: grid, y: test[i], color: vermillion }),
        dots({ name: "output on training points", x, y: train[i], color: blue, size: 5 }),
      ],
    })),
    shared: [target(grid, 6), phantom(grid)],
    layout: { xaxis: axis("x"), yaxis: axis("output") },
    shown: [0, 3, 6, steps.length - 1],
    width: 900,
    height: 420,
  });
}

/** Spectra of target and output, a row per run: at the start, at the peak of the phantom (or halfway), and at the end. */
export function spectra(
  title: string,
  rows: readonly { title: string; run: SineRun; part: Part; halfway?: boolean }[],
): Figure {
  const all = rows.flatMap(({ title, run, part, halfway = false }) => {
    const { steps } = run.spectra, x = run.target[part].map((_, k) => k);
    const middle = halfway ? steps[Math.floor(0.5 * steps.length)] : misdirection(run).step;
    const wanted = { name: "target", color: REFERENCE, symbol: "square-open", shift: -0.12 };
    return [0, middle, steps.at(-1)!].map((step) => {
      const y = run.spectra[part][steps.indexOf(step)],
        seen = { name: "output", color: vermillion, shift: 0.12 };
      const data = [stems({ x, y: run.target[part], ...wanted }), stems({ x, y, ...seen })];
      return { title: `${title}, step ${step}`, data };
    });
  });
  return board(title, all, [FREQUENCY, AMPLITUDE], { height: 520, columns: 3 });
}

/** Distance between the spectra of output and target on the test grid, by step and frequency. */
export function gapMaps(sets: readonly (readonly [title: string, run: SineRun])[]): Figure {
  const all = sets.map(([title, { spectra: { steps: x, testGap } }], i) => {
    const y = testGap[0].map((_, k) => k).slice(1);
    const z = y.map((k) => testGap.map((row) => Math.log10(Math.max(1e-4, row[k]))));
    const scale = { zmin: -4, zmax: 0, colorscale: SEQUENTIAL, colorbar: { title: { text: "log₁₀ gap" } } };
    const showscale = i === sets.length - 1;
    return { title, data: [{ type: "heatmap", x, y, z, zsmooth: false, showscale, ...scale }] };
  });
  const title = "Distance between the spectra of output and target on the test grid";
  return board(title, all, [stepAxis(), FREQUENCY]);
}

/** Amplitudes of the output at k = 1 and at k = 6 along the training. */
export function amplitudes(runs: readonly SineRun[]): Figure {
  const all = [1, 6].map((k) => {
    const data = bands(runs, spectrumSteps, [
      amplitude("on training points", blue, "train", k),
      amplitude("on test grid", vermillion, "test", k),
    ]);
    return { title: `k = ${k}`, data };
  });
  const title = "Amplitude of the output at k = 1 and k = 6 over the training, sparse set";
  return board(title, all, [stepAxis(), { ...AMPLITUDE, rangemode: "tozero" }]);
}

/** Rise and delay of several activations on the paper's training sets. */
export function riseAndDelay(
  activations: readonly (readonly [name: string, runsOn: (sample: SampleName) => readonly SineRun[]])[],
): Figure {
  const categories: SampleName[] = ["sparse", "dense", "uniform"], color = [vermillion, skyBlue, green];
  const row = (measure: (run: SineRun) => number, yaxis: Layout) =>
    activations.map(([title, runsOn]) => {
      const perSeed = categories.map((sample) => runsOn(sample).map(measure));
      return { title, ...seedDots({ categories, perSeed, color }), yaxis };
    });
  const rises = row((run) => rise(run).ratio, axis("R, rise of test loss", { range: [0.98, 1.16] }));
  const delays = row((run) => 1 + (delayShare(run) ?? NaN), logAxis(LATENESS, { range: [-0.1, 1.4] }));
  const title = "Rise and delay with three activations on three training sets";
  return board(title, [...rises, ...delays], [axis("training set")], { height: 600, columns: 3 });
}
