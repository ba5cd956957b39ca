/** Axis order. */

/**
 * Numbers of an array whose first axis runs fastest (Fortran's order), with the last axis fastest (C's order).
 *
 * @param data as many numbers as the shape has
 * @param shape lengths of the axes; returned values have the same shape
 */
export function rowMajor<A extends Float32Array | Float64Array>(data: A, shape: readonly number[]): A {
  const result = data.slice() as A, index = new Array<number>(shape.length).fill(0);
  const strides = shape.map((_, k) => shape.slice(0, k).reduce((product, length) => product * length, 1));
  let from = 0;
  for (let to = 0; to < data.length; to++) {
    result[to] = data[from];
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      from += strides[axis];
      if (++index[axis] < shape[axis]) break;
      from -= strides[axis] * shape[axis];
      index[axis] = 0;
    }
  }
  return result;
}
