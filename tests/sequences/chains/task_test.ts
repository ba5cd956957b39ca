import { assertEquals, assertThrows } from "@std/assert";
import {
  chainShape,
  type ChainTask,
  checkedChainTask,
  differenceClass,
  doubleChainTask,
  linkPart,
  noisedChainTask,
  orderChainTask,
  readChain,
  singleChainTask,
} from "../../../lib/sequences/chains/mod.ts";

Deno.test("of all 81 · 80 links of 20 … 100, each is in one part only, by its difference modulo 5", () => {
  const task = singleChainTask();
  let links = 0;
  for (let source = 20; source <= 100; source++) {
    for (let target = 20; target <= 100; target++) {
      if (source === target) continue;
      const isTrained = [0, 1, 4].includes((target - source + 100) % 5);
      assertEquals(linkPart(task, source, target), isTrained ? "train" : "test", `${source}→${target}`);
      links++;
    }
  }
  assertEquals(links, 81 * 80);
  assertEquals(linkPart({ ...task, testDifferences: [2] }, 20, 23), "none");
});

Deno.test("differences are residues in 0 … modulus − 1, also backwards", () => {
  assertEquals([[3, 9], [9, 3], [5, 5]].map(([a, b]) => differenceClass(a, b, 5)), [1, 4, 0]);
  assertThrows(() => differenceClass(1.5, 2, 5), TypeError, "got 1.5, 2, 5");
  assertThrows(() => differenceClass(1, 2, 1), RangeError, "got 1");
});

Deno.test("the kinds have the paper's lengths: 2m + 1, 4m + 1, 4m + 5, 2m + 2", () => {
  const shapes = [singleChainTask(), doubleChainTask(), noisedChainTask(), orderChainTask()]
    .map((
      task,
    ) => [task.length, chainShape(task).links, chainShape(task).items, chainShape(task).queryPosition]);
  assertEquals(shapes, [[13, 6, 7, 12], [13, 3, 8, 12], [21, 4, 12, 20], [14, 6, 7, 12]]);
});

const refused = (
  task: ChainTask,
  change: Partial<ChainTask>,
  message: string,
  kind: typeof Error = RangeError,
) => assertThrows(() => checkedChainTask({ ...task, ...change }), kind, message);

Deno.test("specifications that the paper file rejects are refused with what is allowed", () => {
  const single = singleChainTask();
  refused(single, { steps: [7] }, "k = 7 steps in a chain of 7 items, allowed 1 … 6");
  refused(single, { steps: [0] }, "k = 0");
  refused(single, { steps: [1.5] }, "got 1.5", TypeError);
  refused(single, { steps: [] }, "no step count");
  refused(single, { steps: [1, 2] }, "does not say which");
  refused(orderChainTask(), { steps: [1, 1] }, "twice");
  refused(single, { length: 12 }, "allowed n = 2m + 1");
  refused(single, { length: 1 }, "allowed n = 2m + 1");
  refused(single, { length: 12.5 }, "got 12.5", TypeError);
  refused(doubleChainTask(), { length: 15 }, "allowed n = 4m + 1");
  refused(noisedChainTask(), { length: 20 }, "allowed n = 4m + 5");
  refused(noisedChainTask({ links: 2, steps: [1] }), { length: 9 }, "no inner item");
  refused(orderChainTask(), { length: 13 }, "allowed n = 2m + 2");
  refused(single, { kind: "tree" as "single" }, '"tree" is unknown');
  refused(single, { items: { from: 20, to: 25 } }, "6 items 20 … 25, allowed 7 or more");
  refused(single, { items: { from: 20, to: 201 }, outside: [] }, "outside the vocabulary");
  refused(single, { outside: [{ from: 90, to: 120 }] }, "overlap the items");
  refused(orderChainTask(), { outside: [{ from: 0, to: 10 }] }, "the token 1 says k");
  refused(single, { trainDifferences: [] }, "no difference is left for the train part");
  refused(single, { testDifferences: [] }, "no difference is left for the test part");
  refused(single, { testDifferences: [1, 2] }, "difference 1 is trained and held back");
  refused(single, { testDifferences: [5] }, "difference 5 modulo 5, allowed 0 … 4");
  refused(single, { testDifferences: [2.5] }, "got 2.5", TypeError);
  refused(single, { modulus: 1 }, "modulus 1, allowed 2 or more");
  refused(single, { linkOrder: "sorted" as "forward" }, '"sorted" is unknown');
});

Deno.test("sequences that say nothing, or two things, are refused", () => {
  const task = singleChainTask({ links: 3 });
  const read = (...tokens: number[]) => () => readChain(task, tokens);
  assertEquals(read(30, 34, 25, 30, 34, 60, 25)().path, [2, 0]);
  assertThrows(read(30, 34, 30, 35, 34, 60, 30), RangeError, "item 30 has two successors, 34 and 35");
  assertThrows(read(30, 34, 25, 30, 34, 60, 34), RangeError, "ends after 1 steps");
  assertThrows(read(30, 34, 25), RangeError, "3 tokens, allowed 7");
  assertThrows(read(30, 34, 25, 30, 34, 201, 25), RangeError, "201 is outside");
  assertThrows(read(30, 34, 25, 30, 34, 0.5, 25), TypeError, "got 0.5");
  const order = orderChainTask({ links: 3 });
  assertThrows(
    () => readChain(order, [30, 34, 25, 30, 34, 60, 25, 4]),
    RangeError,
    "token 4 says no step count",
  );
  const noised = noisedChainTask({ links: 2, steps: [1] });
  const loop = [30, 34, 34, 30, 40, 41, 41, 42, 50, 34, 51, 41, 30];
  assertThrows(() => readChain(noised, loop), RangeError, "comes back to 30");
});
