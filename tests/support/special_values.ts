/** Calls of the kernels' cases with special values in place of the drawn ones, made by rules that hold for every kernel. */
import * as tf from "@tensorflow/tfjs-core";
import fc from "fast-check";
import type { DType } from "../../lib/graph/mod.ts";
import { type Generator, generator } from "../../lib/random/mod.ts";
import type { KernelCall, KernelCase } from "./kernel_cases.ts";
import type { DrawnTensor } from "./tensors.ts";

/** What is special about a call. */
export const SPECIAL_KINDS = [
  "NaN",
  "infinities",
  "ends of int32",
  "no elements",
  "leading ones",
  "two roles",
] as const;

/** One of {@linkcode SPECIAL_KINDS}. */
export type SpecialKind = typeof SPECIAL_KINDS[number];

/** A call with special values, or with shapes that it may refuse. */
export interface SpecialCall {
  readonly kind: SpecialKind;
  readonly call: KernelCall;
  /** Other elements in place of the call's, for the same program. */
  readonly others: readonly KernelCall["inputs"][];
}

/** How many times the elements of one call are replaced. */
const VARIANTS = 4;

/** Inputs that are places in another, by their names in the cases. */
const INDICES = ["indices", "ids", "labels"];

const INFINITIES = [Infinity, -Infinity, -0, 0, 1, -1, 1e-12, 3];
const WHOLE = [-(2 ** 31), 2 ** 31 - 1, 2 ** 31 - 2, 2 ** 24 + 1, 2 ** 24, -1, 0, 1];

type Inputs = KernelCall["inputs"];

function mapInputs(inputs: Inputs, change: (x: DrawnTensor, name: string) => DrawnTensor): Inputs {
  return Object.fromEntries(Object.entries(inputs).map(([name, x]) => [name, change(x, name)]));
}

/** The same call with other elements in all inputs of a dtype but those that are places. */
function withElements(
  call: KernelCall,
  dtype: DType,
  element: Element,
  seed: number,
): KernelCall | undefined {
  const stream = generator(seed, 1),
    isChanged = (x: DrawnTensor, name: string) =>
      x.dtype === dtype && x.values.length > 0 && !INDICES.includes(name);
  if (!Object.entries(call.inputs).some(([name, x]) => isChanged(x, name))) return undefined;
  const inputs = mapInputs(
    call.inputs,
    (x, name) => isChanged(x, name) ? { ...x, values: x.values.map((old) => element(old, stream)) } : x,
  );
  return { inputs, apply: call.apply };
}

/** Elements for another shape, the old ones over and over. */
function reshaped(x: DrawnTensor, shape: readonly number[]): DrawnTensor {
  const size = shape.reduce((product, length) => product * length, 1), { values } = x;
  const cycled = Array.from({ length: size }, (_, i) => values[i % values.length]);
  return { ...x, shape, values: (values.constructor as Float64ArrayConstructor).from(cycled) };
}

/** Calls with an axis of every input without elements, counted from the front or from the end. */
function emptied(call: KernelCall): KernelCall[] {
  const shapes = Object.values(call.inputs).map(({ shape }) => shape);
  const deepest = Math.max(0, ...shapes.map((shape) => shape.length));
  const axes = Array.from({ length: deepest }, (_, axis) => [axis, axis - deepest]).flat();
  return axes.map((axis) => ({
    apply: call.apply,
    inputs: mapInputs(call.inputs, (x) => {
      const at = axis < 0 ? axis + x.shape.length : axis;
      return at in x.shape ? reshaped(x, x.shape.with(at, 0)) : x;
    }),
  }));
}

/** Calls with two more leading axes, of which each input has one of its own and 1 for the other. */
function prefixed(call: KernelCall): KernelCall[] {
  return [[[2, 1], [1, 2]], [[1, 3], [2, 3]], [[2, 2], [2, 1]]].map((leading) => {
    let k = 0;
    const inputs = mapInputs(call.inputs, (x) => reshaped(x, [...leading[k++ % 2], ...x.shape]));
    return { inputs, apply: call.apply };
  });
}

/** Calls with one tensor in place of the first two: as it is, and in the second's shape where it fills that. */
function shared({ inputs, apply }: KernelCall): KernelCall[] {
  const [first, second] = Object.keys(inputs);
  if (second === undefined || INDICES.includes(second) || inputs[first].dtype !== inputs[second].dtype) {
    return [];
  }
  const others = Object.fromEntries(Object.entries(inputs).filter(([name]) => name !== second));
  const shapes = [inputs[first].shape];
  if (inputs[first].values.length === inputs[second].values.length) shapes.push(inputs[second].shape);
  return shapes.map((shape) => ({
    inputs: others,
    // In the order of the inputs, which some calls take as a list.
    apply: (tensors) =>
      apply(
        Object.fromEntries(
          Object.keys(inputs).map((name) =>
            [name, name === second ? tf.reshape(tensors[first], [...shape]) : tensors[name]] as const
          ),
        ),
      ),
  }));
}

type Element = (old: number, stream: Generator) => number;

/** What stands in place of a drawn element, by kind. */
const ELEMENTS: readonly (readonly [SpecialKind, DType, Element])[] = [
  ["NaN", "float", (old, stream) => stream.integer(3) === 0 ? NaN : old],
  ["infinities", "float", (old, stream) => [old, ...INFINITIES][stream.integer(INFINITIES.length + 1)]],
  ["ends of int32", "int32", (_, stream) => WHOLE[stream.integer(WHOLE.length)]],
];

/** Calls of a case with special values. */
export function specialCalls({ call }: KernelCase, numRuns = 2): SpecialCall[] {
  return fc.sample(call, { seed: 3, numRuns }).flatMap((call, k) => [
    ...ELEMENTS.flatMap(([kind, dtype, element]) => {
      const seeds = Array.from({ length: VARIANTS }, (_, i) => 1 + k * VARIANTS + i);
      const [first, ...rest] = seeds.flatMap((seed) => withElements(call, dtype, element, seed) ?? []);
      return first ? [{ kind, call: first, others: rest.map(({ inputs }) => inputs) }] : [];
    }),
    ...emptied(call).map((call) => ({ kind: "no elements" as const, call, others: [] })),
    ...prefixed(call).map((call) => ({ kind: "leading ones" as const, call, others: [] })),
    ...shared(call).map((call) => ({ kind: "two roles" as const, call, others: [] })),
  ]);
}
