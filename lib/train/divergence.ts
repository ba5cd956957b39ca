/** Finds the first step of a call after which a number is not finite. */
import type { HostArray, HostArrays, LoopExecutable, Results } from "../graph/mod.ts";
import { DivergenceError } from "./errors.ts";

/** A call of the engine and its results. */
export interface Call {
  readonly loop: LoopExecutable;
  /** Steps done before it. */
  readonly first: number;
  readonly count: number;
  /** The carried state before the call, with finite parameters. */
  readonly before: HostArrays;
  readonly perStep: HostArrays;
  readonly after: Results;
  /** Curves by their names in messages: one value per step, computed from the parameters before it. */
  readonly curves: Readonly<Record<string, HostArray>>;
}

/**
 * Throws for the first step at which a parameter or a curve is not finite; the step does not depend on how steps are
 * grouped into calls.
 *
 * @throws {DivergenceError} that names the step and the parameter or the curve
 */
export async function requireFiniteCall(call: Call): Promise<void> {
  const { first, count, curves, after } = call, found = { at: count, name: "", value: 0 };
  for (const [name, values] of Object.entries(curves)) {
    const at = notFinite(values);
    if (at >= 0 && (found.name === "" || at < found.at)) {
      Object.assign(found, { at, name, value: values[at] });
    }
  }
  if (found.name === "" && notFinite(after.parameters) < 0) return;
  const parameters = await firstBadParameters(call, found.at);
  if (parameters) requireFinite(first + parameters.steps, { parameters: parameters.values });
  throw new DivergenceError(first + found.at, found.name, found.value);
}

/**
 * Throws if a value is not finite.
 *
 * @throws {DivergenceError} that names the step, the array and the position in it
 */
export function requireFinite(step: number, values: HostArrays): void {
  for (const [name, array] of Object.entries(values)) {
    const bad = notFinite(array);
    if (bad >= 0) throw new DivergenceError(step, array.length === 1 ? name : `${name}[${bad}]`, array[bad]);
  }
}

function notFinite(values: HostArray): number {
  return values.findIndex((value) => !Number.isFinite(value));
}

/**
 * Parameters after the smallest number of steps, at most `last`, after which they are not all finite; by bisection,
 * since they stay non-finite. The steps are repeated because a check at every step would slow down all trainings.
 */
async function firstBadParameters(
  call: Call,
  last: number,
): Promise<{ steps: number; values: HostArray } | null> {
  const { loop, perStep, count } = call;
  const rows = (from: number, to: number) =>
    Object.fromEntries(
      Object.entries(perStep).map(([name, values]) => {
        const width = values.length / count;
        return [name, values.subarray(from * width, to * width)];
      }),
    );
  let finite = 0, state = call.before, bad: { steps: number; values: HostArray } | null = null;
  for (let middle = last; middle > finite;) {
    const next = (await loop.run(state, rows(finite, middle), middle - finite)).state;
    if (notFinite(next.parameters) < 0) [finite, state] = [middle, next];
    else bad = { steps: middle, values: next.parameters };
    middle = Math.floor((finite + (bad?.steps ?? finite)) / 2);
  }
  return bad;
}
