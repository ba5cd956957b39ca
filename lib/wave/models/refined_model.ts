/** The same subsurface on a finer grid. */
import { type ModelGrid, type VelocityModel, velocityModel } from "../velocity_model.ts";

/** The grid of half the spacing over the same subsurface. */
export function halvedGrid({ nz, nx, spacing }: ModelGrid): ModelGrid {
  return { nz: 2 * nz - 1, nx: 2 * nx - 1, spacing: spacing / 2 };
}

/**
 * A model on half the spacing, with the mean of their neighbours at the new nodes: the ground on which recordings are made
 * that are to be inverted on the coarser grid, so that they are not made by the inversion's own scheme.
 */
export function refinedModel(model: VelocityModel): VelocityModel {
  const { nx, velocity } = model, grid = halvedGrid(model);
  const fine = Float64Array.from({ length: grid.nz * grid.nx }, (_, i) => {
    const z = Math.floor(i / grid.nx), x = i % grid.nx;
    const rows = [Math.floor(z / 2), Math.ceil(z / 2)], columns = [Math.floor(x / 2), Math.ceil(x / 2)];
    return rows.flatMap((row) => columns.map((column) => velocity[row * nx + column])).reduce((a, b) =>
      a + b
    ) / 4;
  });
  return velocityModel(grid, fine);
}
