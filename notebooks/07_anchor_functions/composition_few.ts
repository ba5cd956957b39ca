/** E5 with fewer sentences, where the two depths are not at the ceiling: planned, about 12 core-minutes. */
import { experiment } from "../../lib/experiments/mod.ts";
import composition, { type CompositionNet } from "./composition.ts";

const { settings: { sentences: _, ...common }, seeds, run } = composition;

export default experiment({
  at: import.meta,
  revision: 1,
  settings: { ...common, sizes: [4000, 6000, 10_000] },
  seeds,
  long: true,
  steps: ({ sizes, depths, steps }) => sizes.length * depths.length * steps,
  /** Networks by number of sentences. */
  async run({ sizes, ...settings }, seed, context) {
    const runs: CompositionNet[][] = [];
    for (const sentences of sizes) {
      const checkpoint = (part: string) => context.checkpoint(`${part}-${sentences}`);
      runs.push(await run({ ...settings, sentences }, seed, { ...context, checkpoint }));
    }
    return runs;
  },
});
