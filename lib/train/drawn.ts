/** Random numbers of a step, which the host draws and hands to the traced loss. */
import type { Shape } from "../graph/mod.ts";
import { type Generator, generator } from "../random/mod.ts";

/** A tensor of random numbers, new at every step. */
export interface DrawnTensor {
  readonly shape: Shape;
  /** Everything that decides the numbers beside the generator, as it goes into keys of results. */
  readonly settings: Readonly<Record<string, number | string>>;
  /** Numbers of one step, row-major. */
  draw(stream: Generator): Float64Array;
  /** Seed and name of its stream, where they are not the training's seed and its own name. */
  readonly stream?: { readonly seed: number; readonly name: string };
}

/** The tensors that a training draws; each has a stream of its own name. */
export interface Drawn {
  readonly seed: number;
  readonly tensors: Readonly<Record<string, DrawnTensor>>;
}

/**
 * Numbers of a drawn tensor at a step, counted from 0; the same however the step is reached.
 *
 * @throws {RangeError} if the tensor draws another number of values than its shape holds
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
