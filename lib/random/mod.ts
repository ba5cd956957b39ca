/**
 * Seeded random numbers: a generator that can be split by label and saved bit for bit (pure-rand's xoroshiro128+),
 * with permutations, samples without replacement and arrays of uniform and normal numbers.
 *
 * @module
 */
export { type Generator, generator, generatorFromState } from "./generator.ts";
export { permutation } from "./permutation.ts";
export { sampleWithoutReplacement } from "./sample.ts";
export { normalArray, uniformArray } from "./arrays.ts";
