import { assertEquals, assertRejects, assertThrows } from "@std/assert";
import { checkedProfile, loadExperiment, notebookProfile } from "../../lib/train/mod.ts";

/** Run with NOTEBOOK_PROFILE set, or unset. */
function withProfile<T>(name: string | undefined, body: () => T): T {
  const before = Deno.env.get("NOTEBOOK_PROFILE");
  const set = (value: string | undefined) =>
    value === undefined ? Deno.env.delete("NOTEBOOK_PROFILE") : Deno.env.set("NOTEBOOK_PROFILE", value);
  set(name);
  try {
    return body();
  } finally {
    set(before);
  }
}

Deno.test("the profile is the environment's, quick where it is unset", () => {
  assertEquals(withProfile(undefined, notebookProfile), "quick");
  assertEquals(withProfile("quick", notebookProfile), "quick");
  assertEquals(withProfile("full", notebookProfile), "full");
});

Deno.test("an unknown profile is refused with the known ones", () => {
  for (const name of ["Quick", "", "fast"]) {
    const message = `profile "${name}" is unknown, allowed quick, full`;
    assertThrows(() => withProfile(name, notebookProfile), RangeError, message);
    assertThrows(() => checkedProfile(name), RangeError, message);
  }
});

Deno.test("an experiment is the default export of its module", async () => {
  const experiment = await loadExperiment(import.meta.resolve("../support/seed_experiment.ts"));
  assertEquals([experiment.name, experiment.seeds.full], ["seed experiment", [1, 2]]);
});

Deno.test("a module without an experiment is refused with its name and what an experiment has", async () => {
  const module = import.meta.resolve("../support/tensors.ts");
  await assertRejects(
    () => loadExperiment(module),
    TypeError,
    "tensors.ts has no experiment (name, settings, seeds",
  );
});
