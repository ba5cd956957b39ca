/**
 * Gradients of eight shots of 100×313 cells and 1000 steps by one worker thread and by two, in turns, by the clock:
 * `deno run -A tests/bench/shots_in_workers.ts [REPEATS]`.
 *
 * @module
 */
import { loadavg } from "node:os";
import { median } from "../../lib/stats/mod.ts";
import { lineAcquisition, rickerWavelet, shotPool } from "../../lib/wave/mod.ts";

const [repeats = "5"] = Deno.args, nz = 100, nx = 313;
const settings = { nz, nx, steps: 1000, spacing: 30, timeStep: 3e-3, peakFrequency: 5 };
const shots = lineAcquisition({ nx, shots: 8 }), wavelet = rickerWavelet(settings);
const velocity = new Float64Array(nz * nx).fill(2500);
const pools = [1, 2].map((workers) => shotPool(settings, { shots, wavelet, workers }));
const observed = await pools[1].forward(velocity.map((v) => 1.02 * v)), seconds: number[][] = [[], []];
for (let repeat = 0; repeat <= Number(repeats); repeat++) {
  for (const [k, pool] of pools.entries()) {
    const began = performance.now();
    await pool.gradient(velocity, observed);
    // The first compiles.
    if (repeat > 0) seconds[k].push((performance.now() - began) / 1000);
  }
}
for (const pool of pools) pool.close();
const [one, two] = seconds.map(median);
console.log(
  `one ${one.toFixed(3)} s, two ${two.toFixed(3)} s, ratio ${(two / one).toFixed(3)}, load ${
    loadavg()[0].toFixed(1)
  }`,
);
