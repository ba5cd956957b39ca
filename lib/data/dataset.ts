/** A table of examples with inputs and targets. */
export interface Dataset {
  /** inputs, row-major `[rows, features]` */
  readonly x: Float64Array;
  /** targets, row-major `[rows, targets]` */
  readonly y: Float64Array;
  readonly rows: number;
  readonly features: number;
  readonly targets: number;
  /** name in results and claims */
  readonly name: string;
  /** one line that says where the rows come from */
  readonly source: string;
}

/**
 * Makes a data set with the rows of `x`.
 *
 * @throws {RangeError} if x or y do not fill whole rows, have different numbers of rows, or contain a non-finite number
 */
export function createDataset(parts: Omit<Dataset, "rows">): Dataset {
  const { name, x, y, features, targets } = parts;
  const rows = x.length / features;
  if (!Number.isInteger(rows) || rows < 1 || y.length !== rows * targets) {
    throw new RangeError(
      `Cannot make the data set "${name}": ${x.length} inputs of ${features} features and ${y.length} targets of ` +
        `${targets} do not make the same whole number of rows`,
    );
  }
  for (const [what, values] of [["x", x], ["y", y]] as const) {
    const bad = values.findIndex((value) => !Number.isFinite(value));
    if (bad >= 0) {
      throw new RangeError(
        `Cannot make the data set "${name}": ${what}[${bad}] is ${values[bad]}, not finite`,
      );
    }
  }
  return { ...parts, rows };
}

/**
 * The rows of a data set with these numbers, in this order.
 *
 * @param data the data set
 * @param rows row numbers, from 0
 * @param source source line of the result
 * @throws {RangeError} for a row outside the set
 */
export function selectRows(data: Dataset, rows: ArrayLike<number>, source: string): Dataset {
  const { features, targets } = data;
  const x = new Float64Array(rows.length * features), y = new Float64Array(rows.length * targets);
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i];
    if (!(Number.isInteger(row) && row >= 0 && row < data.rows)) {
      throw new RangeError(
        `selectRows: row ${row} is outside the data set "${data.name}", which has rows 0 … ${data.rows - 1}`,
      );
    }
    x.set(data.x.subarray(row * features, (row + 1) * features), i * features);
    y.set(data.y.subarray(row * targets, (row + 1) * targets), i * targets);
  }
  return createDataset({ ...data, x, y, source });
}
