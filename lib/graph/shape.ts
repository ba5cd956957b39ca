/** Arithmetic on tensor shapes: sizes, strides, broadcasting. */

/** Lengths of a tensor's axes, outermost first; `[]` is a scalar. */
export type Shape = readonly number[];

/** Number of elements of a tensor of this shape. */
export function sizeOf(shape: Shape): number {
  return shape.reduce((product, length) => product * length, 1);
}

/** Whether two shapes have the same axes. */
export function sameShape(a: Shape, b: Shape): boolean {
  return a.length === b.length && a.every((length, axis) => length === b[axis]);
}

/** Row-major strides, in elements. */
export function stridesOf(shape: Shape): number[] {
  const strides = new Array<number>(shape.length).fill(1);
  for (let axis = shape.length - 2; axis >= 0; axis--) strides[axis] = strides[axis + 1] * shape[axis + 1];
  return strides;
}

/**
 * Shape of an elementwise result of `a` and `b` by NumPy's broadcasting rule.
 *
 * @param op name of the op, for the error
 * @throws {RangeError} if two axes differ and neither is 1.
 */
export function broadcastShapes(a: Shape, b: Shape, op = "broadcast"): number[] {
  const rank = Math.max(a.length, b.length);
  return Array.from({ length: rank }, (_, axis) => {
    const left = a[a.length - rank + axis] ?? 1, right = b[b.length - rank + axis] ?? 1;
    if (left !== right && left !== 1 && right !== 1) {
      throw new RangeError(
        `${op}: shapes [${a}] and [${b}] do not broadcast: axis lengths ${left} and ${right}`,
      );
    }
    return left === 1 ? right : left;
  });
}

/** Axes of `to` along which broadcasting repeats a tensor of shape `from`. */
export function repeatedAxes(from: Shape, to: Shape): number[] {
  const added = to.length - from.length;
  return to.map((_, axis) => axis).filter((axis) =>
    axis < added || (from[axis - added] === 1 && to[axis] !== 1)
  );
}

/**
 * Axes as sorted non-negative numbers; `undefined` means all.
 *
 * @throws {RangeError} for an axis outside the tensor's rank.
 */
export function normalizeAxes(axes: number | readonly number[] | null | undefined, rank: number): number[] {
  if (axes === undefined || axes === null) return Array.from({ length: rank }, (_, axis) => axis);
  const list = typeof axes === "number" ? [axes] : axes;
  return [
    ...new Set(list.map((axis) => {
      if (!Number.isInteger(axis) || axis < -rank || axis >= rank) {
        throw new RangeError(
          `axis ${axis}: outside a tensor of rank ${rank}, allowed ${-rank}…${rank - 1}`,
        );
      }
      return axis < 0 ? axis + rank : axis;
    })),
  ].sort((a, b) => a - b);
}

/** Shape of a reduced tensor with the reduced axes kept as 1. */
export function keptShape(shape: Shape, axes: readonly number[]): number[] {
  return shape.map((length, axis) => (axes.includes(axis) ? 1 : length));
}

/** Offsets into a tensor of shape `from` for each element of its broadcast to `to`, in order. */
export function broadcastOffsets(from: Shape, to: Shape): Int32Array {
  const added = to.length - from.length, own = stridesOf(from);
  const steps = to.map((_, axis) => axis < added || from[axis - added] === 1 ? 0 : own[axis - added]);
  return offsets(to, steps);
}

/** Offsets `Σ index[axis]·steps[axis]` for each index of `shape` in row-major order. */
export function offsets(shape: Shape, steps: readonly number[], start = 0): Int32Array {
  const result = new Int32Array(sizeOf(shape));
  const index = new Array<number>(shape.length).fill(0);
  let offset = start;
  for (let i = 0; i < result.length; i++) {
    result[i] = offset;
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      offset += steps[axis];
      if (++index[axis] < shape[axis]) break;
      offset -= steps[axis] * shape[axis];
      index[axis] = 0;
    }
  }
  return result;
}
