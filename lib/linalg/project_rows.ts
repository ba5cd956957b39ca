/**
 * Projects the rows of a matrix on a direction: the n numbers x_i·d.
 *
 * @param X n rows of d columns, row-major
 * @param direction d numbers (not normalised)
 * @throws {RangeError} if X does not hold whole rows, is empty, a number is not finite, or the direction has norm zero
 */
export function projectRows(X: ArrayLike<number>, direction: ArrayLike<number>): Float64Array {
  const columns = direction.length;
  let pointsNowhere = true;
  for (let j = 0; j < columns; j++) {
    if (!Number.isFinite(direction[j])) {
      throw new RangeError(`projectRows: direction[${j}] is ${direction[j]}, it must be finite`);
    }
    if (direction[j] !== 0) pointsNowhere = false;
  }
  if (pointsNowhere) throw new RangeError("projectRows: the direction has norm zero, it points nowhere");
  if (X.length === 0 || X.length % columns !== 0) {
    throw new RangeError(
      `projectRows: X must hold whole rows of ${columns} columns and at least one, got ${X.length} numbers`,
    );
  }
  return Float64Array.from({ length: X.length / columns }, (_, i) => {
    let sum = 0;
    for (let j = 0; j < columns; j++) sum += X[i * columns + j] * direction[j];
    if (!Number.isFinite(sum)) {
      throw new RangeError(`projectRows: row ${i} of X holds a number that is not finite`);
    }
    return sum;
  });
}
