/** Wraps functions under minimisation and checks their values. */
import { DivergenceError } from "./divergence_error.ts";

/** A function's value and gradient at a point, computed anywhere. */
export type ValueAndGradient = (
  x: Float64Array,
) => Promise<{ value: number; gradient: Float64Array }>;

/** The signal asked to stop. */
export class Interruption extends Error {}

/** The scaled function at points of one line search; it remembers whether any point was finite. */
export class WatchedFunction {
  #seenFinite = false;
  #bad: { name: string; value: number; x: Float64Array } | null = null;

  constructor(
    readonly evaluate: ValueAndGradient,
    readonly iteration: number,
    readonly scale: number,
    readonly signal: AbortSignal | undefined,
  ) {}

  async at(x: Float64Array): Promise<{ value: number; gradient: Float64Array }> {
    if (this.signal?.aborted) throw new Interruption();
    const { value, gradient } = await evaluatedAt(this.evaluate, x);
    if (value === -Infinity) throw new DivergenceError(this.iteration, "the loss", value, x);
    const bad = notFinite(value, gradient) ?? notFinite(0, x);
    if (bad) {
      this.#bad ??= { ...bad, x };
      return { value: Infinity, gradient: gradient.map(() => NaN) };
    }
    this.#seenFinite = true;
    if (this.scale === 1) return { value, gradient };
    return { value: value / this.scale, gradient: gradient.map((g) => g / this.scale) };
  }

  /** Throws if no point was finite. */
  requireFinite(): void {
    if (this.#seenFinite || !this.#bad) return;
    throw new DivergenceError(this.iteration, this.#bad.name, this.#bad.value, this.#bad.x);
  }
}

/** The function's value and gradient, checked for the point's length. */
export async function evaluatedAt(
  evaluate: ValueAndGradient,
  x: Float64Array,
): Promise<{ value: number; gradient: Float64Array }> {
  const found = await evaluate(x);
  if (found.gradient.length !== x.length) {
    throw new RangeError(
      `lbfgs: the gradient has ${found.gradient.length} numbers, the point has ${x.length}`,
    );
  }
  return found;
}

/** The first non-finite number of a value and its gradient. */
export function notFinite(value: number, gradient: Float64Array): { name: string; value: number } | null {
  if (!Number.isFinite(value)) return { name: "the loss", value };
  const at = gradient.findIndex((g) => !Number.isFinite(g));
  return at < 0 ? null : { name: `number ${at} of the gradient`, value: gradient[at] };
}
