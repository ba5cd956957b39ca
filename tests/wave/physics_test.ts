/** What waves do: Green's function, reciprocity, refinement of the grid, echoes of the layer, a free surface. */
import { assert, assertLess } from "@std/assert";
import {
  acousticSolver,
  acousticTwin,
  type Cell,
  rickerWavelet,
  type Shot,
  type WaveSettings,
} from "../../lib/wave/mod.ts";
import { receiverLine, relativeDifference, roughVelocity } from "../support/wave.ts";

type Run = (
  settings: WaveSettings,
  velocity: Float64Array,
  shot: Shot,
  wavelet: Float64Array,
) => Float64Array;

/** Both precisions: the kernel's and the twin's. */
const PRECISIONS: Record<"float32" | "float64", Run> = {
  float32: (settings, velocity, shot, wavelet) => {
    const solver = acousticSolver(settings);
    solver.setVelocity(velocity);
    return Float64Array.from(solver.forward(shot, wavelet));
  },
  float64: (settings, velocity, shot, wavelet) => acousticTwin(settings, velocity).forward(shot, wavelet),
};

for (const [precision, run] of Object.entries(PRECISIONS)) {
  for (const order of [4, 8] as const) {
    Deno.test(`${precision}, order ${order}: an even model gives the Green's function of two dimensions to 2 %`, () => {
      const n = 61, v = 2000, distance = 30, centre: Cell = [30, 15];
      const settings: WaveSettings = {
        ...{ nz: n, nx: n, spacing: 10, timeStep: 2e-3, steps: 220, peakFrequency: 10, order },
        ...{ layerWidth: 20, layerVelocity: v },
      };
      const shot = { source: centre, receivers: [[centre[0], centre[1] + distance] as const] };
      const found = run(settings, new Float64Array(n * n).fill(v), shot, rickerWavelet(settings));
      // p = h²/(2πv²) ∫₀^acosh(t/a) w(t − a·cosh θ) dθ, a = r/v.
      const a = distance * settings.spacing / v, parts = 1000;
      const ricker = (t: number) => {
        const square = (Math.PI * 10 * (t - 0.15)) ** 2;
        return (1 - 2 * square) * Math.exp(-square);
      };
      const green = Float64Array.from({ length: settings.steps }, (_, step) => {
        const t = step * settings.timeStep, end = t > a ? Math.acosh(t / a) : 0;
        let sum = 0;
        for (let j = 0; j < parts; j++) sum += ricker(t - a * Math.cosh((j + 0.5) / parts * end));
        return sum * end / parts * settings.spacing ** 2 / (2 * Math.PI * v ** 2);
      });
      assertLess(relativeDifference(found, green), 0.02);
    });

    Deno.test(`${precision}, order ${order}: v² at the source times p is reciprocal, p itself is not`, () => {
      const nz = 30, nx = 34, velocity = roughVelocity(nz * nx, 6, 1500, 2500);
      const settings: WaveSettings = {
        ...{ nz, nx, spacing: 10, timeStep: 2e-3, steps: 260, peakFrequency: 12, order, layerWidth: 8 },
      };
      const ends: Cell[] = [[2, 5], [27, 30]], wavelet = rickerWavelet(settings);
      const [there, back] = [0, 1].map((k) =>
        run(settings, velocity, { source: ends[k], receivers: [ends[1 - k]] }, wavelet)
      );
      const weighted = (p: Float64Array, [z, x]: Cell) => p.map((value) => value * velocity[z * nx + x] ** 2);
      const tolerance = precision === "float64" ? 1e-12 : 1e-5;
      assertLess(relativeDifference(weighted(there, ends[0]), weighted(back, ends[1])), tolerance);
      assert(relativeDifference(there, back) > 0.01);
    });
  }
}

/** Relative change of two traces when grid and steps are refined twice. */
function refinement(order: 4 | 8, run = PRECISIONS.float32, rows = 24, columns = 30, samples = 500): number {
  const traces = [1, 2].map((fine) => {
    const nz = rows * fine, nx = columns * fine, spacing = 25 / fine;
    const velocity = Float64Array.from(
      { length: nz * nx },
      (_, i) => 1800 + 400 / (1 + Math.exp(-(Math.floor(i / nx) - 12 * fine) / (1.5 * fine))),
    );
    const settings: WaveSettings = {
      ...{ nz, nx, spacing, timeStep: 1e-3 / fine, steps: samples * fine, peakFrequency: 5, order },
      ...{ layerWidth: 12 * fine, layerVelocity: 2000 },
    };
    const place = (z: number, x: number): Cell => [z * fine, x * fine];
    const shot = { source: place(3, 6), receivers: [place(3, 15), place(14, 18)] };
    const data = run(settings, velocity, shot, rickerWavelet(settings));
    // A source in one cell is the stronger the larger the cell.
    return Float64Array.from({ length: 2 * samples }, (_, i) => {
      const step = Math.floor(i / 2) * fine;
      return data[2 * step + i % 2] / spacing ** 2;
    });
  });
  return relativeDifference(traces[0], traces[1]);
}

