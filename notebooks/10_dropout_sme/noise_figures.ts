/** Figures of the noise's structure. */
import {
  curve,
  dots,
  type Figure,
  figure,
  type Layout,
  OKABE_ITO,
  type Panel,
  panels,
  seedBand,
  seedDots,
  stepColours,
} from "../../lib/figure/mod.ts";
import { largest, mean, smallest } from "../../lib/stats/mod.ts";
import { logAxis } from "./log_axis.ts";
import { aboveFloor, type NoiseCheckpoint, type NoiseData, type NoiseReading } from "./noise_measures.ts";
import { type SourceRun, SOURCES } from "./noise_sources.ts";
import type { NoiseRun } from "./noise_study.ts";

/** What the data sets are called. */
export const DATA_NAMES: Record<NoiseData, string> = {
  gradient: "gradients",
  trajectory: "trajectory",
  detrended: "trajectory, trend off",
  isotropic: "isotropic noise (control)",
};

/** A set-up and its runs. */
export interface NamedRuns {
  name: string;
  runs: readonly NoiseRun[];
}

const COLOURS: Record<NoiseData, string> = {
  gradient: OKABE_ITO.blue,
  trajectory: OKABE_ITO.vermillion,
  detrended: OKABE_ITO.vermillion,
  isotropic: "#AAAAAA",
};

/** Index of the level 2, the paper's. */
export function levelTwo({ factors }: NoiseReading): number {
  return factors.indexOf(2);
}

/** A data set of a checkpoint. */
export function readingOf(checkpoint: NoiseCheckpoint, data: NoiseData): NoiseReading {
  const reading = checkpoint.readings[data];
  if (!reading) {
    throw new RangeError(
      `data set "${data}": not read, allowed ${Object.keys(checkpoint.readings).join(", ")}`,
    );
  }
  return reading;
}

function fitText(fits: readonly { slope: number; low: number; high: number }[]): string {
  const [slope, low, high] = (["slope", "low", "high"] as const).map((key) =>
    mean(fits.map((fit) => fit[key]))
  );
  return `${slope.toFixed(1)} [${low.toFixed(1)}, ${high.toFixed(1)}]`;
}

/** Points of a seed, and the line through them. */
interface SeedPoints {
  x: number[];
  y: number[];
  fit: NoiseReading["curvatureFit"];
}

function geometricMean(values: readonly number[]): number {
  return Math.exp(mean(values.map(Math.log)));
}

/** Divided by their geometric mean, so that seeds lie on each other; slopes do not change. */
function centred(values: readonly number[]): number[] {
  const middle = geometricMean(values);
  return values.map((value) => value / middle);
}

/** One panel for each set-up and data set, at the last checkpoint of every seed. */
function scatter(
  setUps: readonly NamedRuns[],
  sets: readonly NoiseData[],
  points: (checkpoint: NoiseCheckpoint, reading: NoiseReading) => SeedPoints,
): Panel[] {
  return sets.flatMap((data) =>
    setUps.map(({ name, runs }) => {
      const ends = runs.map(({ checkpoints }) => checkpoints.at(-1)!);
      const own = ends.map((end) => points(end, readingOf(end, data)));
      const control = ends.map((end) => points(end, readingOf(end, "isotropic")));
      const fits = own.flatMap(({ fit }) => fit ? [fit] : []), slope = mean(fits.map((fit) => fit.slope));
      const all = own.flatMap(({ x }) => x), [from, to] = [smallest(all), largest(all)];
      const level = geometricMean(
        own.flatMap(({ x, y }) => centred(y).map((value, k) => value / x[k] ** slope)),
      );
      const series = (name: string, seeds: readonly SeedPoints[], color: string) =>
        dots({
          name,
          x: seeds.flatMap(({ x }) => x),
          y: seeds.flatMap(({ y }) => centred(y)),
          color,
          size: 4,
        });
      const shown = [...own, ...control];
      return {
        title: `${name}: ${fitText(fits)}`,
        xaxis: logAxis(shown.flatMap(({ x }) => x)),
        yaxis: logAxis(shown.flatMap(({ y }) => centred(y))),
        data: [
          series(DATA_NAMES.isotropic, control, COLOURS.isotropic),
          series(DATA_NAMES[data], own, COLOURS[data]),
          curve({
            name: "fitted power law",
            x: [from, to],
            y: [level * from ** slope, level * to ** slope],
            color: OKABE_ITO.black,
            size: 1.5,
            style: "dash",
          }),
        ],
      };
    })
  );
}

