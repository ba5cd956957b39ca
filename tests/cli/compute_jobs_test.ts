import { assertEquals, assertThrows } from "@std/assert";
import { chosenExperiments, experimentsOf, leftOut } from "../../lib/cli/compute_jobs.ts";
import { UsageError } from "../../lib/cli/usage_error.ts";
import { gridSource, withGridModule } from "../support/grid_module.ts";

Deno.test("grids are left out unless they are named, and it is said how to run them", () =>
  withGridModule(async (_, root) => {
    const folder = `${root}/notebooks/99_test`;
    await Deno.writeTextFile(`${folder}/single.ts`, gridSource().replace("grid:", "blocks:"));
    await Deno.writeTextFile(`${folder}/words.ts`, "export const word = 1;\n");
    const jobs = await experimentsOf(`${folder}.ipynb`);
    const names = (chosen: readonly string[]) =>
      chosenExperiments(jobs, chosen).map(({ module }) => module.pathname.split("/").at(-1));
    assertEquals([...jobs.keys()], ["product", "single"]);
    assertEquals(names([]), ["single.ts"]);
    assertEquals(names(["product"]), ["product.ts"]);
    assertEquals(leftOut(jobs, [], "99"), [
      "product: a grid, left out; run it with: deno task compute 99 product --resume",
    ]);
    assertEquals(leftOut(jobs, ["single"], "99"), []);
    assertThrows(() => names(["absent"]), UsageError, "present: product, single");
  }));
