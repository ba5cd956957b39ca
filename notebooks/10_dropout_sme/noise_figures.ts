/** Figures of the noise's structure. */
import type { ResultOf } from "../../lib/experiments/mod.ts";
import type { Figure, Panel } from "../../lib/figure/mod.ts";
import { axis, curve, dots, figure, level, logAxis, lossAxis } from "../../lib/figure/mod.ts";
import { OKABE_ITO, panelFigure, REFERENCE, seedBand } from "../../lib/figure/mod.ts";
import { seedDots, share, stepColours } from "../../lib/figure/mod.ts";
import { largest, mean, smallest } from "../../lib/stats/mod.ts";
import { aboveFloor, levelTwo, type NoiseCheckpoint } from "../../lib/gradient_noise/network/mod.ts";
import type { NoiseData, NoiseReading } from "../../lib/gradient_noise/network/mod.ts";
import { readingOf, spreads, type SpreadWindow } from "../../lib/gradient_noise/network/mod.ts";
import { SOURCES } from "./noise_sources.ts";
import type noiseSources from "./noise_sources.ts";
import type { NoiseRun } from "./noise_study.ts";

/** A set-up and its runs. */
export interface NamedRuns {
  name: string;
  runs: { results: readonly NoiseRun[] };
}

/** Name and colour of each data set. */
export const DATA_STYLES: Record<NoiseData, { name: string; color: string }> = {
  gradient: { name: "gradients", color: OKABE_ITO.blue },
  trajectory: { name: "trajectory", color: OKABE_ITO.vermillion },
  detrended: { name: "trajectory, detrended", color: OKABE_ITO.vermillion },
  isotropic: { name: "isotropic noise (control)", color: "#AAAAAA" },
};

function geometricMean(values: readonly number[]): number {
  return Math.exp(mean(values.map(Math.log)));
}

/** Divided by their geometric mean, so that seeds coincide; slopes do not change. */
function centred(values: readonly number[]): number[] {
  const middle = geometricMean(values);
  return values.map((value) => value / middle);
}

/** A set-up at the last checkpoint of every seed, with the mean power law and the control. */
function scatter(
  { name, runs: { results } }: NamedRuns,
  data: NoiseData,
  points: (
    checkpoint: NoiseCheckpoint,
    reading: NoiseReading,
  ) => { x: number[]; y: number[]; fit: NoiseReading["curvatureFit"] },
): Panel {
  const ends = results.map(({ checkpoints }) => checkpoints.at(-1)!);
  const of = (data: NoiseData) => ends.map((end) => points(end, readingOf(end, data)));
  const series = (data: NoiseData) =>
    dots({
      ...DATA_STYLES[data],
      x: of(data).flatMap(({ x }) => x),
      y: of(data).flatMap(({ y }) => centred(y)),
      size: 4,
    });
  const own = of(data), fits = own.flatMap(({ fit }) => fit ?? []), all = own.flatMap(({ x }) => x);
  const [slope, low, high] = (["slope", "low", "high"] as const).map((key) =>
    mean(fits.map((fit) => fit[key]))
  );
  const factor = geometricMean(
    own.flatMap(({ x, y }) => centred(y).map((value, k) => value / x[k] ** slope)),
  );
  const reach = [smallest(all), largest(all)];
  return {
    title: `${name}: ${slope.toFixed(1)} [${low.toFixed(1)}, ${high.toFixed(1)}]`,
    data: [
      series("isotropic"),
      series(data),
      curve({
        name: "fitted power law",
        x: reach,
        y: reach.map((x) => factor * x ** slope),
        color: OKABE_ITO.black,
        size: 1.5,
        style: "dash",
      }),
    ],
  };
}

/** Variance along principal components against the flatness of the loss along them. */
export function flatnessPanel(setUp: NamedRuns, data: NoiseData): Panel {
  return {
    ...scatter(setUp, data, (_, reading) => {
      const level = levelTwo(reading), x = reading.flatness[level];
      return { x, y: reading.variances.slice(1, 1 + x.length), fit: reading.flatnessFits[level] };
    }),
    xaxis: logAxis("interval flatness F (loss ≤ 2 L₀)"),
    yaxis: logAxis("λ(Σ) / geometric mean"),
  };
}

/** Variance along the Hessian's eigenvectors against the eigenvalues. */
export function curvaturePanel(setUp: NamedRuns, data: NoiseData): Panel {
  return {
    ...scatter(setUp, data, ({ curvatures }, { projected, curvatureFit }) => {
      const kept = aboveFloor(curvatures).filter((i) => projected[i] > 0);
      const x = centred(kept.map((i) => curvatures[i]));
      return { x, y: kept.map((i) => projected[i]), fit: curvatureFit };
    }),
    xaxis: logAxis("λ(H) / geometric mean"),
    yaxis: logAxis("variance / geometric mean"),
  };
}

