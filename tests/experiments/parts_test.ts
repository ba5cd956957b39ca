import { assertEquals, assertRejects } from "@std/assert";
import {
  computeCases,
  type Experiment,
  plannedCases,
  ResultsError,
  storedCases,
} from "../../lib/experiments/mod.ts";
import { mergeParts, partKeys, partPath } from "../../lib/experiments/parts.ts";
import { storedProvenance } from "../../lib/experiments/store.ts";
import { productSource, withPaperModule } from "../support/paper_module.ts";

type Product = Experiment<{ factor: number }, { product: number }>;

const job = { resume: true, asJob: true, say: () => {} };

Deno.test("results of jobs are stored with host and environment, in the order of the plan; those of other settings stay", () =>
  withPaperModule(productSource(), async ({ load, write }) => {
    const product = await load() as Product, [first, second, third] = plannedCases(product);
    for (const one of [third, first]) assertEquals(await computeCases(product, [one], job), []);
    assertEquals(await storedCases(product), []);
    assertEquals(await mergeParts(product), { merged: 2, unplanned: [] });
    assertEquals((await storedCases(product)).map(({ result }) => result.product), [2, 6]);
    const { cases, environments } = await storedProvenance(product);
    assertEquals(cases.map(({ key, host, environment }) => [key, host, environment]), [
      [first.key, Deno.hostname(), 0],
      [third.key, Deno.hostname(), 0],
    ]);
    assertEquals(environments.length, 1);
    assertEquals(await mergeParts(product), { merged: 2, unplanned: [] }, "again, to the same end");
    assertEquals((await storedCases(product)).length, 2);
    // A result that is stored otherwise makes a job's one obsolete.
    await computeCases(product, [first, second], { resume: true, say: () => {} });
    assertEquals(await partKeys(product), new Set([third.key]));
    await write(productSource({ factor: 3 }));
    const other = await load() as Product;
    assertEquals(await mergeParts(other), { merged: 0, unplanned: [third.key] });
  }));

Deno.test("a job's file that is truncated or changed is an error, and nothing is merged", () =>
  withPaperModule(productSource(), async ({ load }) => {
    const product = await load() as Product;
    await computeCases(product, plannedCases(product), job);
    const path = partPath(product, plannedCases(product)[2].key), good = await Deno.readTextFile(path);
    for (
      const [text, fault] of [
        [good.slice(0, -20), "is not JSON"],
        [good.replace('"product":6', '"product":7'), "was changed"],
        ['{"results":{}}', "has another form"],
      ]
    ) {
      await Deno.writeTextFile(path, text);
      await assertRejects(() => mergeParts(product), ResultsError, fault);
      assertEquals(await storedCases(product), []);
    }
  }));
