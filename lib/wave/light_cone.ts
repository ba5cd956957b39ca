/** Where a wave can be, and from where it can still reach a receiver. */
import { AXIS_WEIGHTS, type SpaceOrder } from "./laplacian.ts";

/** What a light cone depends on; rows are those of the padded grid. */
export interface LightConeOptions {
  readonly order: SpaceOrder;
  /** Cells per step in each row, as {@linkcode rowSpeeds} has them. */
  readonly speeds: ArrayLike<number>;
  readonly steps: number;
  readonly source: number;
  readonly receivers: readonly number[];
}

/**
 * Rows that each step has to compute: those that the source has reached and from which a receiver can be reached before
 * the end. No other row contributes to data or gradients, so the adjoint needs the same ones.
 *
 * A grid lets short waves run ahead of the true front. Beyond the fastest group velocity of the grid and 4·(∛n + 1) cells
 * more, 5 at the 8th order, the answer to an impulse is below 10⁻⁸ of its peak for all n ≤ 2000 at any stable velocity.
 *
 * @returns two numbers per step: the first row and the one after the last, both even
 */
export function lightCone({ order, speeds, steps, source, receivers }: LightConeOptions): Int32Array {
  const rows = speeds.length, ahead = order === 4 ? 4 : 5;
  /** Furthest row from a start in one direction, for each number of steps. */
  const front = (start: number, direction: 1 | -1): Int32Array => {
    const found = new Int32Array(steps + 1);
    let row = start, arrival = 0;
    for (let n = 0; n <= steps; n++) {
      while (row >= 0 && row < rows && arrival <= n) {
        row += direction;
        if (row >= 0 && row < rows) arrival += 1 / speeds[row];
      }
      found[n] = row + direction * Math.ceil(ahead * (Math.cbrt(n) + 1));
    }
    return found;
  };
  const least = receivers.reduce((a, b) => Math.min(a, b)), most = receivers.reduce((a, b) => Math.max(a, b));
  const up = front(source, -1), down = front(source, 1), upBack = front(least, -1), downBack = front(most, 1);
  const bounds = new Int32Array(2 * steps);
  for (let n = 0; n < steps; n++) {
    const first = Math.max(0, up[n + 1], upBack[steps - n]);
    const end = Math.min(rows, 1 + Math.min(down[n + 1], downBack[steps - n]));
    bounds[2 * n] = first - first % 2;
    bounds[2 * n + 1] = Math.max(bounds[2 * n], end + end % 2);
  }
  return bounds;
}

/**
 * Cells per step that the fastest waves of each row travel: the greatest group velocity along an axis on the grid, where
 * ω = 2·asin(C·√(−L̂)/2)/Δt.
 *
 * @param courant C = v·Δt/h of the fastest cell of each row
 */
export function rowSpeeds(order: SpaceOrder, courant: ArrayLike<number>): Float64Array {
  const { from, to, step } = roots[order] ??= symbolRoots(order), known = new Map<number, number>();
  const phase = (root: number, value: number) => 2 * Math.asin(Math.min(1, value * root / 2));
  return Float64Array.from(courant, (value) => {
    const found = known.get(value);
    if (found !== undefined) return found;
    let most = 1;
    for (let j = 0; j < SAMPLES; j++) {
      most = Math.max(most, (phase(to[j], value) - phase(from[j], value)) / (step * value));
    }
    known.set(value, value * most);
    return value * most;
  });
}

const SAMPLES = 200;
const roots: Partial<Record<SpaceOrder, ReturnType<typeof symbolRoots>>> = {};

/** √(−L̂) at both ends of equal parts of the wavenumbers along an axis. */
function symbolRoots(order: SpaceOrder): { from: Float64Array; to: Float64Array; step: number } {
  const [centre, ...sides] = AXIS_WEIGHTS[order].laplacian, step = Math.PI / SAMPLES;
  const root = (k: number) => {
    const symbol = -sides.reduce((sum, weight, j) => sum + 2 * weight * Math.cos((j + 1) * k), centre);
    return Math.sqrt(Math.max(0, symbol));
  };
  const at = (shift: number) =>
    Float64Array.from({ length: SAMPLES }, (_, j) => root(Math.PI * j / SAMPLES + shift));
  return { from: at(0), to: at(step), step };
}
