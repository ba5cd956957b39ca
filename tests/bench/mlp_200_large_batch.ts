import { sineRegression } from "./sine_regression.ts";
import type { Workload } from "./workload.ts";

/** Three hidden layers of 200 on 1000 points, limited by the matrix products. */
export const mlp200LargeBatch: Workload = sineRegression([1, 200, 200, 200, 1], 1000, true);
