import { distanceRows } from "../neighbours/distance_rows.ts";
import type { Windows } from "../windows.ts";

/** The nearest of some centres to each window. */
export interface NearestCentres {
  /** `[m]`; of equally near ones the first */
  readonly indices: Int32Array;
  /** `[m]` squared distances */
  readonly squared: Float64Array;
}

/** Finds the nearest centre of each window. */
export function nearestCentres(windows: Windows, centres: Windows): NearestCentres {
  const indices = new Int32Array(windows.count), squared = new Float64Array(windows.count);
  distanceRows(windows, centres, (i, row) => {
    let nearest = 0;
    for (let c = 1; c < row.length; c++) if (row[c] < row[nearest]) nearest = c;
    indices[i] = nearest;
    squared[i] = row[nearest];
  });
  return { indices, squared };
}
