import type { WaveSettings } from "./wave_settings.ts";

/** Echo that the damping alone would leave of a wave that meets the edge at a right angle. */
const ECHO = 1e-4;

/** A model with its absorbing layer. */
export interface PaddedGrid {
  readonly rows: number;
  readonly columns: number;
  /** Row and column of the model's first cell. */
  readonly above: number;
  readonly left: number;
  /** Cell z·nx + x of the model that each cell of the padded grid copies, row by row. */
  readonly copied: Uint32Array;
  /** σ·Δt at row or column i, which may lie half a cell further. */
  rowDamping(i: number): number;
  columnDamping(i: number): number;
}

/**
 * The model's cells with the absorbing layer around them, in which edge cells are repeated. With a free surface its row
 * 0 is the surface itself, one cell above the model.
 *
 * The layer is the PML of Grote and Sim (2010), with σ = σ₀(ℓ/ℓ₀)², σ₀ = 3v·ln(1/R)/(2ℓ₀), R = 10⁻⁴.
 */
export function paddedGrid(settings: Required<WaveSettings>): PaddedGrid {
  const { nz, nx, spacing, timeStep, layerWidth, layerVelocity, freeSurface } = settings;
  const above = freeSurface ? 1 : layerWidth, left = layerWidth;
  const rows = above + nz + layerWidth, columns = nx + 2 * layerWidth;
  const strongest = layerWidth === 0
    ? 0
    : 1.5 * layerVelocity * timeStep * Math.log(1 / ECHO) / (layerWidth * spacing);
  const damping = (depth: number) => strongest * (Math.max(0, depth) / Math.max(1, layerWidth)) ** 2;
  const clamp = (i: number, n: number) => Math.min(Math.max(i, 0), n - 1);
  return {
    rows,
    columns,
    above,
    left,
    copied: Uint32Array.from(
      { length: rows * columns },
      (_, i) => clamp(Math.floor(i / columns) - above, nz) * nx + clamp(i % columns - left, nx),
    ),
    rowDamping: (i) => damping(Math.max(freeSurface ? 0 : above - i, i - (above + nz - 1))),
    columnDamping: (i) => damping(Math.max(left - i, i - (left + nx - 1))),
  };
}
