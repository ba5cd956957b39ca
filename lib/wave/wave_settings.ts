import { requireInteger, requireKnownSettings, requireOneOf, requirePositive } from "../checks.ts";
import type { SpaceOrder } from "./laplacian.ts";
import { requireSampled } from "./ricker_wavelet.ts";

/** Grid, time axis and edges of an acoustic model. */
export interface WaveSettings {
  /** Rows, from the surface down. */
  nz: number;
  /** Columns. */
  nx: number;
  /** Metres between neighbouring cells, in both directions. */
  spacing: number;
  /** Seconds between steps. */
  timeStep: number;
  /** Samples in time, of wavelets and of data. */
  steps: number;
  /** Frequency at the peak of the wavelet's spectrum, Hz: decides how fine the grid must be, and how often to store. */
  peakFrequency: number;
  /** Order of accuracy in space; 4 unless given. */
  order?: SpaceOrder;
  /** Cells of the absorbing layer outside each edge of the model; 10 unless given. */
  layerWidth?: number;
  /**
   * Velocity in m/s that the layer's damping is made for; 3000 unless given. Every strength is stable; twice the model's
   * velocity absorbs waves that graze the edges better than its own.
   */
  layerVelocity?: number;
  /** Whether the pressure vanishes one cell above the first row, in place of a layer there; false unless given. */
  freeSurface?: boolean;
  /** A gradient uses every n-th step; ⌊1/(8.3·peakFrequency·timeStep)⌋ unless given, 1 is exact. */
  storeEvery?: number;
  /** Bytes that one shot's fields, data and stored steps may take; 1 GiB unless given. */
  memoryLimit?: number;
}

const KNOWN: Readonly<Record<keyof WaveSettings, true>> = {
  nz: true,
  nx: true,
  spacing: true,
  timeStep: true,
  steps: true,
  peakFrequency: true,
  order: true,
  layerWidth: true,
  layerVelocity: true,
  freeSurface: true,
  storeEvery: true,
  memoryLimit: true,
};

/** Steps from one to the next that a gradient may leave out: its error is then 10⁻³ or less. */
const STORED_PER_PERIOD = 8.3;

/**
 * Checks settings and fills in what is absent.
 *
 * @throws {RangeError} for settings that are unknown or out of their range
 */
export function checkedWaveSettings(where: string, settings: WaveSettings): Required<WaveSettings> {
  requireKnownSettings(where, settings, KNOWN);
  const { order = 4, layerWidth = 10, layerVelocity = 3000, freeSurface = false, memoryLimit = 2 ** 30 } =
    settings;
  requireOneOf(where, "order", `${order}`, ["4", "8"]);
  for (const name of ["nz", "nx"] as const) requireInteger(where, name, settings[name], 2 * order + 1);
  for (const name of ["spacing", "timeStep", "peakFrequency"] as const) {
    requirePositive(where, name, settings[name]);
  }
  requireInteger(where, "steps", settings.steps, 2);
  requireSampled(where, settings.peakFrequency, settings.timeStep);
  requireInteger(where, "layerWidth", layerWidth, 0);
  if (layerWidth === 0 && !freeSurface) {
    throw new RangeError(
      `${where}: a layerWidth of 0 makes every edge reflect, which is for freeSurface only; got freeSurface false`,
    );
  }
  requirePositive(where, "layerVelocity", layerVelocity);
  requirePositive(where, "memoryLimit", memoryLimit);
  const interval = 1 / (STORED_PER_PERIOD * settings.peakFrequency * settings.timeStep);
  const { storeEvery = Math.max(1, Math.floor(interval)) } = settings;
  requireInteger(where, "storeEvery", storeEvery);
  return { ...settings, order, layerWidth, layerVelocity, freeSurface, storeEvery, memoryLimit };
}