/** Figure 4: variance along principal components against the flatness of the loss along them, at the last checkpoint. */
export function flatnessScatter(setUps: readonly NamedRuns[], sets: readonly NoiseData[]): Figure {
  return figure({
    title: "Noise is smaller where the loss is flatter: slope and interval, all seeds, last checkpoint",
    ...panels({
      columns: setUps.length,
      panels: scatter(setUps, sets, (_, reading) => {
        const level = levelTwo(reading), widths = reading.flatness[level];
        return {
          x: widths,
          y: reading.variances.slice(1, 1 + widths.length),
          fit: reading.flatnessFits[level],
        };
      }),
      xaxis: { title: { text: "interval flatness F (loss ≤ 2 L₀)" } },
      yaxis: { title: { text: "λ(Σ) / geometric mean" } },
      gapY: 0.2,
    }),
    width: 960,
    height: 90 + 270 * sets.length,
  });
}

/** Figure 5: variance along the Hessian's eigenvectors against the eigenvalues. */
export function curvatureScatter(setUps: readonly NamedRuns[], sets: readonly NoiseData[]): Figure {
  return figure({
    title: "Noise is larger where the loss is more curved: slope and interval, all seeds, last checkpoint",
    ...panels({
      columns: setUps.length,
      panels: scatter(setUps, sets, ({ curvatures }, { projected, curvatureFit }) => {
        const kept = aboveFloor(curvatures).filter((i) => projected[i] > 0);
        return {
          x: centred(kept.map((i) => curvatures[i])),
          y: kept.map((i) => projected[i]),
          fit: curvatureFit,
        };
      }),
      xaxis: { title: { text: "λ(H) / geometric mean" } },
      yaxis: { title: { text: "variance / geometric mean" } },
      gapY: 0.2,
    }),
    width: 960,
    height: 90 + 270 * sets.length,
  });
}

/** Figure 6: alignment and its null, and the trace ratio, along training. */
export function alignmentFigure(setUps: readonly NamedRuns[]): Figure {
  const alpha = (text: string): Layout => ({ title: { text }, range: [0, 1] });
  return figure({
    title: "Alignment of noise and curvature along training, with what chance gives",
    ...panels({
      columns: setUps.length,
      panels: [
        ...setUps.map(({ name, runs }) => {
          const steps = runs[0].checkpoints.map(({ step }) => step);
          const of = (key: "alignment" | "nullAlignment") =>
            runs.map(({ checkpoints }) => checkpoints.map((at) => readingOf(at, "gradient")[key]));
          return {
            title: name,
            data: [
              ...seedBand({
                x: steps,
                curves: of("alignment"),
                name: "α of gradients",
                color: OKABE_ITO.blue,
              }),
              ...seedBand({
                x: steps,
                curves: of("nullAlignment"),
                name: "null: same spectrum, random directions",
                color: "#777777",
                dash: "dash",
              }),
            ],
            yaxis: alpha("α(θ)"),
            xaxis: { tickvals: steps },
          };
        }),
        ...setUps.map(({ runs }) => ({
          title: "",
          data: seedBand({
            x: runs[0].checkpoints.map(({ step }) => step),
            curves: runs.map(({ checkpoints }) =>
              checkpoints.map((at) => readingOf(at, "gradient").traceRatio)
            ),
            name: "Tr(HΣ) / Tr(HΣ̄)",
            color: OKABE_ITO.vermillion,
          }),
          xaxis: { tickvals: runs[0].checkpoints.map(({ step }) => step) },
          yaxis: { title: { text: "trace ratio" }, type: "log" },
        })),
      ],
      xaxis: { title: { text: "step of training" }, type: "log" },
      gapY: 0.16,
    }),
    width: 940,
    height: 560,
  });
}

/** Figure 7: the loss along principal components. */
export function profileFigure(run: NoiseRun, name: string): Figure {
  const { loss, profiles } = run.checkpoints.at(-1)!, colours = stepColours(profiles.length).reverse();
  const reach = largest(profiles.map(({ delta }) => largest(delta.map(Math.abs))));
  return figure({
    title: `${name}: the loss along principal components of the noise`,
    data: [
      ...profiles.map(({ component, delta, loss }, i) =>
        curve({ name: `component ${component}`, x: delta, y: loss, color: colours[i] })
      ),
      curve({
        name: "2 L₀",
        x: [-reach, reach],
        y: [2 * loss, 2 * loss],
        color: OKABE_ITO.vermillion,
        style: "dash",
      }),
    ],
    layout: {
      xaxis: { title: { text: "δ along the component (unit vector)" } },
      yaxis: { title: { text: "R_S" }, ...logAxis(profiles.flatMap(({ loss }) => loss)) },
    },
    width: 760,
    height: 400,
  });
}

