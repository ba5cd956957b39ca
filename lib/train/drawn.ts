/** Random numbers of a step, which the host draws and passes to the traced loss. */
import type { Shape } from "../graph/mod.ts";
import { type Generator, generator } from "../random/mod.ts";

/** A tensor of random numbers, new at every step. */
export interface DrawnTensor {
  readonly shape: Shape;
  /** Everything besides the generator that determines the numbers, for the keys of results. */
  readonly settings: Readonly<Record<string, number | string>>;
  /** Numbers of one step, row-major. */
  draw(stream: Generator): Float64Array;
  /** Seed and name of its stream, if they differ from the training's seed and the tensor's name. */
  readonly stream?: { readonly seed: number; readonly name: string };
}

/** The tensors that a training draws; each has its own stream, named after it. */
export interface Drawn {
  readonly seed: number;
  readonly tensors: Readonly<Record<string, DrawnTensor>>;
}

/**
 * Numbers of a drawn tensor at a step, counted from 0. They depend only on the step, not on how it is reached.
 *
 * @throws {RangeError} if the number of drawn values does not fit the tensor's shape
 */
export function drawnAt({ seed, tensors }: Drawn, name: string, step: number): Float64Array {
  const { shape, stream = { seed, name } } = tensors[name];
  const values = tensors[name].draw(generator(stream.seed, "drawn", stream.name, step));
  const size = shape.reduce((product, length) => product * length, 1);
  if (values.length !== size) {
    throw new RangeError(
      `drawn tensor "${name}": shape [${shape}] needs ${size} numbers, got ${values.length}`,
    );
  }
  return values;
}
