/** Tensors with seeded random elements, for tests of the engine. */
import * as tf from "@tensorflow/tfjs-core";
import { assert, assertEquals } from "@std/assert";
import type { DType, HostArray, HostArrays, InputSpec, Values } from "../../lib/graph/mod.ts";
import { type Generator, generator } from "../../lib/random/mod.ts";

/** A tensor's shape, dtype and row-major elements; the float ones are float32 numbers, so that no engine rounds them. */
export interface DrawnTensor {
  readonly shape: readonly number[];
  readonly dtype: DType;
  readonly values: Values;
}

/** Draws one element. */
export type Draw = (stream: Generator) => number;

/** Uniform between two bounds. */
export const between = (low: number, high: number): Draw => (stream) => low + (high - low) * stream.uniform();

/** One of −2 … 2, so that equal elements are frequent. */
export const smallInteger: Draw = (stream) => stream.integer(5) - 2;

/** A tensor of drawn elements. */
export function drawTensor(
  shape: readonly number[],
  seed: number,
  draw: Draw,
  dtype: DType = "float",
): DrawnTensor {
  const stream = generator(seed, shape.length, ...shape);
  const size = shape.reduce((product, length) => product * length, 1);
  const numbers = Array.from({ length: size }, () => Math.fround(draw(stream)));
  const values = dtype === "float"
    ? Float64Array.from(numbers)
    : dtype === "int32"
    ? Int32Array.from(numbers)
    : Uint8Array.from(numbers);
  return { shape, dtype, values };
}

/** Input specifications for `trace`. */
export function specsOf(tensors: Record<string, DrawnTensor>): Record<string, InputSpec> {
  return Object.fromEntries(
    Object.entries(tensors).map(([name, { shape, dtype }]) => [name, { shape, dtype }]),
  );
}

/** Elements by name, for running a program. */
export function valuesOf(tensors: Record<string, DrawnTensor>): Record<string, Values> {
  return Object.fromEntries(Object.entries(tensors).map(([name, { values }]) => [name, values]));
}

/** TF.js's own tensor with the same elements. */
export function eagerTensor({ shape, dtype, values }: DrawnTensor): tf.Tensor {
  return dtype === "float"
    ? tf.tensor(Float32Array.from(values), [...shape], "float32")
    : tf.tensor(values as Int32Array, [...shape], dtype);
}

/** Make TF.js's cpu backend current, without the advertisement that it prints. */
export async function useCpuBackend(): Promise<void> {
  tf.env().set("PROD", true);
  await tf.setBackend("cpu");
}

/** Fails unless all elements agree within `relative · |expected| + absolute`; NaN and infinities must be equal. */
export function assertClose(
  actual: HostArray,
  expected: HostArray,
  tolerance: { relative: number; absolute?: number },
  what: string,
): void {
  assertEquals(actual.length, expected.length, `${what}: number of elements`);
  const { relative, absolute = relative } = tolerance;
  for (let i = 0; i < expected.length; i++) {
    const close = Object.is(actual[i], expected[i]) || actual[i] === expected[i] ||
      Math.abs(actual[i] - expected[i]) <= relative * Math.abs(expected[i]) + absolute;
    assert(close, `${what}: element ${i} is ${actual[i]}, expected ${expected[i]}`);
  }
}

/** The same, for each output of a program. */
export function assertAllClose(
  actual: HostArrays,
  expected: HostArrays,
  tolerance: { relative: number; absolute?: number },
  what: string,
): void {
  assertEquals(Object.keys(actual), Object.keys(expected), `${what}: names`);
  for (const name of Object.keys(expected)) {
    assertClose(actual[name], expected[name], tolerance, `${what}, ${name}`);
  }
}
