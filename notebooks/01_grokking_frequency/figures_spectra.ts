/** Outputs on the line and their spectra. */
import type { RunResults } from "../../lib/experiments/mod.ts";
import {
  axis,
  curve,
  dots,
  type Figure,
  OKABE_ITO,
  type Panel,
  REFERENCE,
  seedBand,
  SEQUENTIAL,
  sliderFigure,
  stems,
  stepAxis,
  type Trace,
} from "../../lib/figure/mod.ts";
import { brief } from "../../lib/notebook/words.ts";
import { AMPLITUDE, board, ERROR, FREQUENCY, lossBands, phantom, target } from "./figures_shared.ts";
import { misdirection } from "./measures.ts";
import type { SineSamplingRun } from "./sine_sampling.ts";
import type { SineOutputs, SineRun } from "./sine_training.ts";

const { black, blue, green, vermillion } = OKABE_ITO;

/** Points on which a spectrum is taken. */
export type Part = "train" | "test";

/** Band over the seeds of the output's amplitude at one frequency. */
function amplitudeBand(
  runs: readonly SineRun[],
  k: number,
  part: Part,
  name: string,
  color: string,
): Trace[] {
  const curves = runs.map(({ spectra }) => spectra[part].map((row) => row[k]));
  return seedBand({ x: runs[0].spectra.steps, curves, name, color });
}

/** The detour in three pictures, from one seed's outputs and all seeds' losses and spectra. */
export function hero({ results, seeds }: RunResults<SineSamplingRun>): Figure {
  const runs = results.map(({ sparse }) => sparse), { shown, sparse } = results.find((run) => run.shown)!;
  const { grid, x, steps, test } = shown!, astray = misdirection(sparse).step;
  const i = steps.findLastIndex((step) => step <= astray);
  const points = dots({
    name: "training points",
    x,
    y: x.map((v) => Math.sin(6 * v)),
    color: black,
    size: 5,
  });
  const output = curve({ name: "output", x: grid, y: test[i], color: vermillion });
  return board("From few uneven points of sin 6x the network first learns sin x, which is not there", 380, {
    panels: [
      {
        title: `output at step ${steps[i]}`,
        data: [target(grid, 6), output, points],
        xaxis: axis("x"),
        yaxis: axis("y"),
      },
      { title: `losses of ${seeds.length} seeds`, data: lossBands(runs, 18_000), yaxis: axis(ERROR) },
      {
        title: "output on even points",
        data: [
          ...amplitudeBand(runs, 1, "test", "k = 1", green),
          ...amplitudeBand(runs, 6, "test", "k = 6", black),
        ],
        yaxis: AMPLITUDE,
      },
    ],
    xaxis: stepAxis(),
  });
}

/** The output of one run at the steps that are kept of it. */
export function outputSlider(run: SineRun, { x, grid, steps, train, test }: SineOutputs): Figure {
  const loss = (part: "train" | "test", step: number) => brief(run[part][run.steps.indexOf(step)]);
  return sliderFigure({
    title: "Output of the network on its way from nothing over sin x to sin 6x",
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

/** Spectra of target and output, a row a run: at the start, astray (or halfway), and at the end. */
export function spectra(
  title: string,
  rows: readonly { title: string; run: SineRun; part: Part; halfway?: boolean }[],
): Figure {
  const panelsOf = ({ title, run, part, halfway = false }: typeof rows[number]): Panel[] => {
    const { steps } = run.spectra, x = run.target[part].map((_, k) => k);
    const middle = halfway ? steps[Math.floor(0.5 * steps.length)] : misdirection(run).step;
    const own = { name: "target", color: REFERENCE, symbol: "square-open", shift: -0.12 };
    return [0, middle, steps.at(-1)!].map((step) => ({
      title: `${title}, step ${step}`,
      data: [
        stems({ x, y: run.target[part], ...own }),
        stems({
          x,
          y: run.spectra[part][steps.indexOf(step)],
          name: "output",
          color: vermillion,
          shift: 0.12,
        }),
      ],
    }));
  };
  return board(title, 520, {
    panels: rows.flatMap(panelsOf),
    columns: 3,
    sameY: true,
    xaxis: FREQUENCY,
    yaxis: AMPLITUDE,
  });
}

/** Distance between the spectra of output and target on the test grid, by step and frequency. */
export function gapMaps(sets: readonly (readonly [title: string, run: SineRun])[]): Figure {
  return board("Distance between the spectra of output and target on the test grid", 380, {
    panels: sets.map(([title, { spectra: { steps, testGap } }], i) => {
      const y = testGap[0].map((_, k) => k).slice(1);
      return {
        title,
        data: [{
          type: "heatmap",
          x: steps,
          y,
          z: y.map((k) => testGap.map((row) => Math.log10(Math.max(1e-4, row[k])))),
          zmin: -4,
          zmax: 0,
          colorscale: SEQUENTIAL,
          zsmooth: false,
          showscale: i === sets.length - 1,
          colorbar: { title: { text: "log₁₀ gap" } },
        }],
      };
    }),
    sameY: true,
    xaxis: stepAxis(),
    yaxis: FREQUENCY,
  });
}

/** Amplitudes of the output at k = 1 and at k = 6 along the training. */
export function amplitudes(runs: readonly SineRun[]): Figure {
  return board("Amplitude of the output at k = 1 and k = 6 over the training, sparse set", 380, {
    panels: [1, 6].map((k) => ({
      title: `k = ${k}`,
      data: [
        ...amplitudeBand(runs, k, "train", "on training points", blue),
        ...amplitudeBand(runs, k, "test", "on test grid", vermillion),
      ],
    })),
    sameY: true,
    xaxis: stepAxis(),
    yaxis: axis("amplitude |F(k)|", { rangemode: "tozero" }),
  });
}
