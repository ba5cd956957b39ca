/** Figures of E0 and E1: waves, recordings and checks of the solver. */
import * as fig from "../../lib/figure/mod.ts";
import { fft, modulus } from "../../lib/spectral/mod.ts";
import { largest, median, quantile } from "../../lib/stats/mod.ts";
import { acousticSolver, type Cell, rickerWavelet } from "../../lib/wave/mod.ts";
import { relativeL2 } from "../../lib/wave/measures/mod.ts";
import { marmousiLike } from "../../lib/wave/models/mod.ts";
import type { RunsOf } from "./set_up.ts";
import type solverChecks from "./solver_checks.ts";
import type { Survey } from "./survey.ts";

const { blue, orange, vermillion } = fig.OKABE_ITO;

/** Velocity maps of a survey, with errors in their names and sources as triangles. */
export function velocityMaps(
  title: string,
  survey: Survey,
  maps: Readonly<Record<string, ArrayLike<number>>>,
): fig.Figure {
  const { truth, settings: grid, shots } = survey, km = (cells: number) => cells * grid.spacing / 1e3;
  const label = (name: string, map: ArrayLike<number>) =>
    name === "truth" ? name : `${name}: error ${relativeL2(map, truth).toFixed(3)}`;
  const rounded = (map: ArrayLike<number>) => Float64Array.from(map, Math.round);
  const named = Object.entries(maps).map(([name, map]) => [label(name, map), rounded(map)]);
  const sources = fig.dots({
    name: "source",
    x: shots.map(({ source: [, x] }) => km(x)),
    y: shots.map(({ source: [z] }) => km(z)),
    color: vermillion,
    style: "triangle-down",
    size: 9,
    attributes: { showlegend: false },
  });
  return fig.fieldMaps({
    title,
    grid,
    maps: Object.fromEntries(named),
    ...{ range: [1400, 3300], unit: "m/s", over: [sources] },
  });
}

/** Velocities after some wave solves and the truth, chosen by a slider. */
export function inversionFrames(survey: Survey, found: readonly ArrayLike<number>[]): fig.Figure {
  const { truth, settings: grid } = survey, every = Math.ceil(found.length / 5);
  const frames = found.map((cells) => survey.complete(cells)).map((values, solves) => {
    return { label: String(solves), note: `error ${relativeL2(values, truth).toFixed(3)}`, values };
  }).filter((_, solves) => solves % every === 0 || solves === found.length - 1);
  return fig.fieldSlider({
    title: "A network in place of the velocity grid",
    grid,
    sliderName: "wave solves:",
    frames: [...frames, { label: "truth", values: truth }],
    ...{ range: [1400, 3300], unit: "m/s", height: 420 },
    shown: [0, frames.length - 1, frames.length],
  });
}

/** The pressure over the Marmousi-like model, recorded at every second node of it. */
export function waveField(peakFrequency = 10): fig.Figure {
  const grid = { nz: 80, nx: 120, spacing: 12.5 }, half = { nz: 40, nx: 60, spacing: 25 };
  const wave = { timeStep: 1.5e-3, steps: 560, peakFrequency }, { velocity } = marmousiLike(grid);
  const cell = (_: unknown, i: number): Cell => [2 * Math.floor(i / half.nx), 2 * (i % half.nx)];
  const receivers = Array.from({ length: half.nz * half.nx }, cell);
  const solver = acousticSolver({ ...grid, ...wave, order: 8 });
  solver.setVelocity(velocity);
  const data = solver.forward({ source: [2, 60], receivers }, rickerWavelet(wave));
  const model = Array.from(receivers, ([z, x]) => velocity[z * grid.nx + x]);
  const frames = [139, 279, 349, 419].map((step) => {
    const field = data.subarray(step * receivers.length, (step + 1) * receivers.length);
    const top = quantile(field.map(Math.abs), 0.99);
    const values = field.map((p) => Number(Math.max(-1, Math.min(1, p / top)).toFixed(2)));
    return { label: String(Math.round(step * wave.timeStep * 1e3)), values };
  });
  return fig.fieldSlider({
    title: "A wave from the source through dipping beds",
    grid: half,
    sliderName: "t (ms) =",
    frames,
    ...{ range: [-1, 1], unit: "pressure over its<br>99 % quantile", colorscale: fig.DIVERGING },
    over: [fig.fieldContours(model, half, 6)],
    ...{ shown: [0, 1, 3], width: 960, height: 400 },
  });
}

/** The wavelet and its spectrum. */
export function waveletFigure({ wavelet, settings: { timeStep, peakFrequency } }: Survey): fig.Figure {
  const padded = Float64Array.from({ length: 2048 }, (_, k) => wavelet[k] ?? 0);
  const panel = (name: string, unit: string, color: string, y: Float64Array, step: number, to: number) => ({
    data: [fig.curve({
      name,
      color,
      x: Array.from({ length: Math.round(to / step) }, (_, k) => k * step),
      y: y.slice(0, Math.round(to / step)).map((one) => one / largest(y)),
    })],
    xaxis: fig.axis(unit),
  });
  return fig.panelFigure({
    title: `The wavelet: a Ricker pulse of ${peakFrequency} Hz`,
    panels: [
      panel("wavelet", "time (s)", blue, wavelet, timeStep, 3.5 / peakFrequency),
      panel("spectrum", "frequency (Hz)", orange, modulus(fft(padded)), 1 / (2048 * timeStep), 25),
    ],
    yaxis: fig.axis("amplitude over its peak"),
    width: 860,
    height: 330,
  });
}

/** Recordings of one shot over the 98 % quantile of the first; `parts` are steps × receivers. */
export function gathers(survey: Survey, shot: number, parts: Record<string, Float64Array>): fig.Figure {
  const { timeStep, spacing } = survey.settings;
  return fig.gatherMaps({
    title: "One shot: recordings (colours end at the 98 % quantile of what was observed)",
    receivers: survey.shots[shot].receivers.map(([, x]) => x * spacing / 1e3),
    parts,
    timeStep,
    every: 6,
    top: quantile(Object.values(parts)[0].map(Math.abs), 0.98),
    unit: "pressure<br>/ quantile",
  });
}

/** V1: the central difference against the gradient; V4: echo by layer. */
export function checkFigure({ settings, results }: RunsOf<typeof solverChecks>): fig.Figure {
  const line = (name: string, color: string, x: number[], of: (run: typeof results[number]) => number[]) =>
    fig.curve({
      ...{ name, color, x, attributes: { mode: "lines+markers" } },
      y: x.map((_, i) => median(results.map((run) => of(run)[i]))),
    });
  return fig.panelFigure({
    title: "The gradient is that of the misfit, and the edges do not echo (medians over seeds)",
    panels: [
      {
        title: "central difference against the gradient (V1)",
        data: [
          line("float32", orange, settings.epsilons, ({ single }) => single),
          line("float64", blue, settings.epsilons, ({ double }) => double),
        ],
        xaxis: fig.logAxis("step ε (m/s)"),
        yaxis: fig.logAxis("relative deviation"),
      },
      {
        title: "echo of the absorbing layer (V4)",
        data: [line("echo", vermillion, settings.layers, ({ echoes }) => echoes)],
        xaxis: fig.axis("layer (cells)"),
        yaxis: fig.logAxis("echo over the direct peak"),
      },
    ],
    width: 900,
    height: 360,
  });
}
