/** What the engine can do, found by doing it: kernels × orders of derivatives × precisions × engines. */
import * as tf from "@tensorflow/tfjs-core";
import fc from "fast-check";
import {
  compile,
  type EngineName,
  grad,
  GradientError,
  interpret,
  type Precision,
  type Program,
  trace,
} from "../../lib/graph/mod.ts";
import { derivativeProgram } from "./derivative_program.ts";
import { assertSameVector } from "./differences.ts";
import { FUNCTION_CASES, KERNEL_CASES, type KernelCall, type KernelCase } from "./kernel_cases.ts";
import { assertAllClose, specsOf, valuesOf } from "./tensors.ts";

/** Orders of derivatives that `derivatives_test.ts` compares with central differences. */
export const HIGHEST_ORDER = 3;

/** Abilities of one kernel or function. */
export interface KernelRow {
  readonly name: string;
  readonly isFunction: boolean;
  /** Dtypes of its inputs. */
  readonly dtypes: readonly string[];
  /** Highest order that is tested, 0 where the derivative is 0 everywhere, `null` where there is none to take. */
  readonly order: number | null;
  /** Per engine and precision: "yes" for values and derivatives of these orders, or why not. */
  readonly runs: Readonly<Record<string, string>>;
}

type Column = readonly [EngineName, Precision];

/** Engines and precisions of the table; TF.js has float32 only. */
export const COLUMNS: readonly Column[] = [
  ["onnx", "float32"],
  ["onnx", "float64"],
  ["cpu", "float32"],
];

/** What float32 rounds; `kernels_test.ts` is stricter, on many more calls. */
const SAME = { relative: 1e-5, absolute: 2e-6 };
/** Relative to the largest element: third derivatives are sums of many terms. */
const SAME_DERIVATIVES = { float32: 1e-4, float64: 1e-11 };

function program(call: KernelCall, precision: Precision): Program {
  return trace(
    (x) => {
      const result = call.apply(x);
      return Object.fromEntries((Array.isArray(result) ? result : [result]).map((y, k) => [`y${k}`, y]));
    },
    specsOf(call.inputs),
    { precision },
  );
}

async function run(traced: Program, call: KernelCall, engine: EngineName) {
  const inputs = valuesOf(call.inputs), executable = await compile(traced, { engine });
  const found = await executable.run(inputs);
  await executable.dispose();
  return { found, expected: interpret(traced, inputs) };
}

async function outcome(call: KernelCall, smooth: boolean, column: Column): Promise<string> {
  const [engine, precision] = column;
  try {
    const { found, expected } = await run(program(call, precision), call, engine);
    assertAllClose(found, expected, SAME, `${column}`);
    if (!smooth) return "yes";
    const derivatives = await run(derivativeProgram(call, precision), call, engine);
    for (const [name, values] of Object.entries(derivatives.expected)) {
      assertSameVector(derivatives.found[name], values, SAME_DERIVATIVES[precision], `${column}, ${name}`);
    }
    return "yes";
  } catch (error) {
    return error instanceof Error ? error.name : String(error);
  }
}

/** 0 where the gradient of a call is 0, `null` where nothing can be differentiated. */
function orderWithoutSmoothness(name: string, call: KernelCall): 0 | null {
  const floats = Object.keys(call.inputs).filter((key) => call.inputs[key].dtype === "float");
  if (floats.length === 0) return null;
  try {
    const traced = trace((x) => {
      const result = call.apply(x), y = Array.isArray(result) ? result[0] : result;
      if (y.dtype !== "float32") throw new GradientError("the result is not float");
      const gradients = grad(tf.sum(y), floats.map((key) => x[key]), { unconnected: "error" });
      return Object.fromEntries(gradients.map((g, k) => [`g${k}`, g]));
    }, specsOf(call.inputs));
    const found = Object.values(interpret(traced, valuesOf(call.inputs)));
    if (found.some((values) => values.some((value) => value !== 0))) {
      throw new Error(`${name} has a derivative that no case compares with central differences`);
    }
    return 0;
  } catch (error) {
    if (error instanceof GradientError) return null;
    throw error;
  }
}

async function row(name: string, cases: readonly KernelCase[], isFunction: boolean): Promise<KernelRow> {
  const drawn = cases.map(({ call, smooth }) => ({
    call: fc.sample(call, { seed: 5, numRuns: 1 })[0],
    smooth,
  }));
  const calls = drawn.map(({ call }) => call);
  const runs: Record<string, string> = {};
  for (const column of COLUMNS) {
    const outcomes = new Set<string>();
    for (const { call, smooth } of drawn) outcomes.add(await outcome(call, smooth, column));
    runs[column.join(" ")] = outcomes.size === 1 ? [...outcomes][0] : [...outcomes].join(", ");
  }
  const dtypes = calls.flatMap((call) => Object.values(call.inputs).map(({ dtype }) => dtype));
  const order = cases.some(({ smooth }) => smooth) ? HIGHEST_ORDER : orderWithoutSmoothness(name, calls[0]);
  return { name, isFunction, dtypes: [...new Set(dtypes)], order, runs };
}

/** The rows of all kernels and functions. */
export async function kernelTable(): Promise<KernelRow[]> {
  const rows: KernelRow[] = [];
  for (const [name, cases] of Object.entries(KERNEL_CASES)) rows.push(await row(name, cases, false));
  for (const [name, cases] of Object.entries(FUNCTION_CASES)) rows.push(await row(name, cases, true));
  return rows.sort((a, b) => Number(a.isFunction) - Number(b.isFunction) || (a.name < b.name ? -1 : 1));
}
