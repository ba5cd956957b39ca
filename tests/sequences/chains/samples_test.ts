import { assert, assertAlmostEquals, assertEquals, assertNotEquals, assertThrows } from "@std/assert";
import {
  type ChainBatch,
  type ChainPart,
  type ChainTask,
  chainTask,
  doubleChainTask,
  listedItemChance,
  noisedChainTask,
  orderChainTask,
  type OutsidePlace,
  readChain,
  sampleStream,
  singleChainTask,
} from "../../../lib/sequences/chains/mod.ts";
import { generator } from "../../../lib/random/mod.ts";
import { chainHashes } from "../../golden/chain_samples.ts";
import golden from "../../golden/chain_samples.json" with { type: "json" };

const TASKS: readonly ChainTask[] = [
  singleChainTask(),
  doubleChainTask(),
  noisedChainTask(),
  orderChainTask(),
  chainTask("single", { links: 4, steps: [2], items: { from: 20, to: 60 } }),
];
const isItem = (token: number, { items }: ChainTask) => token >= items.from && token <= items.to;
const tokensOf = ({ tokens, length }: ChainBatch, row: number) =>
  tokens.subarray(row * length, (row + 1) * length);

/** What is wrong with a row, written anew with the numbers of the paper file: 20 … 100, mod 5, {0, 1, 4} and {2, 3}. */
function wrong(task: ChainTask, part: ChainPart, batch: ChainBatch, row: number): string | undefined {
  const tokens = tokensOf(batch, row), n = tokens.length, query = task.kind === "order" ? n - 2 : n - 1;
  const next = new Map<number, number>(), intoItem = new Map<number, number>();
  for (let at = 0; at < query; at += 2) {
    const [a, b] = [tokens[at], tokens[at + 1]], difference = (b - a + 1000) % 5;
    const trained = difference === 0 || difference === 1 || difference === 4;
    if (trained !== (part === "train")) return `difference ${difference}`;
    if (a === b || next.has(a)) return `item ${a} twice`;
    if (part !== "outside" && (a < 20 || a > 100 || b < 20 || b > 100)) return "token";
    next.set(a, b);
    intoItem.set(b, (intoItem.get(b) ?? 0) + 1);
  }
  const twice = [...intoItem.values()].filter((count) => count > 1).length;
  if (twice !== (task.kind === "noised" ? 2 : 0)) return `${twice} items with two predecessors`;
  const k = batch.steps[row];
  if (task.kind === "order" && tokens[n - 1] !== k) return "step token";
  let item = tokens[query];
  for (let step = 0; step < k; step++) {
    const at = batch.path[row * batch.mostSteps + step];
    if (at < 0 || at % 2 !== 0 || tokens[at] !== item) return "path";
    item = next.get(item) ?? -1;
  }
  if (item !== batch.labels[row]) return "label";
  if (task.kind === "noised" && next.has(item)) return "answer is no end";
  return batch.path.subarray(row * batch.mostSteps + k, (row + 1) * batch.mostSteps).every((at) => at === -1)
    ? undefined
    : "path too long";
}

for (const task of TASKS) {
  Deno.test(`of 10⁶ samples of ${task.name}, no training link has a held-out difference, no test link a trained one`, () => {
    for (const [part, samples] of [["train", 800_000], ["test", 200_000]] as const) {
      const stream = sampleStream(task, part, generator(3, task.name)), batch = 20_000;
      for (let from = 0; from < samples; from += batch) {
        const rows = stream.rows(from, batch);
        for (let row = 0; row < batch; row++) {
          const found = wrong(task, part, rows, row);
          if (found) throw new Error(`${part}, row ${from + row}: ${found}: ${tokensOf(rows, row)}`);
        }
      }
    }
  });

  Deno.test(`samples of ${task.name} are read back with the same label, steps and path`, () => {
    for (const part of ["train", "test", "outside"] as const) {
      const batch = sampleStream(task, part, generator(4), { place: "all" }).rows(0, 1000);
      for (let row = 0; row < batch.rows; row++) {
        const { label, steps, path, linkParts } = readChain(task, tokensOf(batch, row));
        assertEquals([label, steps], [batch.labels[row], batch.steps[row]]);
        assertEquals(path, [...batch.path.subarray(row * batch.mostSteps, row * batch.mostSteps + steps)]);
        assert(linkParts.every((of) => of === (part === "train" ? "train" : "test")));
      }
    }
  });
}

Deno.test("the check of samples finds a held-out difference, a repeated item, a wrong label and a wrong path", () => {
  const task = singleChainTask(),
    at = (change: (batch: ChainBatch) => void) => {
      const batch = sampleStream(task, "train", generator(1)).rows(0, 1);
      change(batch);
      return wrong(task, "train", batch, 0);
    };
  assertEquals(at(() => {}), undefined);
  assertEquals(at(({ tokens }) => tokens[1] = tokens[0] + 2), "difference 2");
  assertEquals(at(({ tokens }) => tokens.copyWithin(2, 0, 2))?.slice(-5), "twice");
  assertEquals(at(({ labels }) => labels[0]++), "label");
  assertEquals(at(({ path }) => path[0] = 1), "path");
});

