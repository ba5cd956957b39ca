/** What an absorbing layer sends back. */
import { largest } from "../stats/mod.ts";
import { acousticSolver } from "./acoustic_solver.ts";
import type { Cell } from "./acquisition.ts";
import { rickerWavelet } from "./ricker_wavelet.ts";
import type { WaveSettings } from "./wave_settings.ts";

/**
 * Greatest echo of the edges over the peak of the direct wave, of a source in row 1 and receivers along the surface and at
 * the bottom: against a model that is so much larger that no echo comes back in time.
 *
 * @param velocity of the constant model, m/s
 * @throws {RangeError} for settings that cannot be
 */
export function edgeEcho(settings: WaveSettings, velocity: number): number {
  const { nz, nx, spacing, timeStep, steps } = settings, wavelet = rickerWavelet(settings);
  const far = Math.ceil(velocity * timeStep * steps / spacing / 2) + 2;
  const recorded = (margin: number) => {
    const own = { ...settings, nz: nz + 2 * margin, nx: nx + 2 * margin };
    const solver = acousticSolver(own), at = (z: number, x: number): Cell => [z + margin, x + margin];
    solver.setVelocity(new Float64Array(own.nz * own.nx).fill(velocity));
    const receivers = [at(1, Math.floor(nx / 5)), at(1, nx - 6), at(nz - 3, Math.floor(nx / 4))];
    return solver.forward({ source: at(1, Math.floor(nx / 2)), receivers }, wavelet);
  };
  const free = recorded(far), echo = recorded(0).map((value, i) => Math.abs(value - free[i]));
  return largest(echo) / largest(free.map(Math.abs));
}
