/**
 * Prints how many 10⁹ operations a second ONNX Runtime's matrix product reaches on one thread, as JSON by precision.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs-core";
import process from "node:process";
import { compile, type Precision, trace } from "../../lib/graph/mod.ts";
import { generator, normalArray } from "../../lib/random/mod.ts";

const SIZE = 1024, REPEATS = 8;

async function gigaflops(precision: Precision): Promise<number> {
  const program = trace(({ x }) => ({ y: tf.matMul(x, x) }), { x: [SIZE, SIZE] }, { precision });
  const product = await compile(program, { engine: "onnx", threads: 1 });
  const drawn = normalArray(generator(1), SIZE * SIZE, 0, 1);
  const x = precision === "float64" ? drawn : Float32Array.from(drawn);
  let best = Infinity;
  await product.run({ x });
  for (let repeat = 0; repeat < REPEATS; repeat++) {
    const before = process.cpuUsage();
    await product.run({ x });
    const { user, system } = process.cpuUsage(before);
    best = Math.min(best, user + system);
  }
  return 2 * SIZE ** 3 / best / 1e3;
}

console.log(JSON.stringify({ float32: await gigaflops("float32"), float64: await gigaflops("float64") }));