Deno.test("refining grid and steps twice changes traces by less than 2 % at order 4 and by less at order 8", () => {
  assertLess(refinement(4), 0.02);
  assertLess(refinement(8), refinement(4));
});

interface EchoOptions {
  order: 4 | 8;
  row: number;
  layerWidth: number;
  run?: Run;
  nz?: number;
  nx?: number;
  steps?: number;
  /** So wide that nothing comes back in time. */
  free?: number;
}

/** Echo of the layer relative to the direct wave, with sources and receivers in one row. */
function echo(options: EchoOptions): number {
  const { order, row, layerWidth, run = PRECISIONS.float32, nz = 40, nx = 60, steps = 440, free = 140 } =
    options;
  const v = 2000;
  const traces = (width: number) => {
    const settings: WaveSettings = {
      ...{ nz, nx, spacing: 25, timeStep: 2.5e-3, steps, peakFrequency: 6, order },
      ...{ layerWidth: width, layerVelocity: v },
    };
    const shot = { source: [row, nx / 2] as const, receivers: receiverLine(row, nx) };
    return run(settings, new Float64Array(nz * nx).fill(v), shot, rickerWavelet(settings));
  };
  const wide = traces(free), found = traces(layerWidth);
  const most = (values: Float64Array) => values.reduce((m, value) => Math.max(m, Math.abs(value)), 0);
  return most(found.map((p, i) => p - wide[i])) / most(wide.filter((_, i) => i % nx === 3 * nx / 4));
}

Deno.test("the layer's echo and the change by refinement are the same numbers in float32 and float64", () => {
  const echoes = Object.values(PRECISIONS).map((run) =>
    echo({ order: 4, row: 1, layerWidth: 6, run, nz: 16, nx: 24, steps: 180, free: 45 })
  );
  assertLess(Math.abs(echoes[0] / echoes[1] - 1), 1e-3);
  assertLess(echoes[1], 0.006);
  const [single, double] = Object.values(PRECISIONS).map((run) => refinement(4, run, 16, 20, 240));
  assertLess(Math.abs(single / double - 1), 1e-3);
  assertLess(double, 0.03);
});

Deno.test("waves that graze an edge are absorbed better by a layer that is made for twice the velocity", () => {
  const nz = 54, nx = 248, v = 2000, steps = 1000;
  const shot = { source: [2, nx / 2] as const, receivers: receiverLine(2, nx) };
  const traces = (layerWidth: number, layerVelocity: number) => {
    const settings = {
      ...{ nz, nx, steps, spacing: 10, timeStep: 1e-3, peakFrequency: 15 },
      ...{ layerWidth, layerVelocity },
    };
    return PRECISIONS.float32(settings, new Float64Array(nz * nx).fill(v), shot, rickerWavelet(settings));
  };
  const wide = traces(100, v);
  const [own, twice] = [v, 2 * v].map((one) => relativeDifference(traces(10, one), wide));
  // The numbers of lib/wave/README.md.
  assertLess(Math.abs(own - 0.028), 0.002);
  assertLess(Math.abs(twice - 0.0024), 0.0003);
});

for (const order of [4, 8] as const) {
  Deno.test(`order ${order}: the layer's echo falls with its width, to 0.15 % at 10 cells beside the source`, () => {
    const beside = [6, 10, 20].map((width) => echo({ order, row: 1, layerWidth: width }));
    [0.006, 0.0015, 0.0004].forEach((bound, k) => assertLess(beside[k], bound));
    assert(beside[0] > beside[1] && beside[1] > beside[2]);
    assertLess(echo({ order, row: 20, layerWidth: 10 }), 0.0005);
  });

  Deno.test(`order ${order}: a free surface sends back the wave of an image source of the other sign`, () => {
    const nz = 30, nx = 40, depth = 6, wavelet = { steps: 260, timeStep: 2e-3, peakFrequency: 8 };
    const settings: WaveSettings = { nz, nx, spacing: 20, ...wavelet, order, layerWidth: 20 };
    const shot: Shot = { source: [depth, 12], receivers: [[4, 30], [20, 20]] };
    const under = PRECISIONS.float32(
      { ...settings, freeSurface: true },
      new Float64Array(nz * nx).fill(2000),
      shot,
      rickerWavelet(settings),
    );
    // The surface lies one cell above row 0: the image of row z is row −2 − z.
    const shift = 12, tall = nz + shift, all = new Float64Array(tall * nx).fill(2000);
    const lowered = ([z, x]: Cell): Cell => [z + shift, x], receivers = shot.receivers.map(lowered);
    const [own, image] = [depth + shift, shift - 2 - depth].map((z) =>
      PRECISIONS.float32(
        { ...settings, nz: tall },
        all,
        { source: [z, 12], receivers },
        rickerWavelet(settings),
      )
    );
    assertLess(relativeDifference(under, own.map((p, i) => p - image[i])), 2e-3);
  });
}
