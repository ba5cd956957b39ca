/** Whether an engine gives what the interpreter gives for calls with special values. */
import {
  compile,
  type EngineName,
  type HostArrays,
  interpret,
  type Precision,
  type Program,
  trace,
  type Values,
} from "../../lib/graph/mod.ts";
import { FUNCTION_CASES, KERNEL_CASES, type KernelCall } from "./kernel_cases.ts";
import { type SpecialCall, specialCalls, type SpecialKind } from "./special_values.ts";
import { assertAllClose, specsOf, valuesOf } from "./tensors.ts";

/** What float32 rounds; TF.js's erf is right to 1.5e-7. */
const SAME = { relative: 1e-4, absolute: 1e-6 };

/** The program of a call; `undefined` where its shapes are refused, which no engine then has to do with. */
function programOf(call: KernelCall, precision: Precision): Program | undefined {
  try {
    return trace(
      (x) => {
        const result = call.apply(x), list = Array.isArray(result) ? result : [result];
        return Object.fromEntries(list.map((y, k) => [`y${k}`, y]));
      },
      specsOf(call.inputs),
      { precision },
    );
  } catch (error) {
    if (error instanceof Error) return undefined;
    throw error;
  }
}

/** As the program's precision holds it: beyond its numbers there is infinity. */
function rounded(values: Record<string, Values>, precision: Precision): HostArrays {
  if (precision === "float64") return values;
  return Object.fromEntries(
    Object.entries(values).map(([name, y]) => [name, y instanceof Float64Array ? Float32Array.from(y) : y]),
  );
}

/** What an engine does otherwise for one call; `undefined` where nothing. */
async function difference(
  program: Program,
  { call, others }: SpecialCall,
  engine: EngineName,
): Promise<string | undefined> {
  const given = [call.inputs, ...others].map(valuesOf);
  let expected: HostArrays[];
  try {
    expected = given.map((inputs) => rounded(interpret(program, inputs), program.precision));
  } catch {
    // Indices outside an empty table: other tests tell that engines refuse them too.
    return undefined;
  }
  try {
    const executable = await compile(program, { engine });
    try {
      for (const [k, inputs] of given.entries()) {
        assertAllClose(await executable.run(inputs), expected[k], SAME, engine);
      }
      return undefined;
    } finally {
      await executable.dispose();
    }
  } catch (error) {
    return (error as Error).message;
  }
}

/** What an engine does otherwise, by kernel and kind; and how many calls were compared, by kind. */
export interface SpecialValueFindings {
  readonly differences: ReadonlyMap<string, string>;
  readonly compared: ReadonlyMap<SpecialKind, number>;
}

/** Names of the kernels and functions with their calls with special values. */
export function allSpecialCalls(numRuns = 2): [string, SpecialCall[]][] {
  return Object.entries({ ...KERNEL_CASES, ...FUNCTION_CASES }).map((
    [name, cases],
  ) => [name, cases.flatMap((one) => specialCalls(one, numRuns))]);
}

/** Compares an engine with the interpreter on calls with special values. */
export async function specialValueFindings(
  engine: EngineName,
  precision: Precision,
  kernels: readonly [string, readonly SpecialCall[]][],
): Promise<SpecialValueFindings> {
  const differences = new Map<string, string>(), compared = new Map<SpecialKind, number>();
  for (const [name, calls] of kernels) {
    for (const special of calls) {
      const { kind, call } = special, program = programOf(call, precision);
      if (!program || Object.keys(program.outputs).length === 0) continue;
      compared.set(kind, (compared.get(kind) ?? 0) + 1);
      const found = await difference(program, special, engine);
      if (found !== undefined && !differences.has(`${name}, ${kind}`)) {
        differences.set(`${name}, ${kind}`, found);
      }
    }
  }
  return { differences, compared };
}
