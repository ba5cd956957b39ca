import { sineRegression } from "./sine_regression.ts";
import type { Workload } from "./workload.ts";

/** Three hidden layers of 200 on 65 points: the paper's network, limited by the cost of an op. */
export const mlp200SmallBatch: Workload = sineRegression([1, 200, 200, 200, 1], 65);
