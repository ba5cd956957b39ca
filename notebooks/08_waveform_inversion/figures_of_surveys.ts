/** Figures of E0 and E1: waves, recordings and checks of the solver. */
import * as fig from "../../lib/figure/mod.ts";
import { fft, modulus } from "../../lib/spectral/mod.ts";
import { median, quantile } from "../../lib/stats/mod.ts";
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
  const named = Object.entries(maps).map(([name, map]) => {
    const values = Float64Array.from(map, Math.round);
    return [
      name === "truth" ? name : `${name}: error ${relativeL2(values, truth).toFixed(3)}`,
      values,
    ] as const;
  });
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
    range: [1400, 3300],
    unit: "m/s",
    columns: 3,
    over: [sources],
  });
}

/** Velocities after some wave solves, at most six of them evenly spaced, and the truth, chosen by a slider. */
export function inversionFrames(survey: Survey, found: readonly ArrayLike<number>[]): fig.Figure {
  const { truth, settings: grid } = survey, last = found.length - 1, count = Math.min(6, last + 1);
  const shown = Array.from({ length: count }, (_, i) => Math.round(last * i / Math.max(1, count - 1)));
  const map = (values: ArrayLike<number>) =>
    fig.fieldTrace(Float64Array.from(values, Math.round), grid, {
      zmin: 1400,
      zmax: 3300,
      colorscale: fig.SEQUENTIAL,
      colorbar: { title: { text: "m/s" } },
    });
  const frames = shown.map((solves) => {
    const velocity = survey.complete(found[solves]);
    return {
      label: String(solves),
      note: `error ${relativeL2(velocity, truth).toFixed(3)}`,
      data: [map(velocity)],
    };
  });
  return fig.sliderFigure({
    title: "A network in place of the velocity grid",
    sliderName: "wave solves:",
    frames: [...frames, { label: "truth", data: [map(truth)] }],
    layout: {
      xaxis: fig.axis("distance (km)"),
      yaxis: fig.axis("depth (km)", { autorange: "reversed" }),
    },
    shown: count > 1 ? [0, count - 1, count] : [0, 1],
    height: 420,
  });
}

/** The pressure over the Marmousi-like model, recorded at every second node of it. */
export function waveField(peakFrequency = 10): fig.Figure {
  const grid = { nz: 80, nx: 120, spacing: 12.5 }, timeStep = 1.5e-3, steps = 560, every = 70;
  const { velocity } = marmousiLike(grid), rows = 40, columns = 60;
  const receivers = Array.from(
    { length: rows * columns },
    (_, i): Cell => [2 * Math.floor(i / columns), 2 * (i % columns)],
  );
  const solver = acousticSolver({ ...grid, timeStep, steps, peakFrequency, order: 8 });
  solver.setVelocity(velocity);
  const data = solver.forward(
    { source: [2, 60], receivers },
    rickerWavelet({ peakFrequency, timeStep, steps }),
  );
  const half = { nz: rows, nx: columns, spacing: 25 };
  const model = Array.from(receivers, ([z, x]) => velocity[z * grid.nx + x]);
  const moments = Array.from({ length: 5 }, (_, k) => (k + 2) * every - 1);
  return fig.sliderFigure({
    title: "A wave from the source through dipping beds",
    sliderName: "t (ms) =",
    frames: moments.map((step) => {
      const field = data.subarray(step * receivers.length, (step + 1) * receivers.length);
      const top = quantile(field.map(Math.abs), 0.99);
      return {
        label: String(Math.round(step * timeStep * 1e3)),
        data: [fig.fieldTrace(field.map((p) => Number(Math.max(-1, Math.min(1, p / top)).toFixed(2))), half, {
          colorscale: fig.DIVERGING,
          zmin: -1,
          zmax: 1,
          showscale: false,
        })],
      };
    }),
    shared: [
      fig.fieldTrace(model, half, {
        type: "contour",
        showscale: false,
        ncontours: 6,
        contours: { coloring: "lines" },
        colorscale: [[0, "#999999"], [1, "#999999"]],
        line: { width: 1 },
      }),
    ],
    layout: { xaxis: fig.axis("distance (km)"), yaxis: fig.axis("depth (km)", { range: [0.98, 0] }) },
    shown: [0, 2, 4],
    width: 960,
    height: 400,
  });
}

