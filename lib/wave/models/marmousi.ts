/** The Marmousi model (Institut français du pétrole, 1988) from a reader's data folder. */
import { marmousiFile } from "../../data/mod.ts";
import { requireInteger } from "../../checks.ts";
import { readNpy } from "../readers/mod.ts";
import { WaveFileError } from "../readers/wave_file_error.ts";
import { type VelocityModel, velocityModel } from "../velocity_model.ts";

/** Metres between the nodes of the file. */
const SPACING = 10;

/**
 * P velocities of Marmousi, each the mean of `every` × `every` nodes of 10 m.
 *
 * @param every 1 gives 301 × 941 nodes at 10 m; 3 gives 100 × 313 at 30 m
 * @throws {DataNotFoundError} where no data folder has it
 * @throws {WaveFileError} where the file is damaged or is no map
 * @throws {RangeError} for `every` outside 1 … 30
 */
export async function loadMarmousi(every = 1): Promise<VelocityModel> {
  requireInteger("loadMarmousi", "every", every, 1, 30);
  const { path } = await marmousiFile(), { shape, data } = await readNpy(path);
  if (shape.length !== 2) {
    throw new WaveFileError(`Cannot read ${path}: Marmousi has two axes, got shape (${shape.join(", ")})`);
  }
  const nz = Math.floor(shape[0] / every), nx = Math.floor(shape[1] / every);
  const velocity = Float64Array.from({ length: nz * nx }, (_, i) => {
    const z = Math.floor(i / nx) * every, x = (i % nx) * every;
    let sum = 0;
    for (let dz = 0; dz < every; dz++) {
      for (let dx = 0; dx < every; dx++) sum += data[(z + dz) * shape[1] + x + dx];
    }
    return sum / every ** 2;
  });
  return velocityModel({ nz, nx, spacing: SPACING * every }, velocity);
}
