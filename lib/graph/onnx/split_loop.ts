/** A step program on ONNX Runtime whose update runs outside of the runtime, with one call per step. */
import type ort from "./runtime.ts";
import { updateKernel } from "../elementwise/update_kernel.ts";
import { updateRegion } from "../elementwise/update_region.ts";
import { checkedLoopInputs, type LoopExecutable, loopNames, rowsOfStep } from "../executable.ts";
import type { GraphNode } from "../graph.ts";
import { indexCheck } from "../index_check.ts";
import { type HostArray, hostArray, type Program } from "../program.ts";
import { onnxModel } from "./lower.ts";
import { type OnnxOptions, onnxTensor, openSession, runSession } from "./session.ts";
import { gradientPart } from "./step_parts.ts";

/**
 * Compiles a step program that carries `state` in two parts, see `step_parts.ts`. For long vectors, one pass for the
 * whole update costs less than one pass per op, and the additional call of the runtime costs little. The results are
 * the same, bit for bit.
 *
 * @returns `null` if the program has no such parts
 */
export async function onnxSplitLoop(
  program: Program,
  state: readonly string[],
  options: OnnxOptions = {},
): Promise<LoopExecutable | null> {
  const region = updateRegion(program, state);
  const kernel = region && updateKernel(region, program.precision);
  if (!region || !kernel) return null;
  const names = loopNames(program, state), part = gradientPart(program, names, region);
  const session = await openSession(onnxModel(part), program.precision, options);

  const view = (node: GraphNode, vector: HostArray, begin: number) =>
    onnxTensor(program, node, vector.subarray(begin, begin + node.size));
  const ofStep = new Map(part.perStep.map((name) => {
    const { dtype, size } = program.inputs[name];
    return [name, hostArray(dtype, program.precision, size)] as const;
  }));
  const read = new Map(names.metrics.map((name) => {
    const { dtype, size } = program.outputs[name];
    return [name, hostArray(dtype, program.precision, size)] as const;
  }));
  const feeds = tensors("in_", [
    ...[...part.parameters].map(([input, { vector, begin }]) =>
      [input, view(part.inputs[input], kernel.carried[vector], begin)] as const
    ),
    ...[...ofStep].map(([name, values]) =>
      [name, onnxTensor(program, program.inputs[name], values)] as const
    ),
  ]);
  const fetches = tensors("out_", [
    ...[...part.gradients].map(([output, { vector, begin }]) =>
      [output, view(part.outputs[output], kernel.given.get(vector)!, begin)] as const
    ),
    ...[...read].map(([name, values]) => [name, onnxTensor(program, program.outputs[name], values)] as const),
  ]);
  const numbers = [...region.numbers.values()];

  const run: LoopExecutable["run"] = async (state, perStep, steps) => {
    const given = checkedLoopInputs(program, names, { state, perStep, steps });
    for (const name of names.state) kernel.carried[name].set(given.state[name]);
    const metrics = Object.fromEntries(
      [...read].map(([name, values]) =>
        [name, hostArray(program.outputs[name].dtype, program.precision, values.length * steps)] as const
      ),
    );
    for (let step = 0; step < steps; step++) {
      const rows = rowsOfStep(program, given.perStep, step);
      for (const [name, values] of ofStep) values.set(rows[name]);
      await runSession(session, feeds, () => indexCheck(program, names.perStep)(rows), fetches);
      numbers.forEach(({ input, index }, k) => kernel.numbers[k] = rows[input][index]);
      kernel.run();
      for (const [name, values] of read) metrics[name].set(values, step * values.length);
    }
    return {
      state: Object.fromEntries(names.state.map((name) => [name, kernel.carried[name].slice()])),
      metrics,
    };
  };
  // One memory holds the state of a call, so overlapping calls wait for each other.
  let earlier: Promise<unknown> = Promise.resolve();
  return {
    engine: "onnx",
    program,
    run(state, perStep, steps) {
      const result = earlier.then(() => run(state, perStep, steps));
      earlier = result.catch(() => {});
      return result;
    },
    dispose: () => session.release(),
  };
}

function tensors(
  prefix: string,
  named: readonly (readonly [string, ort.Tensor])[],
): Record<string, ort.Tensor> {
  return Object.fromEntries(named.map(([name, tensor]) => [prefix + name, tensor]));
}
