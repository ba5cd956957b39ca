import { assertEquals, assertThrows } from "@std/assert";
import { chosenExperiments, experimentsOf, leftOut, namedExperiments } from "../../lib/cli/compute_jobs.ts";
import { UsageError } from "../../lib/cli/usage_error.ts";
import { casesSource, productSource, withPaperModule } from "../support/paper_module.ts";

Deno.test("long experiments are left out unless they are named, and it is said how to run them", () =>
  withPaperModule(casesSource(), async ({ root }) => {
    const folder = `${root}/notebooks/99_test`;
    await Deno.writeTextFile(`${folder}/single.ts`, productSource());
    await Deno.writeTextFile(
      `${folder}/hours.ts`,
      productSource().replace("at: import.meta,", "$& long: true,"),
    );
    await Deno.writeTextFile(`${folder}/words.ts`, "export const word = 1;\n");
    // A live cell would compute when it is loaded.
    await Deno.writeTextFile(`${folder}/live.ts`, 'throw new Error("loaded");\n');
    const jobs = await experimentsOf(`${folder}.ipynb`);
    const names = (chosen: readonly string[]) => chosenExperiments(jobs, chosen).map(({ name }) => name);
    assertEquals([...jobs.keys()], ["hours", "product", "single"]);
    assertEquals([...jobs.values()].map(({ kind }) => kind), ["experiment", "cases", "experiment"]);
    assertEquals(names([]), ["single"]);
    assertEquals(names(["product", "hours"]), ["product", "hours"]);
    assertEquals(namedExperiments(jobs, []), [...jobs.values()]);
    assertEquals(leftOut(jobs, [], "99"), [
      "hours: takes hours, left out; run it with: deno task compute 99 hours --resume",
      "product: takes hours, left out; run it with: deno task compute 99 product --resume",
    ]);
    assertEquals(leftOut(jobs, ["single"], "99"), []);
    assertThrows(() => names(["absent"]), UsageError, "present: hours, product, single");
  }));