/** The wavelet, its spectrum, and where sources and receivers lie. */
export function waveletFigure({ wavelet, settings: { timeStep, steps, peakFrequency } }: Survey): fig.Figure {
  const padded = new Float64Array(2048), peak = wavelet.reduce((most, w) => Math.max(most, w), 0);
  padded.set(wavelet.map((w) => w / peak));
  const spectrum = modulus(fft(padded)),
    bins = Math.floor(25 * 2048 * timeStep),
    top = spectrum.reduce((a, b) => Math.max(a, b));
  const shown = Math.min(steps, Math.round(3.5 / peakFrequency / timeStep));
  return fig.figure({
    title: `The wavelet: a Ricker pulse of ${peakFrequency} Hz`,
    ...fig.panels({
      panels: [
        {
          title: "in time",
          data: [
            fig.curve({
              name: "wavelet",
              x: Array.from({ length: shown }, (_, n) => n * timeStep),
              y: wavelet.slice(0, shown).map((w) => w / peak),
              color: blue,
            }),
          ],
          xaxis: fig.axis("time (s)"),
          yaxis: fig.axis("amplitude over its peak"),
        },
        {
          title: "in frequency",
          data: [
            fig.curve({
              name: "spectrum",
              x: Array.from({ length: bins }, (_, k) => k / (2048 * timeStep)),
              y: spectrum.slice(0, bins).map((a) => a / top),
              color: orange,
            }),
          ],
          xaxis: fig.axis("frequency (Hz)"),
          yaxis: fig.axis("amplitude over its peak"),
        },
      ],
    }),
    width: 860,
    height: 330,
  });
}

/** Recordings of one shot: observed, simulated in models, and what remains. */
export function gathers(
  survey: Survey,
  shot: number,
  parts: Readonly<Record<string, Float64Array>>,
): fig.Figure {
  const { timeStep, spacing, steps } = survey.settings,
    { receivers } = survey.shots[shot],
    count = receivers.length;
  const [first] = Object.values(parts), top = quantile(first.map(Math.abs), 0.98);
  return fig.figure({
    title: "One shot: recordings (colours end at the 98 % quantile of what was observed)",
    ...fig.panels({
      panels: Object.entries(parts).map(([name, data], k) => ({
        title: name,
        data: [{
          type: "heatmap",
          x: receivers.map(([, x]) => x * spacing / 1e3),
          y: Array.from({ length: Math.ceil(steps / 6) }, (_, n) => 6 * n * timeStep),
          z: Array.from(
            { length: Math.ceil(steps / 6) },
            (_, n) =>
              Array.from({ length: count }, (_, r) => Number((data[6 * n * count + r] / top).toFixed(2))),
          ),
          zmin: -1,
          zmax: 1,
          colorscale: fig.DIVERGING,
          showscale: k === 0,
          colorbar: { title: { text: "pressure" } },
        }],
      })),
      sameY: true,
      xaxis: fig.axis("receiver (km)"),
      yaxis: fig.axis("time (s)", { autorange: "reversed" }),
    }),
    width: 960,
    height: 400,
  });
}

/** V1: the central difference against the gradient; V4: echo by layer. */
export function checkFigure(
  { settings: { epsilons, layers }, results }: RunsOf<typeof solverChecks>,
): fig.Figure {
  const medians = (of: (run: typeof results[number]) => number[], count: number) =>
    Array.from({ length: count }, (_, i) => median(results.map((run) => of(run)[i])));
  const line = (name: string, color: string, x: number[], of: (run: typeof results[number]) => number[]) =>
    fig.curve({ name, color, x, y: medians(of, x.length), attributes: { mode: "lines+markers" } });
  return fig.figure({
    title: "The gradient is that of the misfit, and the edges do not echo (medians over seeds)",
    ...fig.panels({
      panels: [
        {
          title: "central difference against the gradient (V1)",
          data: [
            line("float32", orange, epsilons, ({ single }) => single),
            line("float64", blue, epsilons, ({ double }) => double),
          ],
          xaxis: fig.logAxis("step ε (m/s)"),
          yaxis: fig.logAxis("relative deviation"),
        },
        {
          title: "echo of the absorbing layer (V4)",
          data: [line("echo", vermillion, layers, ({ echoes }) => echoes)],
          xaxis: fig.axis("layer (cells)"),
          yaxis: fig.logAxis("echo over the direct peak"),
        },
      ],
    }),
    width: 900,
    height: 360,
  });
}
