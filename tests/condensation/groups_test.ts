import { assert, assertAlmostEquals, assertEquals, assertLessOrEqual } from "@std/assert";
import * as fc from "fast-check";
import {
  condensationGroups,
  effectiveRatio,
  layerAt,
  mergeRule,
  type Neurons,
  neuronsOf,
  similarities,
} from "../../lib/condensation/mod.ts";
import { averageLinkageGroups } from "../../lib/condensation/average_linkage_groups.ts";
import { leaderGroups } from "../../lib/condensation/leader_groups.ts";
import { generator, normalArray } from "../../lib/random/mod.ts";
import { KINDS, randomNetwork } from "./networks.ts";

/** Neurons with given input vectors. */
function neurons(rows: readonly (readonly number[])[]): Neurons {
  const norms = Float64Array.from(rows, (row) => Math.hypot(...row));
  return {
    count: rows.length,
    incoming: { rows: Float64Array.from(rows.flat()), columns: rows[0].length },
    depthwise: null,
    norms,
    outgoing: norms.map(() => 1),
  };
}

const RANDOM = fc.record({
  count: fc.integer({ min: 1, max: 12 }),
  seed: fc.nat({ max: 1e6 }),
  tau: fc.double({ min: 0.05, max: 1, noNaN: true }),
});
const randomNeurons = ({ count, seed }: { count: number; seed: number }) => {
  const values = normalArray(generator(seed), 3 * count, 0, 1);
  return neurons(Array.from({ length: count }, (_, j) => [...values.subarray(3 * j, 3 * j + 3)]));
};

Deno.test("groups cover all neurons, do not overlap, and keep to τ, by either method and rule", () => {
  fc.assert(
    fc.property(
      RANDOM,
      fc.constantFrom("leader", "average"),
      fc.constantFrom("tanh", "relu"),
      (one, method, activation) => {
        const all = randomNeurons(one), rule = mergeRule(activation as "tanh");
        const groups = condensationGroups(all, rule, {
          tau: one.tau,
          method: method as "leader",
          normSpread: 1e9,
        });
        const members = groups.flatMap((group) => [...group.members]).sort((a, b) => a - b);
        assertEquals(members, Array.from({ length: one.count }, (_, j) => j));
        for (const group of groups) {
          assert(group.members.includes(group.leader));
          if (method === "leader") assertLessOrEqual(one.tau - 1e-9, group.similarity);
          if (activation === "relu") assert(group.signs.every(([a, b]) => a === 1 && b === 1));
        }
      },
    ),
    { seed: 5 },
  );
});

/** Average linkage as it is defined: the two groups of the largest mean D are joined, as long as it is τ. */
function slowLinkage(values: Float64Array, n: number, tau: number): string {
  let groups = Array.from({ length: n }, (_, i) => [i]);
  for (;;) {
    let best = -Infinity, pair: [number, number] = [0, 0];
    groups.forEach((a, i) =>
      groups.slice(0, i).forEach((b, j) => {
        const mean = a.flatMap((k) => b.map((l) => values[k * n + l])).reduce((x, y) => x + y, 0) /
          (a.length * b.length);
        if (mean > best) [best, pair] = [mean, [j, i]];
      })
    );
    if (!(best >= tau)) return words(groups);
    const joined = [...groups[pair[0]], ...groups[pair[1]]];
    groups = [...groups.filter((_, k) => !pair.includes(k)), joined];
  }
}
const words = (groups: readonly (readonly number[])[]) =>
  groups.map((group) => [...group].sort((a, b) => a - b).join()).sort().join(" ");

Deno.test("average linkage by chains is average linkage", () => {
  fc.assert(
    fc.property(RANDOM, (one) => {
      const { values } = similarities(
        randomNeurons(one),
        mergeRule("tanh"),
        Array.from({ length: one.count }, (_, j) => j),
      );
      const fast = words(averageLinkageGroups(values, one.count, one.tau));
      assertEquals(fast, slowLinkage(values, one.count, one.tau));
    }),
    { seed: 5 },
  );
});

Deno.test("the neuron with most neighbours leads; ties go to the lowest number", () => {
  // On a line 0 – 1 – 2 – 3, 4: neighbours differ by one.
  const values = Float64Array.from({ length: 25 }, (_, k) => {
    const [i, j] = [Math.floor(k / 5), k % 5];
    return i === j ? 1 : Math.abs(i - j) === 1 && Math.max(i, j) < 4 ? 0.9 : 0;
  });
  assertEquals(leaderGroups(values, 5, 0.9), [[1, 0, 2], [3], [4]]);
  assertEquals(leaderGroups(values, 5, 0.95), [[0], [1], [2], [3], [4]]);
});

Deno.test("opposite neurons are one under tanh only, and norms split a group unless the activation is homogeneous", () => {
  const all = neurons([[1, 0], [-1, 0], [2, 0], [0, 1]]);
  const groups = (activation: "tanh" | "relu" | "gelu", normSpread?: number) =>
    condensationGroups(all, mergeRule(activation), {
      tau: 0.99,
      ...(normSpread !== undefined && { normSpread }),
    })
      .map(({ members }) => members.join()).sort().join(" ");
  assertEquals(groups("tanh"), "0,1 2 3");
  assertEquals(groups("tanh", 9), "0,1,2 3");
  assertEquals(groups("relu"), "0,2 1 3");
  assertEquals(groups("gelu"), "0 1 2 3");
  const [pair] = condensationGroups(all, mergeRule("tanh"), { tau: 0.99 });
  assertEquals(pair.signs, [[1, 1], [-1, -1]]);
});

Deno.test("the effective ratio counts directions, and neurons without effect not at all", () => {
  const all = neurons([[1, 0], [-1, 0], [2, 0], [0, 1]]);
  assertEquals(effectiveRatio(all, mergeRule("tanh"), 0.95), 0.5);
  assertEquals(
    effectiveRatio({ ...all, outgoing: Float64Array.of(1, 1, 1, 0) }, mergeRule("tanh"), 0.95),
    0.25,
  );
  assertEquals(effectiveRatio({ ...all, outgoing: new Float64Array(4) }, mergeRule("tanh"), 0.95), 0);
});

Deno.test("a channel of a block is as parallel as the less parallel of its vectors", () => {
  const block = randomNetwork(KINDS["block without norm"], "relu", 1);
  const own = neuronsOf(block, layerAt(block, 0)), { values } = similarities(own, mergeRule("relu"), [0, 1]);
  const cosine = ({ rows, columns }: { rows: Float64Array; columns: number }) => {
    const [a, b] = [0, 1].map((j) => rows.subarray(j * columns, (j + 1) * columns));
    return a.reduce((sum, x, i) => sum + x * b[i], 0) / Math.hypot(...a) / Math.hypot(...b);
  };
  assertLessOrEqual(values[1], cosine(own.incoming) + 1e-12);
  assertAlmostEquals(values[0], 1, 1e-12);
});
