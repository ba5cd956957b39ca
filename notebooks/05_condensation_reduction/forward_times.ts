/** Times of forward passes, measured where the notebook runs. */
import { compile, trace } from "../../lib/graph/mod.ts";
import { multilayerPerceptron, normalFanIn, parameterCount, unflatten } from "../../lib/nn/mod.ts";
import { generator, normalArray } from "../../lib/random/mod.ts";
import { median } from "../../lib/stats/mod.ts";

/** Times of several networks over that of the widest. */
export interface ForwardTimes {
  sizes: number[];
  reduced: number[];
  masked: number[];
}

const BATCH = 1024, PASSES = 30, WARM_UP = 5;

/**
 * Median times of forward passes over the original's, in turns, so that a busy moment meets all alike: of perceptrons of
 * the given hidden widths, and of the original with zeros for as many of its units.
 */
export async function forwardTimes(
  width: number,
  hidden: readonly number[],
  smaller: readonly (readonly number[])[],
) {
  const x = normalArray(generator(0, "inputs"), BATCH * width, 0, 1);
  const open = async (widths: readonly number[], kept: readonly number[] = widths) => {
    const { parameters: specs, apply } = multilayerPerceptron({
      widths: [width, ...widths, width],
      activation: "tanh",
    });
    const flat = normalFanIn(specs, 0.5, generator(0, "weights"));
    let at = 0;
    for (const { name, shape } of specs) {
      const size = shape.reduce((product, length) => product * length, 1),
        layer = Number(name.replace(/\D/g, "")) - 1;
      // Columns of the units that are cut are zero.
      const columns = shape.at(-1)!, most = kept[layer] ?? columns;
      for (let k = 0; k < size; k++) if (k % columns >= most) flat[at + k] = 0;
      at += size;
    }
    const program = trace(({ flat, x }) => ({ y: apply(unflatten(flat, specs), x) }), {
      flat: [flat.length],
      x: [BATCH, width],
    });
    const compiled = await compile(program), seconds: number[] = [];
    return { compiled, flat, seconds, count: parameterCount(specs) };
  };
  const original = await open(hidden);
  const reduced = await Promise.all(smaller.map((widths) => open(widths)));
  const masked = await Promise.all(smaller.map((widths) => open(hidden, widths)));
  const all = [original, ...reduced, ...masked];
  for (let pass = 0; pass < WARM_UP + PASSES; pass++) {
    for (const { compiled, flat, seconds } of all) {
      const start = performance.now();
      await compiled.run({ flat, x });
      if (pass >= WARM_UP) seconds.push(performance.now() - start);
    }
  }
  for (const { compiled } of all) await compiled.dispose();
  const time = median(original.seconds);
  return {
    sizes: reduced.map(({ count }) => count / original.count),
    reduced: reduced.map(({ seconds }) => median(seconds) / time),
    masked: masked.map(({ seconds }) => median(seconds) / time),
  };
}
