/** The largest eigenvalues of a symmetric matrix that is known only through products. */
import { type Generator, generator, normalArray } from "../random/mod.ts";
import { largest } from "../stats/extremes.ts";
import { HiddenShare } from "./hidden_share.ts";
import { norm } from "./norm.ts";
import { dot, orthogonalise, unit } from "./orthogonalise.ts";
import { ConvergenceError } from "./principal_direction.ts";
import { type RitzPairs, ritzPairs } from "./ritz_pairs.ts";

/** Options of {@link lanczos}. */
export interface LanczosOptions {
  /** Number of largest eigenvalues to find; default 1. */
  readonly count?: number;
  /** Stop when the residual ‖Av − λv‖ of each is ≤ tolerance · the largest |λ| found; default 1e-8. */
  readonly tolerance?: number;
  /** Maximum number of products with A in one search; default the dimension, but at most 300. */
  readonly maxProducts?: number;
  /** Seed of the start vector; default 0. */
  readonly seed?: number;
}

/** Result of {@link lanczos}: the largest eigenvalues, largest first, with unit eigenvectors and residuals. */
export interface LanczosResult extends RitzPairs {
  /** number of products with A */
  readonly products: number;
}

/** A symmetric matrix as a function of a vector, such as a Hessian–vector product. */
export type SymmetricProduct = (
  vector: Float64Array,
) => ArrayLike<number> | Promise<ArrayLike<number>>;

/** Relative size below which the rest of a product is rounding error; the basis then spans an invariant subspace. */
const BREAKDOWN = 1e-12;
/** Relative asymmetry that float32 products do not reach, but wrong products almost always exceed. */
const ASYMMETRY = 1e-3;
/** The small eigenproblem costs as much as several products, so it is not solved after each. */
const CHECK_EVERY = 5;
/** Probability that a search misses an existing copy of an eigenvalue because its random start hides it. */
const HIDDEN = 1e-8;

/**
 * Finds the largest eigenvalues of a symmetric matrix that is known only through products with vectors.
 *
 * It uses Lanczos' three-term recurrence with full re-orthogonalisation (Golub and Van Loan, Matrix Computations,
 * 10.3), which avoids false copies of an eigenvalue. One search cannot find true copies of an eigenvalue, since its
 * basis comes from a single start. So it searches again, orthogonally to the eigenvectors found and from a new random
 * start, until nothing larger is left ({@linkcode HiddenShare}). If the basis closes, it also continues with a new
 * random direction. It stores `maxProducts` vectors.
 *
 * @param multiply v ↦ Av, for v of `dimension` entries; awaited, so it may run on an engine
 * @param dimension number of rows of A
 * @param options number of eigenvalues, tolerance, maximum number of products, seed
 * @throws {RangeError} if an option is out of range, a product has another length or is not finite, or the products
 * show that A is not symmetric
 * @throws {ConvergenceError} if the tolerance is not reached in `maxProducts`
 */
export async function lanczos(
  multiply: SymmetricProduct,
  dimension: number,
  options: LanczosOptions = {},
): Promise<LanczosResult> {
  const { count = 1, tolerance = 1e-8, seed = 0 } = options;
  const { maxProducts = Math.min(dimension, 300) } = options;
  checkOptions(dimension, count, tolerance, maxProducts);
  const search = { multiply, dimension, tolerance, maxProducts };
  const first = await largestBeside({
    ...search,
    count,
    starts: generator(seed, "lanczos"),
    known: [],
    least: -Infinity,
  });
  let { products, found } = first;
  const known = [...found!.eigenvectors];
  // Products that span the whole space cannot have missed anything.
  for (let again = 1; first.products < dimension && known.length < dimension; again++) {
    const starts = generator(seed, "lanczos", again), least = found!.eigenvalues[count - 1];
    const beside = await largestBeside({ ...search, count: 1, starts, known, least });
    products += beside.products;
    if (beside.found === null) break;
    known.push(beside.found.eigenvectors[0]);
    found = mergedPairs(found!, beside.found, count);
  }
  return { ...found!, products };
}

/** Options of one search. */
interface Search {
  readonly multiply: SymmetricProduct;
  readonly dimension: number;
  readonly tolerance: number;
  readonly maxProducts: number;
  readonly count: number;
  readonly starts: Generator;
  /** Orthonormal eigenvectors to which it stays orthogonal. */
  readonly known: readonly Float64Array[];
  /** It stops once nothing besides the known eigenvectors can exceed this. */
  readonly least: number;
}

