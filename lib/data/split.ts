import { type Generator, permutation } from "../random/mod.ts";
import { type Dataset, selectRows } from "./dataset.ts";

/** A training and a test part without common rows. */
export interface Split {
  /** rows to train on */
  readonly train: Dataset;
  /** the other rows */
  readonly test: Dataset;
}

/**
 * Splits a data set at random into round(proportion · rows) training rows and the rest.
 *
 * @param data the data set
 * @param proportion fraction of the training rows, in (0, 1)
 * @param generator source of the permutation
 * @throws {RangeError} if the proportion is outside (0, 1) or leaves a part without rows
 */
export function splitByProportion(data: Dataset, proportion: number, generator: Generator): Split {
  if (!(proportion > 0 && proportion < 1)) {
    throw new RangeError(
      `Cannot split the data set "${data.name}": the proportion must lie in (0, 1), got ${proportion}`,
    );
  }
  const count = Math.round(proportion * data.rows);
  if (count === 0 || count === data.rows) {
    throw new RangeError(
      `Cannot split the data set "${data.name}": proportion ${proportion} of ${data.rows} rows leaves the ` +
        `${count === 0 ? "training" : "test"} part empty`,
    );
  }
  const order = permutation(generator, data.rows);
  return {
    train: selectRows(
      data,
      order.subarray(0, count),
      `${data.source}; ${count} of ${data.rows} rows at random`,
    ),
    test: selectRows(data, order.subarray(count), `${data.source}; the other ${data.rows - count} rows`),
  };
}
