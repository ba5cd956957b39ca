/** Energy of a map by wavenumber. */
import { requireVector } from "../../checks.ts";
import { fft } from "../../spectral/mod.ts";

/** Upper ends of the bands, as shares of the highest wavenumber of the grid along an axis. */
const ENDS = [1 / 8, 1 / 4, 1 / 2, Math.SQRT2];

/**
 * Energy of a map in four bands of the modulus of its wavenumber: to an eighth, a quarter and half of the highest one along
 * an axis, and the rest. Their sum is that of the squares of the map.
 *
 * @param map `[nz][nx]`, row-major
 * @throws {RangeError} for a map that does not fit the grid
 */
export function wavenumberBands(map: Float64Array, { nz, nx }: { nz: number; nx: number }): number[] {
  requireVector("wavenumberBands", "the map", map, nz * nx);
  const rows = Array.from({ length: nz }, (_, z) => fft(map.subarray(z * nx, (z + 1) * nx)));
  const energies = ENDS.map(() => 0);
  for (let k = 0; k < nx; k++) {
    const { re, im } = fft({
      re: Float64Array.from(rows, (row) => row.re[k]),
      im: Float64Array.from(rows, (row) => row.im[k]),
    });
    for (let l = 0; l < nz; l++) {
      const size = Math.hypot(2 * Math.min(k, nx - k) / nx, 2 * Math.min(l, nz - l) / nz);
      energies[ENDS.findIndex((end) => size <= end + 1e-12)] += (re[l] ** 2 + im[l] ** 2) / (nz * nx);
    }
  }
  return energies;
}
