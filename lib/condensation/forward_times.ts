/** How long networks take. */
import { requireInteger } from "../checks.ts";
import { compile, type HostArray, trace } from "../graph/mod.ts";
import { unflatten } from "../nn/mod.ts";
import { median } from "../stats/mod.ts";
import type { EvaluationArray } from "../train/mod.ts";
import type { TrainedNetwork } from "./trained_network.ts";

/**
 * Median milliseconds of a forward pass of each network in float32, in turns, so that a busy moment affects all equally.
 *
 * @param inputs one batch
 * @param passes that are timed, after some that are not; 30 by default
 * @throws {RangeError} for passes that are not a positive integer, or inputs that do not fit
 */
export async function forwardTimes(
  networks: readonly TrainedNetwork[],
  inputs: EvaluationArray,
  passes = 30,
): Promise<number[]> {
  requireInteger("forwardTimes", "passes", passes);
  const x: HostArray = inputs.values;
  const open = await Promise.all(networks.map(async ({ build, widths, parameters: flat }) => {
    const model = build(widths);
    const program = trace(
      ({ flat, x }) => ({ y: model.apply(unflatten(flat, model.parameters), x) }),
      { flat: [flat.length], x: inputs.shape },
    );
    return { flat: Float32Array.from(flat), compiled: await compile(program), times: [] as number[] };
  }));
  for (let pass = -Math.ceil(passes / 6); pass < passes; pass++) {
    for (const { flat, compiled, times } of open) {
      const start = performance.now();
      await compiled.run({ flat, x });
      if (pass >= 0) times.push(performance.now() - start);
    }
  }
  for (const { compiled } of open) await compiled.dispose();
  return open.map(({ times }) => median(times));
}
