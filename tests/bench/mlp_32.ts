import { sineRegression } from "./sine_regression.ts";
import type { Workload } from "./workload.ts";

/** Three hidden layers of 32 on 200 points: a network so small that calls cost more than numbers. */
export const mlp32: Workload = sineRegression([1, 32, 32, 32, 1], 200, true);
