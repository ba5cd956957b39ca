/** Draws single sequences of a part. */
import type { Generator } from "../../random/mod.ts";
import type { ChainBatch } from "./chain_batch.ts";
import { type ChainShape, chainShape } from "./chain_shape.ts";
import { linkedTokens } from "./linked_tokens.ts";
import type { ChainPart, ChainTask, LinkOrder, OutsidePlace } from "./task.ts";

/** Number of rejected items before a sequence is started again, and number of sequences before giving up. */
const ITEM_TRIES = 200, SEQUENCE_TRIES = 2000;

/** Draws one sequence into a row of a batch. */
export type ChainDrawer = (generator: Generator, batch: ChainBatch, row: number) => void;

/**
 * The drawer of a part. k, the queried chain and the position of the query in it are uniform; a chain is a walk whose
 * next item is uniform among those that the part's differences allow and the sequence does not have yet.
 *
 * @param place which tokens are untrained in the part "outside"
 * @throws {RangeError} for an unknown part or place, a task without untrained tokens, or no item between query and
 *   answer; while drawing, if no sequence is found
 */
export function chainDrawer(task: ChainTask, part: ChainPart, place: OutsidePlace): ChainDrawer {
  checkPart(task, part, place);
  const shape = chainShape(task),
    { chains, links, noiseLinks, queryPosition } = shape,
    { modulus, steps } = task;
  const differences = part === "train" ? task.trainDifferences : task.testDifferences;
  const trained = linkedTokens([task.items], modulus, differences);
  const untrained = linkedTokens(task.outside, modulus, differences);
  const used = new Uint8Array(task.vocabulary), items = new Int32Array(shape.items);
  let listed = 0;

  const add = (generator: Generator, tokens: Int32Array): boolean => {
    for (let tries = 0; tokens.length > 0 && tries < ITEM_TRIES; tries++) {
      const token = tokens[generator.integer(tokens.length)];
      if (used[token]) continue;
      used[token] = 1;
      items[listed++] = token;
      return true;
    }
    return false;
  };

  /** Fills `items` with the chains in sequence, then the sources of the noise links into `inner`. */
  const addAll = (
    generator: Generator,
    asked: number,
    index: number,
    k: number,
    inner: readonly number[],
  ): boolean => {
    for (let i = 0; i < listed; i++) used[items[i]] = 0;
    listed = 0;
    const from = asked * (links + 1) + index;
    const poolAt = (i: number) => part === "outside" && isOutside(place, i - from, k) ? untrained : trained;
    for (let i = 0; i < chains * (links + 1); i++) {
      const pool = poolAt(i), first = i % (links + 1) === 0;
      if (!add(generator, first ? pool.all : pool.targets[items[i - 1] % modulus])) return false;
    }
    for (const target of inner) {
      if (!add(generator, poolAt(Infinity).sources[items[target] % modulus])) return false;
    }
    return true;
  };

  return (generator, batch, row) => {
    const k = steps[generator.integer(steps.length)], asked = generator.integer(chains);
    const index = task.kind === "noised" ? links - k : generator.integer(links - k + 1);
    const inner = Array.from(
      { length: noiseLinks },
      (_, chain) => chain * (links + 1) + 1 + generator.integer(links - 1),
    );
    let tries = 0;
    while (!addAll(generator, asked, index, k, inner)) {
      if (++tries < SEQUENCE_TRIES) continue;
      throw new RangeError(
        `task ${task.name}: no ${part} sequence without a repeated item was found in ${tries} tries; ` +
          "allow more items, more differences or shorter chains",
      );
    }
    const pairs = pairsOf(shape, inner), order = orderOf(task.linkOrder, pairs.length, generator);
    const start = row * batch.length, query = asked * (links + 1) + index;
    batch.path.fill(-1, row * batch.mostSteps, (row + 1) * batch.mostSteps);
    order.forEach((pair, at) => {
      const [source, target] = pairs[pair], step = source - query;
      batch.tokens[start + 2 * at] = items[source];
      batch.tokens[start + 2 * at + 1] = items[target];
      if (step >= 0 && step < k) batch.path[row * batch.mostSteps + step] = 2 * at;
    });
    batch.tokens[start + queryPosition] = items[query];
    if (task.kind === "order") batch.tokens[start + queryPosition + 1] = k;
    batch.labels[row] = items[query + k];
    batch.steps[row] = k;
  };
}

/** Whether the item `step` places after the query is untrained. */
function isOutside(place: OutsidePlace, step: number, k: number): boolean {
  if (place === "query") return step === 0;
  return place === "between" ? step > 0 && step < k : step !== k;
}

/** Links as indices of items: chain by chain, then the noise links. */
function pairsOf({ chains, links }: ChainShape, inner: readonly number[]): readonly (readonly number[])[] {
  const inChains = Array.from({ length: chains * links }, (_, i) => {
    const source = i + Math.floor(i / links);
    return [source, source + 1];
  });
  return [...inChains, ...inner.map((target, i) => [chains * (links + 1) + i, target])];
}

function orderOf(linkOrder: LinkOrder, count: number, generator: Generator): number[] {
  const order = Array.from({ length: count }, (_, i) => i);
  if (linkOrder === "reverse") return order.reverse();
  if (linkOrder === "forward") return order;
  for (let i = count - 1; i > 0; i--) {
    const j = generator.integer(i + 1);
    [order[i], order[j]] = [order[j], order[i]];
  }
  return order;
}

function checkPart({ name, outside, steps }: ChainTask, part: ChainPart, place: OutsidePlace): void {
  if (!["train", "test", "outside"].includes(part)) {
    throw new RangeError(`task ${name}: part "${part}" is unknown, allowed train, test, outside`);
  }
  if (!["query", "between", "all"].includes(place)) {
    throw new RangeError(`task ${name}: place "${place}" is unknown, allowed query, between, all`);
  }
  if (part !== "outside") return;
  if (outside.length === 0) {
    throw new RangeError(`task ${name}: there are no untrained tokens for the part "outside"`);
  }
  if (place === "between" && steps.some((k) => k < 2)) {
    throw new RangeError(
      `task ${name}: steps [${steps}], but 2 or more are needed for an item between query and answer`,
    );
  }
}
