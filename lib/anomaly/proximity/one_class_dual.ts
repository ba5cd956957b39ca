/** Solution of the dual problem of a one-class support vector machine. */
export interface OneClassDual {
  /** 0 ≤ α_i ≤ 1, Σ α_i = νn */
  readonly alphas: Float64Array;
  /** ρ, the kernel sum at the boundary */
  readonly rho: number;
}

/** Steps per window after which the search is given up. */
const STEPS = 10_000;
/** Least curvature of a step, for windows that are equal. */
const FLAT = 1e-12;

/**
 * Minimises ½ αᵀKα with 0 ≤ α ≤ 1 and Σα = νn by sequential minimal optimisation, with the pair of each step chosen by
 * second-order information (Fan, Chen and Lin 2005).
 *
 * @param row row i of K; its diagonal is 1
 * @param n windows
 * @param tolerance largest violation of the conditions at the end
 * @throws {RangeError} if they are still violated more after 10,000 steps per window
 */
export function oneClassDual(
  row: (i: number) => Float64Array,
  n: number,
  nu: number,
  tolerance: number,
): OneClassDual {
  const alphas = new Float64Array(n), slopes = new Float64Array(n), whole = Math.floor(nu * n);
  for (let i = 0; i < n; i++) alphas[i] = i < whole ? 1 : i === whole ? nu * n - whole : 0;
  for (let i = 0; i < n; i++) {
    if (alphas[i] === 0) continue;
    const kernel = row(i);
    for (let j = 0; j < n; j++) slopes[j] += alphas[i] * kernel[j];
  }
  for (let step = 0; step < STEPS * n; step++) {
    // i may grow and has the least slope; j may shrink and gains most against it.
    let i = -1, least = Infinity, most = -Infinity;
    for (let k = 0; k < n; k++) {
      if (alphas[k] < 1 && slopes[k] < least) {
        least = slopes[k];
        i = k;
      }
      if (alphas[k] > 0 && slopes[k] > most) most = slopes[k];
    }
    if (!(most - least > tolerance)) return { alphas, rho: offset(alphas, slopes) };
    const kernel = row(i);
    let j = -1, gain = 0;
    for (let k = 0; k < n; k++) {
      const drop = slopes[k] - least;
      if (!(alphas[k] > 0 && drop > 0)) continue;
      const here = drop * drop / Math.max(2 - 2 * kernel[k], FLAT);
      if (here > gain) {
        gain = here;
        j = k;
      }
    }
    const other = row(j), wanted = (slopes[j] - least) / Math.max(2 - 2 * kernel[j], FLAT);
    const room = Math.min(1 - alphas[i], alphas[j]), change = Math.min(wanted, room);
    // A bound that is reached is reached exactly.
    alphas[i] = change === 1 - alphas[i] ? 1 : alphas[i] + change;
    alphas[j] = change === alphas[j] ? 0 : alphas[j] - change;
    for (let k = 0; k < n; k++) slopes[k] += change * (kernel[k] - other[k]);
  }
  throw new RangeError(`OCSVM: a violation above ${tolerance} is left after ${STEPS} steps a window`);
}

/** Mean slope of the windows between the bounds, or the middle of what the others allow. */
function offset(alphas: Float64Array, slopes: Float64Array): number {
  let sum = 0, free = 0, low = -Infinity, high = Infinity;
  alphas.forEach((alpha, i) => {
    if (alpha >= 1) low = Math.max(low, slopes[i]);
    else if (alpha <= 0) high = Math.min(high, slopes[i]);
    else {
      sum += slopes[i];
      free++;
    }
  });
  if (free > 0) return sum / free;
  return high === Infinity ? low : low === -Infinity ? high : (low + high) / 2;
}
