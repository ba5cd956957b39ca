/** How far a loss jumps after a switch to another loss. */

/** A curve of a loss after the switch; step 0 is the last one before it. */
export interface LossCurve {
  readonly steps: readonly number[];
  readonly values: readonly number[];
}

function startOf(caller: string, { steps, values }: LossCurve): number {
  if (steps.length !== values.length) {
    throw new RangeError(`${caller}: ${values.length} values for ${steps.length} steps`);
  }
  if (steps[0] !== 0) {
    throw new RangeError(`${caller}: the curve must start at step 0, the switch, got ${steps[0]}`);
  }
  if (!(values[0] > 0)) {
    throw new RangeError(`${caller}: the loss at the switch must be positive, got ${values[0]}`);
  }
  return values[0];
}

/**
 * J: the largest loss within `window` steps after the switch over the loss at the switch, and the step it is reached
 * at. A restart of Adam alone gives a brief spike, so J by itself is not evidence; see {@linkcode persistentJump}.
 *
 * @throws {RangeError} for a curve that does not start at the switch with a positive loss, or has nothing after it
 */
export function jumpRatio(curve: LossCurve, window = Infinity): { ratio: number; step: number } {
  const start = startOf("jumpRatio", curve);
  let best = -1;
  curve.steps.forEach((step, i) => {
    if (step > 0 && step <= window && (best < 0 || curve.values[i] > curve.values[best])) best = i;
  });
  if (best < 0) throw new RangeError(`jumpRatio: the curve has no step in 1 … ${window}`);
  return { ratio: curve.values[best] / start, step: curve.steps[best] };
}

/**
 * J_τ: the loss τ steps after the switch over the loss at the switch.
 *
 * @throws {RangeError} for a curve that does not start at the switch with a positive loss, or was not read at step τ
 */
export function persistentJump(curve: LossCurve, tau = 200): number {
  const start = startOf("persistentJump", curve), at = curve.steps.indexOf(tau);
  if (at < 0) throw new RangeError(`persistentJump: the loss was not read ${tau} steps after the switch`);
  return curve.values[at] / start;
}

/**
 * First step after the largest loss at which the loss is back to `factor` times that at the switch; `null` if never.
 *
 * @throws {RangeError} as {@linkcode jumpRatio}
 */
export function recoveryStep(curve: LossCurve, factor = 10): number | null {
  const start = startOf("recoveryStep", curve), { step: peak } = jumpRatio(curve);
  const at = curve.steps.findIndex((step, i) => step >= peak && curve.values[i] <= factor * start);
  return at < 0 ? null : curve.steps[at];
}
