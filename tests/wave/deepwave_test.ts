import { assertLess } from "@std/assert";
import {
  acousticSolver,
  acousticTwin,
  type Cell,
  rickerWavelet,
  type WaveSettings,
} from "../../lib/wave/mod.ts";
import golden from "../golden/08/deepwave_traces.json" with { type: "json" };
import { relativeDifference } from "../support/wave.ts";

const NZ = 40, NX = 50, SHOWN = 4, SOURCE: Cell = [10, 12];
const RECEIVERS: Cell[] = [[10, 20], [20, 30], [25, 12], [30, 40]];

/** As the script has it: `tests/golden/08/deepwave_traces.py`. */
const velocity = Float64Array.from({ length: NZ * NX }, (_, i) => {
  const z = Math.floor(i / NX), x = i % NX;
  return 2000 + 15 * z + 200 * Math.sin(0.5 * x) * Math.cos(0.4 * z);
});

for (const order of [4, 8] as const) {
  Deno.test(`order ${order}: data and gradient are Deepwave's, whose layer is another one`, () => {
    const settings: WaveSettings = {
      ...{ nz: NZ, nx: NX, spacing: 20, timeStep: 2e-3, steps: 300, peakFrequency: 8 },
      ...{ order, layerWidth: 40, storeEvery: 1 },
    };
    // Deepwave's source is −v² of ours.
    const strength = -(velocity[SOURCE[0] * NX + SOURCE[1]] ** 2);
    const wavelet = rickerWavelet({ ...settings, amplitude: strength });
    const { traces, gradient: theirs } = golden[order];
    // Theirs are receivers × steps.
    const expected = Float64Array.from(
      traces,
      (_, i) => traces[(i % 4) * settings.steps + Math.floor(i / 4)],
    );
    const shot = { source: SOURCE, receivers: RECEIVERS };
    assertLess(relativeDifference(acousticTwin(settings, velocity).forward(shot, wavelet), expected), 1e-5);

    const solver = acousticSolver(settings);
    solver.setVelocity(velocity);
    const { data, gradient } = solver.gradient(
      shot,
      wavelet,
      (data) => ({ misfit: 0, adjointSource: Float64Array.from(data) }),
    );
    assertLess(relativeDifference(data, expected), 1e-5);
    // At the source theirs has the derivative of its v² as well.
    const columns = Math.ceil(NX / SHOWN);
    const cells = theirs.map((_, i) => [SHOWN * Math.floor(i / columns), SHOWN * (i % columns)]);
    const away = (_: number, i: number) => Math.hypot(cells[i][0] - SOURCE[0], cells[i][1] - SOURCE[1]) > 3;
    const ours = cells.map(([z, x]) => gradient[z * NX + x]);
    assertLess(relativeDifference(ours.filter(away), theirs.filter(away)), 1e-4);
  });
}
