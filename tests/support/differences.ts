/** Central differences of the float64 interpreter: what derivatives are compared with. */
import { assert } from "@std/assert";
import { interpret, type Program, type Values } from "../../lib/graph/mod.ts";

const STEP = 1e-5;

/**
 * Derivatives of a program's scalar output by each element of one input.
 *
 * The fourth-order stencil leaves an error of about STEP⁴ from the formula and 1e-16/STEP from rounding.
 */
export function centralDifferences(
  program: Program,
  output: string,
  inputs: Record<string, Values>,
  by: string,
): Float64Array {
  const x = inputs[by] as Float64Array;
  const alone = { ...program, outputs: { [output]: program.outputs[output] } };
  const at = (k: number, shift: number) => {
    const moved = x.slice();
    moved[k] += shift;
    return interpret(alone, { ...inputs, [by]: moved })[output][0];
  };
  return Float64Array.from(
    x,
    (_, k) => (8 * (at(k, STEP) - at(k, -STEP)) - (at(k, 2 * STEP) - at(k, -2 * STEP))) / (12 * STEP),
  );
}

/** Fails unless two vectors agree within `relative` of the larger one's greatest element. */
export function assertSameVector(
  actual: ArrayLike<number>,
  expected: ArrayLike<number>,
  relative: number,
  what: string,
): void {
  assert(
    actual.length === expected.length,
    `${what}: ${actual.length} elements, expected ${expected.length}`,
  );
  let scale = 1e-3;
  for (let k = 0; k < expected.length; k++) scale = Math.max(scale, Math.abs(expected[k]));
  for (let k = 0; k < expected.length; k++) {
    const close = Math.abs(actual[k] - expected[k]) <= relative * scale;
    assert(close, `${what}: element ${k} is ${actual[k]}, expected ${expected[k]} (scale ${scale})`);
  }
}
