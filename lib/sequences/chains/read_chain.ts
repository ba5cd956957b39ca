/** The chain function itself: the answer of a given sequence. */
import { checkToken } from "../anchors/token_range.ts";
import { chainShape } from "./chain_shape.ts";
import { linkPart } from "./difference_class.ts";
import type { ChainTask } from "./task.ts";

/** Content of a sequence of a chain task. */
export interface ReadChain {
  readonly query: number;
  readonly steps: number;
  readonly label: number;
  /** Items from the query to the answer, `[steps + 1]`. */
  readonly items: readonly number[];
  /** Position of the source of each link on the way, `[steps]`; its target is at the next position. */
  readonly path: readonly number[];
  /** Part of each link's difference, in the order of the sequence. */
  readonly linkParts: readonly ("train" | "test" | "none")[];
}

/**
 * Reads a sequence by following its links (paper 02, section 3).
 *
 * ```ts
 * import { chainTask, readChain } from "@paper-notebooks/lib/sequences/chains";
 * const task = chainTask("single", { links: 3, steps: [2] });
 * if (readChain(task, [30, 34, 25, 30, 34, 60, 25]).label !== 34) throw new Error(); // 25 → 30 → 34
 * ```
 *
 * @param tokens one sequence, `[length]`
 * @throws {TypeError} for tokens that are not integers
 * @throws {RangeError} for another length, tokens outside the vocabulary, an item with two successors, a step token
 *   that is not one of the task's, or a chain that ends before the answer or, for the kind "noised", returns to itself
 */
export function readChain(task: ChainTask, tokens: ArrayLike<number>): ReadChain {
  const what = `readChain of ${task.name}`, { kind, steps, length } = task;
  if (tokens.length !== length) throw new RangeError(`${what}: ${tokens.length} tokens, allowed ${length}`);
  for (let i = 0; i < length; i++) checkToken(what, tokens[i], task.vocabulary);
  const { queryPosition } = chainShape(task), position = new Map<number, number>();
  const linkParts: ReadChain["linkParts"][number][] = [];
  for (let at = 0; at < queryPosition; at += 2) {
    if (position.has(tokens[at])) {
      throw new RangeError(
        `${what}: item ${tokens[at]} has two successors, ${tokens[position.get(tokens[at])! + 1]} and ${
          tokens[at + 1]
        }`,
      );
    }
    position.set(tokens[at], at);
    linkParts.push(linkPart(task, tokens[at], tokens[at + 1]));
  }
  const query = tokens[queryPosition], items = [query], path: number[] = [];
  const wanted = kind === "noised" ? Infinity : kind === "order" ? tokens[queryPosition + 1] : steps[0];
  if (kind === "order" && !steps.includes(wanted)) {
    throw new RangeError(`${what}: the token ${wanted} says no step count, allowed ${steps.join(", ")}`);
  }
  while (path.length < wanted) {
    const item = items[items.length - 1], at = position.get(item);
    if (at === undefined) break;
    path.push(at);
    items.push(tokens[at + 1]);
    if (wanted === Infinity && items.indexOf(tokens[at + 1]) < items.length - 1) {
      throw new RangeError(`${what}: the chain from ${query} comes back to ${tokens[at + 1]} and has no end`);
    }
  }
  if (wanted === Infinity ? !steps.includes(path.length) : path.length < wanted) {
    throw new RangeError(
      `${what}: the chain from ${query} ends after ${path.length} steps, allowed ${steps.join(", ")}`,
    );
  }
  return { query, steps: path.length, label: items[items.length - 1], items, path, linkParts };
}

/**
 * Accuracy of guessing one of the items that a sequence lists: the plateau of a network that has learnt only that
 * (paper 02, section 8: 1/5 for 4 links).
 */
export function listedItemChance(task: ChainTask): number {
  return 1 / chainShape(task).items;
}
