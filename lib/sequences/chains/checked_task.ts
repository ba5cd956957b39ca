/** Rejects invalid specifications. */
import { checkRange, checkToken, inRange, rangeSize } from "../anchors/token_range.ts";
import { chainShape } from "./chain_shape.ts";
import type { ChainTask } from "./task.ts";

/**
 * Checks the numbers of a specification and returns it.
 *
 * @throws {TypeError} for lengths, steps, tokens or residues that are not integers
 * @throws {RangeError} for what paper 02, section 8 rejects: a length that does not fit the kind, k < 1 or k not below
 *   the number of items of a chain, several k if the sequence does not say which, fewer items than a sequence lists,
 * an empty class of differences or two that overlap; and for tokens outside the vocabulary, untrained tokens that are
 * items, or step tokens that are either
 */
export function checkedChainTask<T extends ChainTask>(task: T): T {
  const what = `task ${task.name}`, { items, outside, vocabulary, steps, kind } = task;
  for (
    const [quantity, value] of Object.entries({ length: task.length, modulus: task.modulus, vocabulary })
  ) {
    if (!Number.isInteger(value)) {
      throw new TypeError(`${what}: ${quantity} must be an integer, got ${value}`);
    }
  }
  const shape = chainShape(task);
  if (kind === "noised" && shape.links < 2) {
    throw new RangeError(`${what}: chains of 1 link have no inner item for a noise link, allowed 2 or more`);
  }
  checkSteps(what, task, shape.links);
  checkRange(`${what}, items`, items);
  checkToken(`${what}, items`, items.to, vocabulary);
  if (rangeSize(items) < shape.items) {
    throw new RangeError(
      `${what}: ${rangeSize(items)} items ${items.from} … ${items.to}, ` +
        `allowed ${shape.items} or more, which a sequence lists`,
    );
  }
  for (const range of outside) {
    checkRange(`${what}, untrained tokens`, range);
    checkToken(`${what}, untrained tokens`, range.to, vocabulary);
    if (range.from <= items.to && items.from <= range.to) {
      throw new RangeError(
        `${what}: untrained tokens ${range.from} … ${range.to} overlap the items ${items.from} … ${items.to}`,
      );
    }
  }
  if (kind === "order") {
    const both = steps.find((k) => [items, ...outside].some((range) => inRange(range, k)));
    if (both !== undefined) {
      throw new RangeError(`${what}: the token ${both} says k and is an item or an untrained token, too`);
    }
  }
  checkDifferences(what, task);
  if (!["shuffled", "forward", "reverse"].includes(task.linkOrder)) {
    throw new RangeError(
      `${what}: order of links "${task.linkOrder}" is unknown, allowed shuffled, forward, reverse`,
    );
  }
  return task;
}

function checkSteps(what: string, { kind, steps, vocabulary }: ChainTask, links: number): void {
  if (steps.length === 0) throw new RangeError(`${what}: there is no step count, needed one or more`);
  steps.forEach((k, i) => {
    if (!Number.isInteger(k)) throw new TypeError(`${what}: a step count must be an integer, got ${k}`);
    if (k < 1 || k > links) {
      throw new RangeError(
        `${what}: k = ${k} steps in a chain of ${links + 1} items, allowed 1 … ${links}`,
      );
    }
    if (steps.indexOf(k) !== i) throw new RangeError(`${what}: k = ${k} is there twice`);
    if (kind === "order") checkToken(`${what}, the token that says k`, k, vocabulary);
  });
  if (steps.length > 1 && (kind === "single" || kind === "double")) {
    throw new RangeError(
      `${what}: steps [${steps}], allowed is one, because a sequence of kind "${kind}" does not say which`,
    );
  }
}

function checkDifferences(what: string, task: ChainTask): void {
  const { modulus, trainDifferences, testDifferences } = task;
  if (modulus < 2) throw new RangeError(`${what}: modulus ${modulus}, allowed 2 or more`);
  for (const [part, residues] of Object.entries({ train: trainDifferences, test: testDifferences })) {
    if (residues.length === 0) throw new RangeError(`${what}: no difference is left for the ${part} part`);
    for (const residue of residues) {
      if (!Number.isInteger(residue)) {
        throw new TypeError(`${what}: a difference must be an integer, got ${residue}`);
      }
      if (residue < 0 || residue >= modulus) {
        throw new RangeError(`${what}: difference ${residue} modulo ${modulus}, allowed 0 … ${modulus - 1}`);
      }
    }
  }
  const both = trainDifferences.find((residue) => testDifferences.includes(residue));
  if (both !== undefined) throw new RangeError(`${what}: difference ${both} is trained and held back`);
}
