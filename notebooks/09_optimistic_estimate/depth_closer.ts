/** C9 from smaller starts, whose plateaus take longer. */
import { experiment } from "../../lib/experiments/mod.ts";
import depth from "./depth.ts";
import { ON_HOST } from "./on_host.ts";

const { settings, seeds, steps, run } = depth;

export default experiment({
  at: import.meta,
  revision: 1,
  ...ON_HOST,
  settings: { ...settings, networks: [{ depth: 3, sigma: 0.005 }, { depth: 4, sigma: 0.03 }] },
  seeds,
  steps,
  run,
});
