/** Line search for a step that satisfies the strong Wolfe conditions. */

/** A function along a line: step, value, slope along the line, and full gradient. */
export interface LinePoint {
  readonly step: number;
  readonly value: number;
  readonly slope: number;
  readonly gradient: Float64Array;
}

/** Settings of {@linkcode strongWolfe}. */
export interface StrongWolfeOptions {
  /** c₁ of sufficient decrease: f(t) ≤ f(0) + c₁·t·f′(0); 1e-4 by default. */
  sufficientDecrease?: number;
  /** c₂ of the curvature condition: |f′(t)| ≤ c₂·|f′(0)|; 0.9 by default. */
  curvature?: number;
  /** Maximum number of points; 25 by default. */
  maxEvaluations?: number;
  /** Length below which an interval of steps is not searched further; 0 by default. */
  smallest?: number;
}

/**
 * Finds a step along a descent direction: bracketing, then zooming in (Nocedal and Wright, Numerical Optimization,
 * algorithms 3.5 and 3.6), with cubic interpolation and the safeguards of Schmidt's minFunc (2005), as in PyTorch.
 *
 * A point where the function is not finite counts as too far.
 *
 * @param at the function along the line
 * @param start its point at step 0, of negative slope
 * @param first step to try first, positive
 * @returns the best point found, which is `start` if none is better, and the number of evaluated points
 */
export async function strongWolfe(
  at: (step: number) => Promise<LinePoint>,
  start: LinePoint,
  first: number,
  options: StrongWolfeOptions = {},
): Promise<{ point: LinePoint; evaluations: number }> {
  const { sufficientDecrease = 1e-4, curvature = 0.9, maxEvaluations = 25, smallest = 0 } = options;
  const decreases = ({ step, value }: LinePoint) =>
    value <= start.value + sufficientDecrease * step * start.slope;
  const isFlat = ({ slope }: LinePoint) => Math.abs(slope) <= -curvature * start.slope;
  let evaluations = 0;
  const look = (step: number) => {
    evaluations++;
    return at(step);
  };

  let previous = start, current = await look(first);
  for (;;) {
    const falls = decreases(current) && (previous === start || current.value < previous.value);
    if (falls && (isFlat(current) || evaluations >= maxEvaluations)) return { point: current, evaluations };
    if (!falls || current.slope >= 0) break;
    const least = current.step + 0.01 * (current.step - previous.step);
    const next = cubicMinimum(previous, current, least, 10 * current.step);
    [previous, current] = [current, await look(next)];
  }

  let [low, high] = previous.value <= current.value || !decreases(current)
    ? [previous, current]
    : [current, previous];
  let wasClose: boolean = false;
  while (evaluations < maxEvaluations && Math.abs(high.step - low.step) > smallest) {
    const left = Math.min(low.step, high.step), right = Math.max(low.step, high.step);
    let step = cubicMinimum(low, high, left, right);
    // A point close to an end of the interval twice in a row, or on it, would make the search creep.
    const margin = 0.1 * (right - left), isClose = Math.min(right - step, step - left) < margin;
    const creeps: boolean = isClose && (wasClose || step >= right || step <= left);
    if (creeps) step = right - step < step - left ? right - margin : left + margin;
    wasClose = isClose && !creeps;
    const point = await look(step);
    if (!decreases(point) || point.value >= low.value) high = point;
    else {
      if (isFlat(point)) return { point, evaluations };
      if (point.slope * (high.step - low.step) >= 0) high = low;
      low = point;
    }
  }
  return { point: low, evaluations };
}

/** Minimum of the cubic through two points with their slopes, within bounds; the midpoint if it has none. */
function cubicMinimum(a: LinePoint, b: LinePoint, least: number, most: number): number {
  const [p, q] = a.step <= b.step ? [a, b] : [b, a], width = q.step - p.step;
  const d1 = p.slope + q.slope - 3 * (q.value - p.value) / width;
  const d2 = Math.sqrt(d1 * d1 - p.slope * q.slope);
  const minimum = q.step - width * (q.slope + d2 - d1) / (q.slope - p.slope + 2 * d2);
  return Number.isNaN(minimum) ? (least + most) / 2 : Math.min(Math.max(minimum, least), most);
}
