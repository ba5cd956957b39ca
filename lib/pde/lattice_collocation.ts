/** Collocation on an even lattice. */
import { requireSameLength } from "../checks.ts";
import { type Collocation, withValues } from "./collocation.ts";
import { joinPoints, latticePoints, type Points, valuesAt } from "./points.ts";
import type { Condition, PdeProblem } from "./problem.ts";

/**
 * Even lattice of a problem's domain, ends included, for residual and data; conditions have the lattice points of
 * their side.
 *
 * @param counts number of points along each axis
 * @throws {RangeError} if they are not one per axis, or not integers of 2 or more, or the values are not finite
 */
export function latticeCollocation(problem: PdeProblem, counts: readonly number[]): Collocation {
  const { axes, domain, conditions } = problem;
  requireSameLength("latticeCollocation", "counts", counts.length, "axes", axes.length);
  const interior = latticePoints(domain, counts);
  const side = ({ axis, at }: Condition): Points => {
    const fixed = axes.indexOf(axis), others = axes.map((_, k) => k).filter((k) => k !== fixed);
    if (others.length === 0) return { count: 1, axes: 1, values: Float64Array.of(at) };
    const along = latticePoints(others.map((k) => domain[k]), others.map((k) => counts[k]));
    const values = Float64Array.from({ length: along.count * axes.length }, (_, i) => {
      const axisOf = i % axes.length, row = Math.floor(i / axes.length);
      return axisOf === fixed ? at : along.values[row * others.length + others.indexOf(axisOf)];
    });
    return { count: along.count, axes: axes.length, values };
  };
  const sides = conditions.map(side), data = joinPoints([interior]);
  return withValues({
    problem,
    interior,
    forcing: valuesAt(interior, problem.forcing),
    conditions: conditions.map((condition, k) => ({
      condition,
      points: sides[k],
      values: valuesAt(sides[k], condition.value),
    })),
    data,
    exact: valuesAt(data, problem.exact),
  });
}