/** One panel for each set-up (columns), of gradients and of trajectories. */
function bySetUp(title: string, setUps: readonly NamedRuns[], panel: typeof flatnessPanel): Figure {
  return panelFigure({
    title: `${title}: slope and interval, all seeds, last checkpoint`,
    columns: setUps.length,
    panels: (["gradient", "detrended"] as const).flatMap((data) => setUps.map((setUp) => panel(setUp, data))),
    gapY: 0.2,
    width: 960,
    height: 630,
  });
}

/** C4. */
export const flatnessScatter = (setUps: readonly NamedRuns[]): Figure =>
  bySetUp("Noise is smaller where the loss is flatter", setUps, flatnessPanel);

/** C5. */
export const curvatureScatter = (setUps: readonly NamedRuns[]): Figure =>
  bySetUp("Noise is larger where the loss is more curved", setUps, curvaturePanel);

/** α and its null over some axis. */
export function alphaBands(x: number[], curves: (key: "alignment" | "nullAlignment") => number[][]) {
  return [
    ...seedBand({ x, curves: curves("alignment"), name: "α of gradients", color: OKABE_ITO.blue }),
    ...seedBand({
      x,
      curves: curves("nullAlignment"),
      name: "null: same spectrum, random directions",
      color: REFERENCE,
      dash: "dash",
    }),
  ];
}

/** The loss along principal components. */
export function profileFigure(run: NoiseRun, name: string): Figure {
  const { loss, profiles } = run.checkpoints.at(-1)!, colours = stepColours(profiles.length).reverse();
  const reach = largest(profiles.flatMap(({ delta }) => delta.map(Math.abs)));
  return figure({
    title: `${name}: the loss along principal components of the noise`,
    data: [
      ...profiles.map(({ component, delta, loss }, i) =>
        curve({ name: `component ${component}`, x: delta, y: loss, color: colours[i] })
      ),
      level("2 L₀", 2 * loss, [-reach, reach]),
    ],
    layout: { xaxis: axis("δ along the component (unit vector)"), yaxis: lossAxis("R_S") },
    width: 760,
    height: 400,
  });
}

/**
 * X3: the spread that noise and curvature predict, without and with the length of the window, against the trajectory's.
 */
export function spreadFigure(setUps: readonly (NamedRuns & { window: SpreadWindow })[]): Figure {
  return panelFigure({
    title: "Variance along the Hessian's eigenvectors: predicted from noise and curvature, and measured",
    panels: setUps.map(({ name, runs, window }) => {
      const all = runs.results.flatMap((run) => spreads(run, window)), y = all.map(({ found }) => found);
      const ends = [...y, ...all.flatMap(({ predicted, stationary }) => [predicted, stationary])];
      const line = [smallest(ends), largest(ends)];
      const against = (name: string, of: "stationary" | "predicted", color: string) =>
        dots({ name, x: all.map((one) => one[of]), y, color, size: 4 });
      return {
        title: name,
        data: [
          against("stationary, ε u·Σu / (2λ − ελ²)", "stationary", "#AAAAAA"),
          against("or, if smaller, free random walk over the window", "predicted", OKABE_ITO.blue),
          curve({ name: "equal", x: line, y: line, color: REFERENCE, style: "dash", size: 1.5 }),
        ],
      };
    }),
    xaxis: logAxis("predicted variance", { tickangle: 0, nticks: 5 }),
    yaxis: logAxis("measured variance, detrended"),
    width: 940,
    height: 400,
  });
}

/** X2 and X4: alignment by source of noise, and by layer of the deeper network. */
export function sourcesFigure(runs: readonly ResultOf<typeof noiseSources>[]): Figure {
  const { data, xaxis } = seedDots({
    categories: [...SOURCES],
    perSeed: SOURCES.map((name) => runs.map(({ sources }) => sources[name].alignment)),
    color: [OKABE_ITO.blue, OKABE_ITO.skyBlue, OKABE_ITO.vermillion, OKABE_ITO.purple, REFERENCE],
  });
  const layers = runs[0].layers.map((_, k) => k + 1);
  return panelFigure({
    title: "Alignment by source of noise, and by layer of a network with four hidden layers",
    panels: [
      { title: "source of noise", data, xaxis: { ...axis("source"), ...xaxis, tickangle: -30 } },
      {
        title: "layer",
        data: alphaBands(layers, (key) => runs.map((run) => run.layers.map((layer) => layer[key]))),
        xaxis: axis("weight matrix, first to last", { tickvals: layers }),
      },
    ],
    yaxis: share("α(θ)"),
    width: 900,
    height: 460,
  });
}
