/** How much of a map lies at which wavenumbers. */
import { fft } from "../../lib/spectral/mod.ts";

/** Upper ends of the bands, as shares of the highest wavenumber of the grid. */
const BANDS = [1 / 8, 1 / 4, 1 / 2, Math.SQRT2] as const;

/**
 * Energy of a map in four bands of the modulus of its wavenumber, in octaves below that of the grid.
 *
 * @param map `[nz][nx]`
 */
export function bandEnergies(map: Float64Array, { nz, nx }: { nz: number; nx: number }): number[] {
  const rows = Array.from({ length: nz }, (_, z) => fft(map.subarray(z * nx, (z + 1) * nx)));
  const energies = BANDS.map(() => 0);
  for (let k = 0; k < nx; k++) {
    const { re, im } = fft({
      re: Float64Array.from(rows, (row) => row.re[k]),
      im: Float64Array.from(rows, (row) => row.im[k]),
    });
    for (let l = 0; l < nz; l++) {
      const size = Math.hypot(Math.min(k, nx - k) / (nx / 2), Math.min(l, nz - l) / (nz / 2));
      energies[BANDS.findIndex((end) => size <= end + 1e-12)] += re[l] ** 2 + im[l] ** 2;
    }
  }
  return energies.map((energy) => energy / (nz * nx));
}
