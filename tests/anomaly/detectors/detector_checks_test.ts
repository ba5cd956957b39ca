import { assert, assertEquals } from "@std/assert";
import process from "node:process";
import {
  checkDetectors,
  defineDetector,
  DETECTORS,
  type FittedScores,
  type Windows,
} from "../../../lib/anomaly/mod.ts";

const failures = (results: Readonly<Record<string, string>>) =>
  Object.entries(results).filter(([, result]) => result !== "passed" && result !== "not applicable");

for (const factory of DETECTORS) {
  Deno.test(`${factory.about.name} passes the checks that all detectors have in common`, async () => {
    const [{ results }] = await checkDetectors([factory]);
    assertEquals(failures(results), []);
    assertEquals(Object.keys(results).length, 13);
  });
}

/** A detector that scores the mean distance to the standard mean, spoilt. */
const spoilt = (
  score: (
    plain: Float64Array,
    windows: Windows,
  ) => FittedScores["score"] extends never ? never : Float64Array,
) =>
  defineDetector({
    number: 0,
    name: "Spoilt",
    family: "statistical",
    seedable: false,
    defaults: {},
    fit: (standard) => ({
      score(windows) {
        const { values, count, length } = windows, near = standard.values.subarray(0, length);
        const plain = Float64Array.from({ length: count }, (_, i) => {
          let sum = 0;
          for (let t = 0; t < length; t++) sum += Math.abs(values[i * length + t] - near[t]);
          return sum;
        });
        return score(plain, windows);
      },
    }),
  });

Deno.test("the checks find a constant score, one of the batch, one that changes its input, and one of chance", async () => {
  let calls = 0;
  const found = await checkDetectors([
    spoilt((plain) => plain.fill(1)),
    spoilt((plain) =>
      plain.map((score) => score - plain.reduce((sum, value) => sum + value, 0) / plain.length)
    ),
    spoilt((plain, { values }) => {
      values[0] = 7;
      return plain;
    }),
    spoilt((plain) => plain.map((score) => score + calls++)),
    spoilt((plain) => plain),
  ]);
  const failed = found.map(({ results }) => failures(results).map(([name]) => name));
  assert(failed[0].includes("separates states"), `${failed[0]}`);
  assert(failed[1].includes("batch independence"), `${failed[1]}`);
  assert(failed[2].includes("inputs untouched"), `${failed[2]}`);
  assert(failed[3].includes("fit again"), `${failed[3]}`);
  assertEquals(failed[4], []);
});

Deno.test("fits that are disposed of leave no memory behind", async () => {
  const standard: Windows = {
    values: Float64Array.from({ length: 200 * 16 }, (_, k) => Math.sin(k / 3) + Math.cos(k * k)),
    count: 200,
    length: 16,
  };
  const detectors = DETECTORS.map((factory) =>
    factory("epochs" in (factory.about.defaults as object) ? { epochs: 1 } : {})
  );
  const round = async (rounds: number) => {
    for (let i = 0; i < rounds; i++) {
      for (const detector of detectors) {
        await (await detector.fit(standard)).score(standard);
        detector.dispose();
      }
    }
    return process.memoryUsage().rss / 2 ** 20;
  };
  // A program that stays takes 1 MiB or more: 25 of the nets' would stay in each round.
  const before = await round(2), after = await round(4);
  assert(after - before < 60, `${before} MiB, then ${after} MiB`);
});
