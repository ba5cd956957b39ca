/** Steps of an optimizer of `lib/optim` on numbers of the host. */
import { compile, type InputSpec, trace } from "../../graph/mod.ts";
import type { Optimizer } from "../../optim/mod.ts";

/** An optimizer and its slots on one vector. */
export interface OptimizerSteps {
  /** The vector after one more step along a gradient. */
  next(parameters: Float64Array, gradient: Float64Array): Promise<Float64Array>;
  dispose(): Promise<void>;
}

/** Compile an optimizer's update of `length` numbers in float64; its slots begin empty. */
export async function optimizerSteps(length: number, optimizer: Optimizer): Promise<OptimizerSteps> {
  const { slots: names, coefficients } = optimizer;
  const inputs: Record<string, InputSpec> = {
    ...Object.fromEntries(["parameters", "gradient", ...names].map((name) => [name, [length]])),
    ...Object.fromEntries(coefficients.map((name) => [name, []])),
  };
  const program = trace(
    ({ parameters, gradient, ...rest }) => {
      const after = optimizer.update(parameters, gradient, rest, rest);
      return { parameters: after.parameters, ...after.slots };
    },
    inputs,
    { precision: "float64" },
  );
  const run = await compile(program);
  let slots: Record<string, Float64Array> = Object.fromEntries(
    names.map((name) => [name, new Float64Array(length)]),
  );
  let step = 0;
  return {
    async next(before, gradient) {
      const numbers = optimizer.coefficientsAt(++step);
      const { parameters, ...after } = await run.run({
        parameters: before,
        gradient,
        ...slots,
        ...Object.fromEntries(coefficients.map((name, k) => [name, Float64Array.of(numbers[k])])),
      });
      slots = after as Record<string, Float64Array>;
      return parameters as Float64Array;
    },
    dispose: () => run.dispose(),
  };
}