/** The window of a trajectory. */
export interface SpreadWindow {
  /** ε */
  rate: number;
  /** Its steps, N. */
  samples: number;
}

/** Spread along one eigenvector of the Hessian. */
export interface Spread {
  /** ε u·Σu/(2λ − ελ²), what the variance tends to. */
  stationary: number;
  /** ε² u·Σu N/15, that of N steps of noise without any curvature, once a straight line is taken off. */
  walk: number;
  /** The lesser of both, since curvature can only hold back. */
  predicted: number;
  /** Variance of the trajectory, trend off. */
  found: number;
}

/** Spreads of one checkpoint, along eigenvectors whose eigenvalues are large enough. */
export function spreads(end: NoiseCheckpoint, { rate, samples }: SpreadWindow): Spread[] {
  const noise = readingOf(end, "gradient").projected, { projected } = readingOf(end, "detrended");
  return aboveFloor(end.curvatures)
    .map((i) => {
      const stationary = end.lyapunov[i], walk = rate ** 2 * noise[i] * samples / 15;
      return { stationary, walk, predicted: Math.min(stationary, walk), found: projected[i] };
    })
    .filter(({ predicted, found }) => predicted > 0 && found > 0);
}

/** X3: the spread that noise and curvature predict, without and with the length of the window, against the trajectory's. */
export function spreadFigure(setUps: readonly (NamedRuns & { window: SpreadWindow })[]): Figure {
  return figure({
    title: "Variance along the Hessian's eigenvectors: predicted from noise and curvature, and found",
    ...panels({
      panels: setUps.map(({ name, runs, window }) => {
        const all = runs.flatMap(({ checkpoints }) => spreads(checkpoints.at(-1)!, window));
        const ends = all.flatMap(({ predicted, found, stationary }) => [predicted, found, stationary]);
        const line = [smallest(ends), largest(ends)];
        const found = all.map((one) => one.found);
        return {
          title: name,
          xaxis: logAxis(ends),
          yaxis: logAxis([...found, ...line]),
          data: [
            dots({
              name: "stationary, ε u·Σu / (2λ − ελ²)",
              x: all.map(({ stationary }) => stationary),
              y: found,
              color: "#AAAAAA",
              size: 4,
            }),
            dots({
              name: "or, if less, free walk over the window",
              x: all.map(({ predicted }) => predicted),
              y: found,
              color: OKABE_ITO.blue,
              size: 4,
            }),
            curve({ name: "equal", x: line, y: line, color: "#777777", style: "dash", size: 1.5 }),
          ],
        };
      }),
      xaxis: { title: { text: "predicted variance" } },
      yaxis: { title: { text: "variance of the trajectory, trend off" } },
    }),
    width: 940,
    height: 400,
  });
}

/** X2 and X4: alignment by source of noise, and by layer of the deeper network. */
export function sourcesFigure(runs: readonly SourceRun[]): Figure {
  const bySource = seedDots({
    categories: [...SOURCES],
    perSeed: SOURCES.map((name) => runs.map(({ sources }) => sources[name].alignment)),
    color: [OKABE_ITO.blue, OKABE_ITO.skyBlue, OKABE_ITO.vermillion, OKABE_ITO.purple, "#777777"],
  });
  const layers = runs[0].layers.map((_, k) => k + 1);
  const of = (key: "alignment" | "nullAlignment") => runs.map((run) => run.layers.map((layer) => layer[key]));
  return figure({
    title: "Alignment by source of noise, and by layer of a network with four hidden layers",
    ...panels({
      panels: [
        {
          title: "source of noise",
          data: bySource.data,
          xaxis: { ...bySource.xaxis, title: { text: "source" }, tickangle: -30 },
        },
        {
          title: "layer",
          data: [
            ...seedBand({
              x: layers,
              curves: of("alignment"),
              name: "α of dropout's gradients",
              color: OKABE_ITO.blue,
            }),
            ...seedBand({
              x: layers,
              curves: of("nullAlignment"),
              name: "null",
              color: "#777777",
              dash: "dash",
            }),
          ],
          xaxis: { title: { text: "weight matrix, first to last" }, tickvals: layers },
        },
      ],
      yaxis: { title: { text: "α(θ)" }, range: [0, 1] },
    }),
    width: 900,
    height: 460,
  });
}