Deno.test("untrained tokens stand at the places asked for, and the answer is always a trained item", () => {
  for (const task of TASKS) {
    for (const place of ["query", "between", "all"] as OutsidePlace[]) {
      if (place === "between" && task.steps.includes(1)) continue;
      const batch = sampleStream(task, "outside", generator(5), { place }).rows(0, 2000);
      for (let row = 0; row < batch.rows; row++) {
        const tokens = tokensOf(batch, row),
          { items, query } = readChain(task, tokens),
          label = batch.labels[row];
        const expected = (token: number) =>
          place === "query"
            ? token === query
            : place === "between"
            ? items.slice(1, -1).includes(token)
            : token !== label;
        const listed = task.kind === "order" ? tokens.subarray(0, -1) : tokens;
        for (const token of listed) {
          assertEquals(!isItem(token, task), expected(token), `${place}: ${tokens}`);
        }
      }
    }
  }
});

Deno.test("k, the queried place and the place of links in the sequence are uniform", () => {
  const rows = 40_000, error = (share: number) => 4 * Math.sqrt(share * (1 - share) / rows);
  const order = sampleStream(orderChainTask(), "train", generator(6)).rows(0, rows);
  for (const k of [1, 2, 3]) {
    assertAlmostEquals(order.steps.filter((steps) => steps === k).length / rows, 1 / 3, error(1 / 3));
  }
  const single = sampleStream(singleChainTask(), "train", generator(6)).rows(0, rows);
  for (let at = 0; at < 12; at += 2) {
    const share = Array.from({ length: rows }, (_, row) =>
      single.path[2 * row]).filter((p) => p === at).length / rows;
    assertAlmostEquals(share, 1 / 6, error(1 / 6));
  }
  let starts = 0;
  for (let row = 0; row < rows; row++) {
    const tokens = tokensOf(single, row);
    if (!tokens.subarray(0, 12).some((token, i) => i % 2 === 1 && token === tokens[12])) starts++;
  }
  assertAlmostEquals(starts / rows, 1 / 5, error(1 / 5)); // queries x_0 … x_4
});

Deno.test("links go along the chain where the task says so", () => {
  for (const [linkOrder, step] of [["forward", 2], ["reverse", -2]] as const) {
    const batch = sampleStream(singleChainTask({ linkOrder }), "train", generator(2)).rows(0, 200);
    for (let row = 0; row < 200; row++) assertEquals(batch.path[2 * row + 1] - batch.path[2 * row], step);
  }
});

Deno.test("a row is the same alone and in batches; seeds, parts and places differ; drawing does not advance", () => {
  for (const task of TASKS) {
    const stream = () => sampleStream(task, "train", generator(8)),
      all = stream().rows(0, 1500),
      jumping = stream();
    for (const row of [1400, 0, 255, 256, 600]) {
      const alone = jumping.rows(row, 1);
      assertEquals(alone.tokens, tokensOf(all, row));
      assertEquals(alone.labels[0], all.labels[row]);
      assertEquals(alone.path, all.path.subarray(row * all.mostSteps, (row + 1) * all.mostSteps));
    }
    assertEquals(
      stream().batches(7, 500).next().value!.tokens,
      all.tokens.subarray(500 * task.length, 507 * task.length),
    );
  }
  const task = singleChainTask(), source = generator(8), before = source.state();
  const first = (part: ChainPart, from = source, place: OutsidePlace = "query") =>
    sampleStream(task, part, from, { place }).rows(0, 20).tokens;
  assertEquals(first("train"), first("train", source, "all"));
  assertNotEquals(first("train"), first("train", generator(9)));
  assertNotEquals(first("train"), first("train", source.fork("other")));
  assertNotEquals(first("outside"), first("outside", source, "between"));
  assertEquals(source.state(), before);
});

Deno.test("a network that guesses a listed item is right once in five for 4 links", () => {
  assertEquals(listedItemChance(TASKS[4]), 1 / 5);
  assertEquals(listedItemChance(noisedChainTask()), 1 / 12);
});

Deno.test("the samples of each task and part are those of the golden hash", () => {
  assertEquals(chainHashes(), golden);
});

Deno.test("parts, places and row numbers that a task has not are refused, and chains that cannot be found", () => {
  const task = singleChainTask(), source = generator(1);
  assertThrows(
    () => sampleStream(task, "validation" as ChainPart, source),
    RangeError,
    '"validation" is unknown',
  );
  assertThrows(
    () => sampleStream(task, "outside", source, { place: "end" as OutsidePlace }),
    RangeError,
    '"end" is unknown',
  );
  assertThrows(
    () => sampleStream(orderChainTask(), "outside", source, { place: "between" }),
    RangeError,
    "2 or more are needed",
  );
  assertThrows(
    () => sampleStream(singleChainTask({ outside: [] }), "outside", source),
    RangeError,
    "there are no untrained tokens",
  );
  assertThrows(() => sampleStream(task, "train", source).rows(-1, 1), RangeError, "got -1");
  assertThrows(() => sampleStream(task, "train", source).batches(0), RangeError, "got 0");
  const stuck = chainTask("single", {
    links: 4,
    steps: [1],
    items: { from: 20, to: 30 },
    trainDifferences: [0],
  });
  assertThrows(
    () => sampleStream(stuck, "train", source).rows(0, 1),
    RangeError,
    "no train sequence without a repeated",
  );
});
