import { assertEquals, assertRejects } from "@std/assert";
import {
  type CaseExperiment,
  caseRuns,
  computeCases,
  type Experiment,
  plannedCases,
  ResultsError,
  runs,
  type RunsOptions,
  storedCases,
} from "../../lib/experiments/mod.ts";
import { experimentPaths, storedProvenance } from "../../lib/experiments/store.ts";
import { casesSource, productSource, withPaperModule } from "../support/paper_module.ts";

type Product = Experiment<{ factor: number }, { product: number }>;

const quiet = { resume: true, say: () => {} };

/** Source and results of runs. */
async function shown(product: Product, options: RunsOptions<{ factor: number }> = {}) {
  const { source, results } = await runs(product, { profile: "full", say: () => {}, ...options });
  return [source, results.map(({ product }) => product)];
}

Deno.test("stored results are shown where settings and seeds are theirs, and what is changed is computed", async () => {
  await withPaperModule(productSource(), async ({ load }) => {
    const product = await load() as Product;
    assertEquals(await shown(product), ["live", [4 / 2, 4, 6]]);
    assertEquals(await computeCases(product, plannedCases(product), quiet), []);
    assertEquals(await shown(product), ["stored, exact", [2, 4, 6]]);
    assertEquals(await shown(product, { settings: { factor: 10 } }), ["changed", [10, 20, 30]]);
    assertEquals(
      await shown(product, { seeds: [2] }),
      ["changed", [4]],
      "a part of the seeds is another result",
    );
    assertEquals(await shown(product, { profile: "quick" }), ["live", [2]]);
    assertEquals(await shown(product, { profile: "quick", seeds: [1, 2, 3] }), ["changed", [2, 4, 6]]);
  });
});

Deno.test("a comment leaves results exact, another code leaves them shown as unverified, another revision does not", async () => {
  await withPaperModule(productSource(), async ({ load, write }) => {
    const product = await load() as Product;
    await computeCases(product, plannedCases(product), quiet);
    await write(`/** A comment. */\n${productSource().replaceAll("\n", "\n\n")}`);
    const { forgetSources } = await import("../../lib/experiments/provenance/closure.ts");
    forgetSources();
    assertEquals(await shown(await load() as Product), ["stored, exact", [2, 4, 6]]);
    await write(productSource({ times: "factor * 1" }));
    forgetSources();
    assertEquals(await shown(await load() as Product), ["stored, unverified", [2, 4, 6]]);
    await write(productSource({ times: "2 * factor", revision: 2 }));
    forgetSources();
    assertEquals(await shown(await load() as Product), ["live", [4, 8, 12]]);
  });
});

Deno.test("finished cases are stored one by one, and what the plan no longer has is kept aside", async () => {
  await withPaperModule(productSource(), async ({ load, write }) => {
    const product = await load() as Product, [first, ...others] = plannedCases(product);
    await computeCases(product, others, quiet);
    assertEquals((await storedCases(product)).map(({ seed }) => seed), [2, 3]);
    await computeCases(product, [first], quiet);
    assertEquals((await storedCases(product)).map(({ seed }) => seed), [1, 2, 3], "in the order of the plan");
    const { cases, environments } = await storedProvenance(product);
    assertEquals([cases.map(({ key }) => key), environments.length], [
      plannedCases(product).map(({ key }) => key),
      1,
    ]);
    await write(productSource({ factor: 3 }));
    const other = await load() as Product;
    await computeCases(other, plannedCases(other), quiet);
    assertEquals((await storedCases(other)).map(({ result }) => result.product), [3, 6, 9]);
    const kept = Array.from(Deno.readDirSync(experimentPaths(product).replaced), ({ name }) => name).sort();
    assertEquals(kept, plannedCases(product).map(({ key }) => `${key}.json`).sort());
  });
});

Deno.test("cases that fail are told once all others are stored, and only they are missing", async () => {
  await withPaperModule(casesSource(), async ({ load }) => {
    const grid = await load() as CaseExperiment<{ factor: number }, number>;
    const before = await caseRuns(grid, () => {});
    assertEquals([before.stored.length, before.missing.length, before.source], [
      0,
      5,
      "stored, not computed",
    ]);
    const failed = await computeCases(grid, plannedCases(grid), quiet);
    assertEquals(failed.length, 1);
    assertEquals(failed[0].split("\n")[0], 'product, settings {"factor":4}, seed 9: RangeError: no luck');
    const { stored, missing, source } = await caseRuns(grid, () => {});
    assertEquals(stored.map(({ block, settings, seed, result }) => [block, settings.factor, seed, result]), [
      ["first", 2, 1, 2],
      ["first", 2, 2, 4],
      ["second", 3, 1, 3],
      ["third", 4, 5, 20],
    ]);
    assertEquals(missing.map(({ block, seed }) => [block, seed]), [["third", 9]]);
    assertEquals(source, "stored, exact");
  });
});

Deno.test("two processes that store at once lose nothing", async () => {
  await withPaperModule(productSource(), async ({ load }) => {
    const product = await load() as Product, all = plannedCases(product);
    await Promise.all(all.map((one) => computeCases(product, [one], quiet)));
    assertEquals((await storedCases(product)).map(({ seed }) => seed), [1, 2, 3]);
    assertEquals((await storedProvenance(product)).cases.length, 3);
  });
});

Deno.test("a damaged file is an error that leaves it as it is", async () => {
  await withPaperModule(productSource(), async ({ load }) => {
    const product = await load() as Product, { results, provenance } = experimentPaths(product);
    await computeCases(product, plannedCases(product), quiet);
    const good = await Deno.readTextFile(results);
    await Deno.writeTextFile(results, good.replace('"product":4', '"product":5'));
    await assertRejects(() => shown(product), ResultsError, "was changed: the case of seed 2");
    await assertRejects(
      () => computeCases(product, plannedCases(product), quiet),
      ResultsError,
      "was changed",
    );
    assertEquals(await Deno.readTextFile(results), good.replace('"product":4', '"product":5'));
    await Deno.writeTextFile(results, good);
    await Deno.writeTextFile(provenance, '{"format": 1}');
    await assertRejects(
      () => shown(product),
      ResultsError,
      `provenance ${provenance}: the file has another form`,
    );
  });
});
