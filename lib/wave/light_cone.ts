/** Where a wave can be, and where it can still come from. */
import { AXIS_WEIGHTS, type SpaceOrder } from "./laplacian.ts";

/** What a light cone depends on; rows are those of the padded grid. */
export interface LightConeOptions {
  readonly order: SpaceOrder;
  /** v·Δt/h of the fastest cell of each row. */
  readonly courant: ArrayLike<number>;
  readonly steps: number;
  readonly source: number;
  readonly receivers: readonly number[];
}

/**
 * Rows that each step has to compute: those that the source has reached and from which a receiver can be reached before
 * the end. No other row has a share in data or gradients, so the adjoint needs the same ones.
 *
 * A grid lets short waves run ahead of the true front. Beyond the fastest group velocity of the grid and 4·(∛n + 1) cells
 * more, 5 at the 8th order, the answer to an impulse is below 10⁻⁸ of its peak for all n ≤ 2000 at any stable velocity.
 *
 * @returns two numbers a step: the first row and the one after the last, both even
 */
export function lightCone({ order, courant, steps, source, receivers }: LightConeOptions): Int32Array {
  const rows = courant.length, ahead = order === 4 ? 4 : 5, speeds = new Map<number, number>();
  const cellsPerStep = Float64Array.from(courant, (value) => {
    const known = speeds.get(value) ?? value * fastestGroup(order, value);
    speeds.set(value, known);
    return known;
  });
  /** Furthest row from a start in one direction, for each number of steps. */
  const front = (start: number, direction: 1 | -1): Int32Array => {
    const found = new Int32Array(steps + 1);
    let row = start, arrival = 0;
    for (let n = 0; n <= steps; n++) {
      while (row >= 0 && row < rows && arrival <= n) {
        row += direction;
        if (row >= 0 && row < rows) arrival += 1 / cellsPerStep[row];
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

/** Greatest group velocity along an axis over the true one: ω = 2·asin(C·√(−L̂)/2)/Δt. */
function fastestGroup(order: SpaceOrder, courant: number): number {
  const [centre, ...sides] = AXIS_WEIGHTS[order].laplacian, samples = 200;
  const phase = (k: number) => {
    const symbol = -sides.reduce((sum, weight, j) => sum + 2 * weight * Math.cos((j + 1) * k), centre);
    return 2 * Math.asin(Math.min(1, courant * Math.sqrt(Math.max(0, symbol)) / 2));
  };
  let most = 1;
  for (let j = 0; j < samples; j++) {
    const k = Math.PI * j / samples, step = Math.PI / samples;
    most = Math.max(most, (phase(k + step) - phase(k)) / (step * courant));
  }
  return most;
}