/** The largest eigenpairs besides known ones; `null` if none exceeds `least`. */
async function largestBeside(search: Search): Promise<{ found: RitzPairs | null; products: number }> {
  const { multiply, dimension, tolerance, maxProducts, count, starts, known, least } = search;
  const steps = Math.min(maxProducts, dimension - known.length);
  const basis: Float64Array[] = [], diagonal: number[] = [], coupling: number[] = [];
  let next = freshDirection(starts.fork(0), known, dimension), scale = 0, worst = Infinity;
  let closedWith: RitzPairs | null = null;
  const hidden = new HiddenShare(least);
  for (let k = 1; k <= steps; k++) {
    basis.push(next);
    const image = checkedImage(await multiply(next.slice()), dimension);
    scale = Math.max(scale, norm(image));
    diagonal.push(dot(next, image));
    if (k > 1) requireSymmetric(dot(basis[k - 2], image), coupling[k - 2], scale);
    orthogonalise(image, [...known, ...basis]);
    const left = norm(image), closed = left <= BREAKDOWN * scale, beta = closed ? 0 : left;
    coupling.push(beta);
    if (least > -Infinity) {
      hidden.add(diagonal[k - 1], beta);
      // The component of a random unit vector in a given direction is below h with probability of about h·√n.
      if (hidden.value * Math.sqrt(dimension) <= HIDDEN) return { found: null, products: k };
    }
    if (k >= count && (closed || k === steps || (k % CHECK_EVERY === 0 && !closedWith))) {
      const found = ritzPairs(basis, diagonal, coupling, beta, count);
      worst = largest(found.residuals);
      // A closed basis may lack copies of an eigenvalue; the next one, orthogonal to it, has them or adds nothing.
      const complete = !closed || k === steps || (closedWith && agree(found, closedWith, tolerance * scale));
      if (complete && worst <= tolerance * scale) {
        return { found: found.eigenvalues[0] > least + tolerance * scale ? found : null, products: k };
      }
      if (closed) closedWith = found;
    }
    if (k === steps) break;
    next = closed
      ? freshDirection(starts.fork(k), [...known, ...basis], dimension)
      : image.map((value) => value / beta);
  }
  throw new ConvergenceError(
    `lanczos: after ${steps} products a residual is ${worst.toExponential(2)}, above the tolerance ` +
      `${tolerance} · ${scale.toExponential(2)}; allow more products or a larger tolerance`,
  );
}

/** The largest of two lists of eigenpairs. */
function mergedPairs(first: RitzPairs, second: RitzPairs, count: number): RitzPairs {
  const all = [first, second].flatMap(({ eigenvalues, eigenvectors, residuals }) =>
    eigenvectors.map((vector, k) => ({ value: eigenvalues[k], vector, residual: residuals[k] }))
  ).sort((a, b) => b.value - a.value).slice(0, count);
  return {
    eigenvalues: Float64Array.from(all, ({ value }) => value),
    eigenvectors: all.map(({ vector }) => vector),
    residuals: Float64Array.from(all, ({ residual }) => residual),
  };
}

function agree(a: RitzPairs, b: RitzPairs, within: number): boolean {
  return a.eigenvalues.every((value, i) => Math.abs(value - b.eigenvalues[i]) <= within);
}

function checkOptions(dimension: number, count: number, tolerance: number, maxProducts: number): void {
  if (!Number.isInteger(dimension) || dimension < 1) {
    throw new RangeError(`lanczos: the dimension must be an integer ≥ 1, got ${dimension}`);
  }
  if (!Number.isInteger(count) || count < 1 || count > dimension) {
    throw new RangeError(`lanczos: count must be an integer in 1 … ${dimension}, got ${count}`);
  }
  if (!(tolerance > 0)) throw new RangeError(`lanczos: the tolerance must be > 0, got ${tolerance}`);
  if (!Number.isInteger(maxProducts) || maxProducts < count) {
    throw new RangeError(
      `lanczos: maxProducts must be an integer of at least count = ${count}, got ${maxProducts}`,
    );
  }
}

function checkedImage(image: ArrayLike<number>, dimension: number): Float64Array {
  if (image.length !== dimension) {
    throw new RangeError(`lanczos: the product has ${image.length} entries, needs ${dimension}`);
  }
  const copy = Float64Array.from(image), bad = copy.findIndex((value) => !Number.isFinite(value));
  if (bad >= 0) throw new RangeError(`lanczos: entry ${bad} of the product is ${copy[bad]}`);
  return copy;
}

/** q_{k−1}·Aq_k is β_k by symmetry. */
function requireSymmetric(found: number, beta: number, scale: number): void {
  if (Math.abs(found - beta) > ASYMMETRY * scale) {
    throw new RangeError(
      `lanczos: the products are not those of a symmetric matrix: q·Ap is ${found}, p·Aq is ${beta}`,
    );
  }
}

function freshDirection(
  stream: Generator,
  basis: readonly Float64Array[],
  dimension: number,
): Float64Array {
  const direction = unit(normalArray(stream, dimension, 0, 1));
  if (basis.length === 0) return direction;
  orthogonalise(direction, basis);
  return unit(direction);
}
