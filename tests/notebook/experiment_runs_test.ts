import { assertEquals, assertRejects } from "@std/assert";
import { experimentPaths, experimentRuns } from "../../lib/notebook/mod.ts";
import { resultsKey, writeResults } from "../../lib/train/mod.ts";

const SOURCE = `export default {
  name: "double",
  settings: { quick: { factor: 2 }, full: { factor: 2 } },
  seeds: { quick: [1, 2], full: [1, 2] },
  steps: () => 1,
  run: (settings, seed) => Promise.resolve(settings.factor * seed),
};
`;

/** A notebook's folder with one experiment, and results that were stored as 100 times the seed. */
async function withExperiment(
  body: (module: string, store: (key?: string) => Promise<void>) => Promise<void>,
): Promise<void> {
  const root = await Deno.makeTempDir();
  try {
    await Deno.mkdir(`${root}/notebooks/99_test`, { recursive: true });
    const module = `file://${root}/notebooks/99_test/double.ts`, settings = { factor: 2 };
    await Deno.writeTextFile(new URL(module), SOURCE);
    await body(module, async (key) => {
      const fresh = await resultsKey(module, settings);
      await writeResults(experimentPaths(module, fresh).results, {
        experiment: "double",
        key: key ?? fresh,
        settings,
        deno: "test",
        runs: [1, 2].map((seed) => ({ seed, seconds: 0, result: 100 * seed })),
      });
    });
  } finally {
    await Deno.remove(root, { recursive: true });
  }
}

const seen = ({ results, source, stale }: Awaited<ReturnType<typeof experimentRuns>>) => ({
  results: [...results],
  source,
  stale,
});
const LIVE = { results: [2, 4], source: "live" as const, stale: false };
const STORED = { results: [100, 200], source: "stored" as const, stale: false };

Deno.test("the quick profile computes, the full one reads what is stored", () =>
  withExperiment(async (module, store) => {
    await store();
    assertEquals(seen(await experimentRuns(module, { profile: "quick" })), LIVE);
    assertEquals(seen(await experimentRuns(module, { profile: "full" })), STORED);
  }));

Deno.test("an experiment too long for the quick profile shows there what is stored", () =>
  withExperiment(async (module, store) => {
    const options = { profile: "quick", storedAtQuick: true } as const;
    assertEquals(seen(await experimentRuns(module, options)), LIVE, "nothing is stored");
    await store();
    assertEquals(seen(await experimentRuns(module, options)), STORED);
    assertEquals(seen(await experimentRuns(module, { ...options, seeds: [2] })).results, [200]);
  }));

Deno.test("results of other code are shown as stale at quick, and computed anew at full", () =>
  withExperiment(async (module, store) => {
    await store("of other code");
    const quick = await experimentRuns(module, { profile: "quick", storedAtQuick: true });
    assertEquals(seen(quick), { ...STORED, stale: true });
    assertEquals(seen(await experimentRuns(module, { profile: "full" })), LIVE);
  }));

Deno.test("a changed setting or another seed is computed, never read from the results of others", () =>
  withExperiment(async (module, store) => {
    await store();
    const options = { profile: "quick", storedAtQuick: true } as const;
    const changed = await experimentRuns(module, { ...options, settings: { factor: 3 } });
    assertEquals(seen(changed), { ...LIVE, results: [3, 6] });
    assertEquals(seen(await experimentRuns(module, { ...options, seeds: [2, 5] })).results, [4, 10]);
  }));

Deno.test("a module that lies in no notebook's folder is refused", async () => {
  const module = import.meta.resolve("../support/seed_experiment.ts");
  await assertRejects(() => experimentRuns(module), RangeError, "expected notebooks/NN_name/experiment.ts");
});
