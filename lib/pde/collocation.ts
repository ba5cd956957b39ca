/** The points at which an equation must hold, and the known values. */
import type { Generator } from "../random/mod.ts";
import { evenPoints, joinPoints, type Points, randomPoints, valuesAt } from "./points.ts";
import type { Condition, PdeProblem } from "./problem.ts";

/** Points of one condition, and the values that it prescribes there. */
export interface ConditionPoints {
  readonly condition: Condition;
  readonly points: Points;
  readonly values: Float64Array;
}

/** Points over which the losses of a problem are averaged. */
export interface Collocation {
  readonly problem: PdeProblem;
  /** Points of the residual, and f there. */
  readonly interior: Points;
  readonly forcing: Float64Array;
  readonly conditions: readonly ConditionPoints[];
  /** Points of the data loss, and u there. */
  readonly data: Points;
  readonly exact: Float64Array;
}

function collocation(
  problem: PdeProblem,
  interior: Points,
  perCondition: readonly Points[],
  data: Points,
): Collocation {
  return withValues({
    problem,
    interior,
    forcing: valuesAt(interior, problem.forcing),
    conditions: problem.conditions.map((condition, k) => ({
      condition,
      points: perCondition[k],
      values: valuesAt(perCondition[k], condition.value),
    })),
    data,
    exact: valuesAt(data, problem.exact),
  });
}

/**
 * Checks a collocation and returns it.
 *
 * @throws {RangeError} if forcing, prescribed or exact values are not one per point, or not finite
 */
export function withValues(given: Collocation): Collocation {
  const parts: [string, Points, Float64Array][] = [
    ["forcing", given.interior, given.forcing],
    ["exact", given.data, given.exact],
    ...given.conditions.map(({ condition: { kind, axis, at }, points, values }) =>
      [`${kind} (${axis} = ${at})`, points, values] as [string, Points, Float64Array]
    ),
  ];
  for (const [what, points, values] of parts) {
    if (values.length !== points.count) {
      throw new RangeError(`collocation: ${values.length} ${what} values for ${points.count} points`);
    }
    const bad = values.findIndex((value) => !Number.isFinite(value));
    if (bad >= 0) throw new RangeError(`collocation: ${what} value ${bad} is ${values[bad]}, must be finite`);
  }
  return given;
}

/**
 * Evenly spaced points of a problem on an interval, both ends included, for the residual and for the data.
 *
 * @throws {RangeError} for a problem of several axes, or fewer than 8 points
 */
export function evenCollocation(problem: PdeProblem, count: number): Collocation {
  if (problem.axes.length !== 1) {
    throw new RangeError(
      `evenCollocation: ${problem.name} has axes ${problem.axes.join(", ")}, allowed one axis`,
    );
  }
  const interior = evenPoints(problem.domain[0], count);
  const ends = problem.conditions.map(({ at }) => ({ count: 1, axes: 1, values: Float64Array.of(at) }));
  return collocation(problem, interior, ends, interior);
}

/** Numbers of random points for a problem of several axes. */
export interface RandomCounts {
  readonly interior: number;
  /** For each condition. */
  readonly condition: number;
}

/**
 * Random points of a problem's domain and of each condition; the data loss has all of them.
 *
 * @throws {RangeError} for fewer than 8 interior points
 */
export function randomCollocation(problem: PdeProblem, counts: RandomCounts, stream: Generator): Collocation {
  if (!(counts.interior >= 8)) {
    throw new RangeError(`randomCollocation: interior points must be 8 or more, got ${counts.interior}`);
  }
  const interior = randomPoints(problem.domain, counts.interior, stream.fork("interior"));
  const sides = problem.conditions.map(({ axis, at }, k) =>
    randomPoints(
      problem.domain.map((interval, i) => problem.axes[i] === axis ? at : interval),
      counts.condition,
      stream.fork("condition").fork(k),
    )
  );
  return collocation(problem, interior, sides, joinPoints([interior, ...sides]));
}
