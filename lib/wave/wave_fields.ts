/** Fields of one grid in the kernel's memory, and what the kernel knows of the grid. */
import { type PaddedGrid, paddedGrid } from "./absorbing_layer.ts";
import type { Cell } from "./acquisition.ts";
import { AXIS_WEIGHTS } from "./laplacian.ts";
import { rowSpeeds } from "./light_cone.ts";
import { placed, WaveKernel } from "./wave_kernel.ts";
import type { WaveSettings } from "./wave_settings.ts";

/** Below the source's peak, a constant that the steps keep: no denormal numbers run ahead of the wave. */
const QUIET = 2 ** -60;
const VECTOR = 4, FLOAT = 4;

/** Addresses of a copy of all fields that a step depends on. */
export type SavedState = readonly number[];

/** The fields; rows are padded to whole vectors and an even number, and have a halo. */
export class WaveFields {
  readonly kernel = new WaveKernel();
  readonly grid: PaddedGrid;
  /** Cells per step that waves travel in each row of the padded grid. */
  speeds: Float64Array;
  /** Floats from one row to the next, and of all rows that the kernel computes. */
  readonly stride: number;
  readonly cells: number;
  /** Address of Σ q∘K, in the layout of a field. */
  readonly gradient: number;
  readonly #settings: Required<WaveSettings>;
  readonly #reach: number;
  readonly #size: number;
  readonly #b: number;
  readonly #xi: number;
  /** Two pressures, then what the layer remembers. */
  readonly #state: SavedState;

  constructor(settings: Required<WaveSettings>) {
    this.#settings = settings;
    this.grid = paddedGrid(settings);
    this.#reach = settings.order / 2;
    const { rows, columns } = this.grid, live = rows + rows % 2;
    this.stride = Math.ceil(columns / VECTOR) * VECTOR + VECTOR;
    this.cells = live * this.stride;
    this.#size = this.cells + 2 * this.#reach * this.stride + VECTOR;
    this.speeds = new Float64Array(rows);
    const fields = Array.from({ length: 9 }, () => this.#take());
    const [f0, f1, b, sx, sz, xi, ex, ez, gradient] = fields;
    this.gradient = gradient;
    this.#b = b;
    this.#xi = xi;
    this.#state = [f0, f1, sx, sz, ex, ez];
    this.#setUp(fields);
  }

  /** Bytes of the cells of one stored step. */
  get stepBytes(): number {
    return this.cells * FLOAT;
  }

  /** Bytes of a saved state. */
  get stateBytes(): number {
    return this.#state.length * placed(this.#size * FLOAT);
  }

  /** Bytes from a field's address to a cell of the model. */
  offset([z, x]: Cell): number {
    return FLOAT * ((z + this.grid.above) * this.stride + x + this.grid.left);
  }

  /** Fills b = −m/S. */
  setVelocity(velocity: Float64Array): void {
    const { timeStep, spacing, freeSurface, order } = this.#settings, { columns, copied } = this.grid;
    const b = this.kernel.floats(this.#b, this.cells), { scale } = AXIS_WEIGHTS[order];
    const courant = new Float64Array(this.grid.rows);
    copied.forEach((cell, i) => {
      const z = Math.floor(i / columns), ratio = velocity[cell] * timeStep / spacing;
      courant[z] = Math.max(courant[z], ratio);
      b[z * this.stride + i % columns] = freeSurface && z === 0 ? 0 : -(ratio ** 2) / scale;
    });
    this.speeds = rowSpeeds(order, courant);
  }

  /** Everything at rest. */
  rest(): void {
    const [f0, f1, ...memory] = this.#state;
    for (const pressure of [f0, f1]) {
      const all = this.#whole(pressure).fill(QUIET);
      // The surface is at rest, and what lies above mirrors what lies below.
      if (this.#settings.freeSurface) all.fill(0, 0, (this.#reach + 1) * this.stride + VECTOR);
    }
    for (const field of [...memory, this.#xi]) this.#whole(field).fill(0);
  }

  /** Room for a state. */
  takeState(): SavedState {
    return this.#state.map(() => this.#take());
  }

  save(to: SavedState): void {
    this.#state.forEach((field, k) => this.#whole(to[k]).set(this.#whole(field)));
  }

  restore(from: SavedState): void {
    this.#state.forEach((field, k) => this.#whole(field).set(this.#whole(from[k])));
    // ξ of z is computed again by every step in the rows that it computes, and read beyond them.
    this.#whole(this.#xi).fill(0);
  }

  /** Address of the first cell of a new field. */
  #take(): number {
    return this.kernel.take(this.#size * FLOAT) + FLOAT * (this.#reach * this.stride + VECTOR);
  }

  /** A field with its halo. */
  #whole(field: number): Float32Array {
    return this.kernel.floats(field - FLOAT * (this.#reach * this.stride + VECTOR), this.#size);
  }

  #setUp(fields: readonly number[]): void {
    const { grid, stride, kernel } = this, { order, layerWidth, freeSurface } = this.#settings;
    const { half, laplacian, scale } = AXIS_WEIGHTS[order], row = FLOAT * stride, rows = this.cells / stride;
    // Each twice, since the layer reads from the end of one row on into the next.
    const perColumn = kernel.take(8 * row) + row, perRow = kernel.take(rows * 4 * FLOAT);
    /** Of n rows or columns: σΔt, α, and β and ½S·d₁²·κσΔt half a cell further. Dead cells stay as they are. */
    const coefficients = (damping: (i: number) => number, i: number, n: number) => {
      const here = damping(i), between = i < n - 1 ? damping(i + 0.5) : 0, share = 1 + between / 2;
      const alpha = i >= n ? 0 : 1 / (1 + here / 2);
      return [here, alpha, (1 - between / 2) / share, scale / 2 * half[0] ** 2 * between / share];
    };
    for (let x = 0; x < stride; x++) {
      coefficients(grid.columnDamping, x, grid.columns).forEach((value, k) => {
        for (const at of [2 * k - 1, 2 * k]) kernel.floats(perColumn + at * row, stride)[x] = value;
      });
    }
    for (let z = 0; z < rows; z++) {
      kernel.floats(perRow + 4 * FLOAT * z, 4).set(coefficients(grid.rowDamping, z, grid.rows));
    }
    if (freeSurface) kernel.floats(perRow, 4)[1] = 0;
    const margin = layerWidth === 0 ? 0 : layerWidth + this.#reach;
    const [top, bottom] = whole(freeSurface ? 0 : margin, grid.rows - margin, 2);
    const [start, end] = whole(margin, grid.columns - margin, VECTOR);
    const weights = Array.from({ length: 5 }, (_, k) => Math.abs(laplacian[k] ?? 0) * scale);
    const ratios = [half[1] / half[0], (half[2] ?? 0) / half[0]];
    const sides = [top, bottom, FLOAT * start, FLOAT * end, Number(freeSurface)];
    kernel.functions.setup(...fields, perColumn, perRow, rows, row, ...sides, ...weights, ...ratios, 0.5);
  }
}

/** The greatest range of whole units within from … to. */
function whole(from: number, to: number, unit: number): [number, number] {
  const first = Math.ceil(from / unit) * unit;
  return [first, first + unit * Math.max(0, Math.floor((to - first) / unit))];
}
