/** L5 on a circle: the network sees cos x and sin x, so that frequencies are exact and no error leaks. */
import { experiment } from "../../lib/experiments/mod.ts";
import { ordering } from "./frequency_order.ts";

const settings = {
  ...ordering.settings,
  circle: true,
  steps: { data: 2000, model: 2000 },
  denseUntil: 400,
  readEvery: 5,
};

export default experiment({ at: import.meta, ...ordering, settings });
