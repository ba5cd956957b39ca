import type { Windows } from "../windows.ts";
import { WRAP_AROUND_BYTES } from "./wrap_around_bytes.ts";

/** The kernel, `wrap_around.as.ts`; addresses are in bytes. */
type WrapAround = (
  x: number,
  y: number,
  starts: number,
  out: number,
  pairs: number,
  d: number,
  base: number,
  one: number,
  sign: number,
) => void;

const PAGE = 65_536, WIDTH = 8;
let compiled: WebAssembly.Module | undefined;

/**
 * Wrap-around discrepancy of each query against the reference windows (Fang and Ma 2001), `[m]`:
 * −(4/3)^d + n⁻² Σ_j Π_k (3/2 − u + u²), u = |x_k − y_jk|.
 *
 * A WebAssembly kernel, which takes two doubles at a time where JavaScript takes one. Its memory lives for one call.
 *
 * @param queries `[m, d]`
 * @param reference `[n, d]`
 */
export function wrapAroundDiscrepancies(queries: Windows, reference: Windows): Float64Array {
  const { count: m, length: d } = queries, { values, count: n } = reference;
  // Both in pairs of two: a query that is missing is 0, the product with a reference window that is missing begins with 0.
  const rows = m + m % 2, pairs = 2 * Math.ceil(n / 4);
  const x = 0, y = x + rows * d, starts = y + 2 * pairs * d, out = starts + 2 * pairs, end = out + rows;
  const memory = new WebAssembly.Memory({ initial: Math.ceil(end * WIDTH / PAGE) });
  const numbers = new Float64Array(memory.buffer);
  numbers.set(queries.values, x);
  numbers.fill(1, starts, starts + n);
  for (let j = 0; j < n; j++) {
    const at = y + (j - j % 2) * d + j % 2;
    for (let k = 0; k < d; k++) numbers[at + 2 * k] = values[j * d + k];
  }
  compiled ??= new WebAssembly.Module(WRAP_AROUND_BYTES);
  const { wrapAround } = new WebAssembly.Instance(compiled, { env: { memory } }).exports;
  // Short calls: V8 optimises a function of WebAssembly between its calls, never within one.
  for (let i = 0; i < rows; i += 2) {
    const [at, to] = [x + i * d, out + i].map((place) => place * WIDTH);
    (wrapAround as WrapAround)(at, y * WIDTH, starts * WIDTH, to, pairs, d, 1.5, 1, -0);
  }
  const base = (4 / 3) ** d;
  return numbers.slice(out, out + m).map((sum) => sum / (n * n) - base);
}
